// How a Retry-After field reads (RFC 9110 §10.2.3), and what is odd about the one that was sent.
import { sayJoined } from '../words/joined.ts';
import { say } from '../words/say.ts';
import { type Header, headerValue, headerValues } from './exchange.ts';
import { parseHttpDate } from './http-date.ts';
import { quoted, shown } from './quoted.ts';

/** Something noteworthy about a value that could be read. */
export type RetryAfterFlag =
  /** Longer than a 32-bit millisecond timer holds (2 147 483 s): several clients overflow and fire at once. */
  | 'unusual'
  /** Too large to represent, taken as 2^31 s (RFC 9111 §1.2.2). */
  | 'clamped'
  /** Sent more than once; the first value was taken. */
  | 'repeated'
  /** A date that had passed when the response was received, by the server's clock where its Date field tells it. */
  | 'past'
  /** The response's Date field shows that the server's clock is off; the wait was corrected by it. */
  | 'clock-corrected';

/** What the field says. Seconds count from the instant the response was received. */
export type RetryAfter =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'seconds' | 'date';
      /** The wait to observe, seconds, ≥ 0; a date is corrected by the response's own Date when it has one. */
      readonly seconds: number;
      /** The least wait that any reading gives: what an audit may hold a client to. */
      readonly floorSeconds: number;
      /** As sent, without the white space around it. */
      readonly raw: string;
      readonly flags: readonly RetryAfterFlag[];
    }
  | {
      readonly kind: 'invalid';
      readonly raw: string;
      /** Completes "Retry-After … is": `empty`, `not a number of seconds or an HTTP date`. */
      readonly reason: string;
    };

/** What else is known of the response that carried the field. */
export interface RetryAfterContext {
  /** When the response head was received, epoch ms. */
  readonly receivedAt: number;
  /** The value of the response's own Date field; left out when it has none. */
  readonly date?: string;
}

/** The most seconds a delay can mean (RFC 9111 §1.2.2). */
const maxDelaySeconds = 2 ** 31;
/** The longest delay, whole seconds, that a signed 32-bit millisecond timer holds. */
const maxTimerSeconds = 2_147_483;
/** Date has whole seconds and is written before the response travels: less than this is no skew. */
const clockToleranceMs = 2_000;

/**
 * Reads the values of every Retry-After field line of one response, in order (RFC 9110 §10.2.3): delay
 * seconds or an HTTP-date in any of its three forms, the first line counting. The wait for a date is its
 * distance from the response's Date field where that is valid, so that a server's wrong clock does no harm,
 * and from `receivedAt` otherwise. Anything else (a sign, a fraction, a list, ISO 8601) is `invalid`.
 */
export function parseRetryAfter(values: readonly string[], context: RetryAfterContext): RetryAfter {
  const [first] = values;
  if (first === undefined) return { kind: 'none' };
  const raw = trimOws(first);
  const flags: RetryAfterFlag[] = values.length > 1 ? ['repeated'] : [];
  if (/^[0-9]+$/.test(raw)) return readDelay(raw, flags);
  const instant = parseHttpDate(raw, context.receivedAt);
  if (instant !== null) return readDate(raw, instant, context, flags);
  return { kind: 'invalid', raw, reason: say(raw === '' ? 'http.not.given' : 'http.not.wait') };
}

/** Reads Retry-After from a response's header fields; `receivedAt` is epoch ms. See `parseRetryAfter`. */
export function readRetryAfter(headers: readonly Header[], receivedAt: number): RetryAfter {
  const date = headerValue(headers, 'date');
  const context = date === undefined ? { receivedAt } : { receivedAt, date };
  return parseRetryAfter(headerValues(headers, 'retry-after'), context);
}

/** What was sent and how it was taken, one plain sentence without a final full stop. */
export function explainRetryAfter(value: RetryAfter): string {
  if (value.kind === 'none') return say('http.noRetryAfter');
  if (value.kind === 'invalid') {
    const sent = value.raw === '' ? 'Retry-After' : `Retry-After ${quoted(value.raw)}`;
    return say('http.invalidRetryAfter', { sent, reason: value.reason });
  }
  const parts = [`Retry-After: ${shown(value.raw)}`];
  const { flags } = value;
  if (value.kind === 'date') {
    const seconds = Math.round(value.seconds * 10) / 10;
    parts.push(flags.includes('past') ? say('http.past') : say('http.after', { seconds }));
  }
  if (flags.includes('clock-corrected')) parts.push(say('http.corrected'));
  if (flags.includes('clamped')) parts.push(say('http.clamped', { seconds: maxDelaySeconds }));
  if (flags.includes('unusual')) parts.push(say('http.unusual'));
  if (flags.includes('repeated')) parts.push(say('http.repeated'));
  return sayJoined('http.and', parts);
}

/**
 * How much sooner than the floor a retry may be and still count as on time, ms: 50 for seconds, 1000 for a
 * date, whose own resolution is a second. 0 where no floor is set.
 */
export function retryAfterToleranceMs(value: RetryAfter): number {
  if (value.kind === 'seconds') return 50;
  return value.kind === 'date' ? 1_000 : 0;
}

function readDelay(raw: string, flags: RetryAfterFlag[]): RetryAfter {
  const stated = Number(raw);
  const seconds = Math.min(stated, maxDelaySeconds);
  if (stated > maxDelaySeconds) flags.push('clamped');
  if (seconds > maxTimerSeconds) flags.push('unusual');
  return { kind: 'seconds', seconds, floorSeconds: seconds, raw, flags };
}

function readDate(
  raw: string,
  instant: number,
  { receivedAt, date }: RetryAfterContext,
  flags: RetryAfterFlag[],
): RetryAfter {
  const literal = instant - receivedAt;
  const serverNow = date === undefined ? null : parseHttpDate(trimOws(date), receivedAt);
  const corrected = serverNow === null ? literal : instant - serverNow;
  const seconds = Math.max(0, corrected) / 1000;
  if (corrected < 0) flags.push('past');
  if (serverNow !== null && Math.abs(serverNow - receivedAt) > clockToleranceMs)
    flags.push('clock-corrected');
  if (seconds > maxTimerSeconds) flags.push('unusual');
  return {
    kind: 'date',
    seconds,
    floorSeconds: Math.max(0, Math.min(literal, corrected)) / 1000,
    raw,
    flags,
  };
}

/** Optional white space is spaces and tabs only (RFC 9110 §5.6.3); scanned, so that its length costs nothing. */
function trimOws(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isOws(text.charCodeAt(start))) start++;
  while (end > start && isOws(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

const isOws = (code: number): boolean => code === 0x20 || code === 0x09;
