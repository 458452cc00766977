// What the worker that opens a file tells its page, parsed when it arrives.
import { fail, ok, type Result } from '../http/result.ts';
import { parseExchanges } from '../messaging/parse-record.ts';
import { isBag, isFigure, isText, isTexts } from '../messaging/shape.ts';
import { isTrouble } from '../transfer/fault.ts';
import type { OpenedData } from '../transfer/open-file.ts';

/** From the worker; the page sends the file, and nothing else. */
export type OpeningReport =
  /** `share`: how much of the file was read, 0 … 1. The last batch has gaps. */
  | { readonly type: 'batch'; readonly batch: OpenedData; readonly share: number }
  | { readonly type: 'failed'; readonly reason: string };

/** Reads a message from the worker; anything else is a named failure. */
export function parseOpeningReport(value: unknown): Result<OpeningReport> {
  if (!isBag(value)) return fail('', 'a message is an object');
  if (value.type === 'failed') {
    return isText(value.reason)
      ? ok({ type: 'failed', reason: value.reason })
      : fail('reason', 'is not text');
  }
  if (value.type !== 'batch')
    return fail('type', `"${String(value.type)}" is not a message that a page knows`);
  const { batch, share } = value;
  if (!isFigure(share)) return fail('share', 'is not a number');
  if (!isBag(batch)) return fail('batch', 'is not an object');
  const { exchanges, troubles, gaps } = batch;
  if (!Array.isArray(exchanges)) return fail('batch.exchanges', 'is not a list');
  if (!Array.isArray(troubles) || !troubles.every(isTrouble)) return fail('batch.troubles', 'is not whole');
  if (gaps !== undefined && !isTexts(gaps)) return fail('batch.gaps', 'is not a list of texts');
  const read = parseExchanges(exchanges, 'batch.exchanges');
  if (read.problems.length > 0) return { ok: false, problems: read.problems };
  return ok({ type: 'batch', share, batch: { exchanges: read.exchanges, troubles, ...(gaps && { gaps }) } });
}
