// What a person who types or pastes something into the look-up is asking about.
import { type Header, headerValue } from '../http/exchange.ts';
import { parseHttpDate } from '../http/http-date.ts';

/** A question, as far as the text alone tells. */
export type Question =
  | { readonly kind: 'nothing' }
  /** Digits: a status, a part of one, or a number of seconds. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'status'; readonly code: number }
  /** A response's head, with all of its fields. */
  | { readonly kind: 'response'; readonly code: number; readonly fields: readonly Header[] }
  | { readonly kind: 'retry-after'; readonly text: string }
  | { readonly kind: 'words'; readonly text: string };

/** Stands for a line's end where there is one line only. */
const LINE_END = ' ↵ ';
/** Stands for fields that don't matter here, so that it is known that there were some. */
const LEFT_OUT = '…';
/** What is pasted may be a whole body: no response head is longer. */
const LONGEST = 100_000;

/** `HTTP/1.1 429 Too Many Requests`; browsers show a later version's as the field `:status` or `status`. */
const statusLine = /^(?:HTTP\/\d(?:\.\d)?\s+|:?status:\s*)([1-9]\d\d)(?!\d)/i;
const fieldLine = /^([^\s:]+):(.*)$/;
/** Lines that the answers depend on, what matters most first. */
const telling = [statusLine, /^retry-after:/i, /^date:/i];

/** Reads a question; `now` (epoch ms) is what a date of two year digits is read against. */
export function readQuestion(text: string, now: number): Question {
  const lines = linesOf(text);
  const head = lastHead(lines);
  const [, code] = statusLine.exec(head[0] ?? '') ?? [];
  const fields = fieldsOf(code ? head.slice(1) : head);
  // A status line alone tells nothing of the fields.
  if (code && fields.length === 0 && !head.includes(LEFT_OUT)) return { kind: 'status', code: Number(code) };
  if (code) return { kind: 'response', code: Number(code), fields };
  const wait = headerValue(fields, 'retry-after');
  if (wait !== undefined) return { kind: 'retry-after', text: wait };
  const words = lines.join(' ').trim();
  if (words === '') return { kind: 'nothing' };
  if (/^\d+$/.test(words)) return { kind: 'number', text: words };
  if (parseHttpDate(words, now) !== null) return { kind: 'retry-after', text: words };
  // `429 Too Many Requests`, as consoles and logs have it.
  const [, named] = /^([1-9]\d\d)\s+[A-Z]/i.exec(words) ?? [];
  return named ? { kind: 'status', code: Number(named) } : { kind: 'words', text: words };
}

/**
 * What was pasted as one line, with what the answers depend on and nothing else: the rest of a response may hold
 * cookies and tokens, which are nothing to show.
 */
export function condense(text: string): string {
  const head = lastHead(linesOf(text));
  const kept = telling.flatMap((kind) => head.filter((line) => kind.test(line)));
  if (kept.length === 0) return head.join(' ').slice(0, 200);
  return [...kept, ...(kept.length < head.length ? [LEFT_OUT] : [])].join(LINE_END);
}

/** Up to an empty line. The last of several heads counts: those of redirects and proxies come before it. */
function lastHead(lines: readonly string[]): readonly string[] {
  const start = Math.max(
    0,
    lines.findLastIndex((line) => statusLine.test(line)),
  );
  const end = lines.indexOf('', start);
  return lines.slice(start, end < 0 ? undefined : end);
}

function fieldsOf(lines: readonly string[]): Header[] {
  return lines.flatMap((line) => {
    const [, name, value = ''] = fieldLine.exec(line) ?? [];
    return name ? [{ name, value: value.trim() }] : [];
  });
}

/** Trimmed; without the `<` that `curl -v` sets before what it received, nor the lines that it did not receive. */
function linesOf(text: string): string[] {
  const lines = text
    .trim()
    .slice(0, LONGEST)
    .split(/\r?\n|↵/);
  const isVerbose = lines.some((line) => line.startsWith('< HTTP/'));
  const received = isVerbose ? lines.filter((line) => line.startsWith('<')) : lines;
  return received.map((line) => line.replace(/^< ?/, '').trim());
}
