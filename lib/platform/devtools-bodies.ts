// The bodies of responses that DevTools still holds, read when they are asked for.
import type { BodyAnswer } from '../http/body.ts';
import { say } from '../words/say.ts';

/** Entries that can still be asked for their body; the oldest are forgotten beyond it. */
const MOST = 5_000;
/** Characters that are handed on: the rest is said to be cut. */
const MOST_CHARACTERS = 500_000;
/** A body that has not come by then, ms, does not come. */
const ANSWER_MS = 4_000;
/** … nor, by then, that of a response which DevTools only lists: it waits for the page to read it to its end, ms. */
const UNFINISHED_MS = 1_000;

/** Bodies by the id that this project gave the entry. */
export interface Bodies {
  /** `finished` is false for an entry that was listed, and not reported as finished. */
  keep(id: string, entry: unknown, finished: boolean): void;
  /** The body of one entry is read where another's is asked for. */
  lend(from: string, to: string): void;
  /** Never rejects. */
  read(id: string): Promise<BodyAnswer>;
}

/** `getContent` as an entry has it: a promise of an object in Chromium, of a pair in Firefox. */
type GetContent = (callback: (content: unknown, encoding: unknown) => void) => unknown;

/** Makes an empty collection. */
export function createBodies(): Bodies {
  const entries = new Map<string, { readonly entry: unknown; readonly finished: boolean }>();
  const lenders = new Map<string, string>();
  return {
    keep(id, entry, finished) {
      entries.delete(id);
      entries.set(id, { entry, finished });
      const [oldest] = entries.keys();
      if (entries.size <= MOST || oldest === undefined) return;
      entries.delete(oldest);
      lenders.delete(oldest);
    },
    lend: (from, to) => void lenders.set(to, from),
    async read(id) {
      const kept = entries.get(lenders.get(id) ?? id);
      if (kept === undefined) return unavailable(say('body.gone'));
      const { entry, finished } = kept;
      try {
        return answerOf(entry, await contentOf(entry, finished));
      } catch (error) {
        return unavailable(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

const unavailable = (reason: string): BodyAnswer => ({ kind: 'unavailable', reason });

function contentOf(entry: unknown, finished: boolean): Promise<{ content: unknown; encoding: unknown }> {
  const { getContent } = entry as { getContent?: GetContent };
  if (typeof getContent !== 'function') return Promise.reject(new Error(say('body.none')));
  return new Promise((resolve, reject) => {
    const reason = finished ? say('body.late', { seconds: ANSWER_MS / 1000 }) : say('body.unread');
    setTimeout(() => reject(new Error(reason)), finished ? ANSWER_MS : UNFINISHED_MS);
    getContent.call(entry, (content, encoding) => resolve({ content, encoding }));
  });
}

function answerOf(
  entry: unknown,
  { content, encoding }: { content: unknown; encoding: unknown },
): BodyAnswer {
  const described = (entry as { response?: { content?: { mimeType?: unknown; encoding?: unknown } } })
    .response?.content;
  const mimeType = typeof described?.mimeType === 'string' ? described.mimeType : '';
  if (typeof content !== 'string') return unavailable(say('body.unread'));
  // The second value is an encoding in Chromium and a MIME type in Firefox, which has the encoding in the entry.
  if (encoding !== 'base64' && described?.encoding !== 'base64') return asText(content, mimeType);
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  const text = isTextual(mimeType) ? decode(bytes) : null;
  return text === null ? { kind: 'binary', mimeType, size: bytes.length } : asText(text, mimeType);
}

const asText = (text: string, mimeType: string): BodyAnswer => ({
  kind: 'text',
  text: text.slice(0, MOST_CHARACTERS),
  mimeType,
  size: text.length,
  truncated: text.length > MOST_CHARACTERS,
});

const isTextual = (mimeType: string): boolean =>
  /^text\/|[/+](?:json|xml|javascript|x-www-form-urlencoded)\b/i.test(mimeType);

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
