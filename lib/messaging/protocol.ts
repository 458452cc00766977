// The messages that the extension's contexts exchange, each parsed when it arrives.
import { type Exchange, emptyExchange, type Header } from '../http/exchange.ts';
import { fail, ok, type Result } from '../http/result.ts';
import type { LogRecord } from '../session/log-record.ts';

/** Panels, the popup and the DevTools page speak to the background over one port each. */
export const PORT_NAME = 'retryscope.session';

/** To the background. */
export type ClientMessage =
  /** Send me everything after this number, then what follows; `tabId` null follows all tabs. */
  | { readonly type: 'subscribe'; readonly tabId: number | null; readonly afterSeq: number }
  | { readonly type: 'devtools-exchanges'; readonly exchanges: readonly Exchange[] }
  | { readonly type: 'navigated'; readonly tabId: number; readonly url: string; readonly at: number }
  | { readonly type: 'clear'; readonly tabId: number };

/** From the background. */
export type SessionMessage =
  /** In number order; `upToSeq` is how far the subscriber now is, its own records or not. */
  | { readonly type: 'records'; readonly records: readonly LogRecord[]; readonly upToSeq: number }
  | { readonly type: 'cleared'; readonly upToSeq: number }
  | { readonly type: 'status'; readonly origins: readonly string[]; readonly notices: readonly string[] };

type Bag = Record<string, unknown>;

const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isInteger = (value: unknown): value is number => Number.isSafeInteger(value);
const isFigure = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** Reads a message to the background; anything else is a named failure. */
export function parseClientMessage(value: unknown): Result<ClientMessage> {
  if (!isBag(value)) return fail('', 'a message is an object');
  switch (value.type) {
    case 'subscribe': {
      const { tabId, afterSeq } = value;
      if (!(tabId === null || isInteger(tabId))) return fail('tabId', 'is not an integer or null');
      if (!isInteger(afterSeq)) return fail('afterSeq', 'is not an integer');
      return ok({ type: 'subscribe', tabId, afterSeq });
    }
    case 'devtools-exchanges': {
      if (!Array.isArray(value.exchanges)) return fail('exchanges', 'is not an array');
      const exchanges: Exchange[] = [];
      for (const [index, item] of value.exchanges.entries()) {
        if (!isExchange(item)) return fail(`exchanges[${index}]`, 'is not an exchange');
        exchanges.push(item);
      }
      return ok({ type: 'devtools-exchanges', exchanges });
    }
    case 'navigated': {
      const { tabId, url, at } = value;
      if (!isInteger(tabId)) return fail('tabId', 'is not an integer');
      if (typeof url !== 'string') return fail('url', 'is not a string');
      if (!isFigure(at)) return fail('at', 'is not a number');
      return ok({ type: 'navigated', tabId, url, at });
    }
    case 'clear':
      return isInteger(value.tabId)
        ? ok({ type: 'clear', tabId: value.tabId })
        : fail('tabId', 'is not an integer');
    default:
      return fail('type', `"${String(value.type)}" is not a message that the background knows`);
  }
}

/** Reads a message from the background; anything else is a named failure. */
export function parseSessionMessage(value: unknown): Result<SessionMessage> {
  if (!isBag(value)) return fail('', 'a message is an object');
  switch (value.type) {
    case 'records': {
      if (!Array.isArray(value.records)) return fail('records', 'is not an array');
      if (!isInteger(value.upToSeq)) return fail('upToSeq', 'is not an integer');
      const records: LogRecord[] = [];
      for (const [index, item] of value.records.entries()) {
        if (!isRecord(item)) return fail(`records[${index}]`, 'is not a record');
        records.push(item);
      }
      return ok({ type: 'records', records, upToSeq: value.upToSeq });
    }
    case 'cleared':
      return isInteger(value.upToSeq)
        ? ok({ type: 'cleared', upToSeq: value.upToSeq })
        : fail('upToSeq', 'is not an integer');
    case 'status':
      return isStrings(value.origins) && isStrings(value.notices)
        ? ok({ type: 'status', origins: value.origins, notices: value.notices })
        : fail('', 'origins and notices are arrays of strings');
    default:
      return fail('type', `"${String(value.type)}" is not a message that a panel knows`);
  }
}

function isRecord(value: unknown): value is LogRecord {
  if (!isBag(value) || !isInteger(value.seq) || !isInteger(value.tabId)) return false;
  if (value.kind === 'exchange') return isExchange(value.exchange);
  if (value.kind === 'withdrawn') return typeof value.id === 'string';
  return value.kind === 'navigation' && typeof value.url === 'string' && isFigure(value.at);
}

const isHeaders = (value: unknown): value is Header[] =>
  Array.isArray(value) &&
  value.every((item) => isBag(item) && typeof item.name === 'string' && typeof item.value === 'string');

const fields = Object.entries(emptyExchange) as [keyof Exchange, unknown][];

/** Every field there with the type it has in an empty exchange; a figure must be finite. */
function isExchange(value: unknown): value is Exchange {
  if (!isBag(value)) return false;
  for (const [field, model] of fields) {
    const found = value[field];
    if (Array.isArray(model) ? !isHeaders(found) : typeof found !== typeof model) return false;
    if (typeof found === 'number' && !Number.isFinite(found)) return false;
  }
  return (
    value.timings === undefined || (isBag(value.timings) && Object.values(value.timings).every(isFigure))
  );
}
