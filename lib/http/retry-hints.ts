// What a server says about retrying besides Retry-After: waits in milliseconds, a plain yes or no, its quotas.
import { say } from '../words/say.ts';
import { type FieldName, type Header, headerValue } from './exchange.ts';
import { type RateLimit, rateLimitNames, readRateLimits } from './rate-limit.ts';
import { firstLine, type HeaderProblem, type SentFields } from './rate-limit-fields.ts';

/** A wait in milliseconds and the field that stated it, lower case. */
export interface RetryAfterMs {
  readonly ms: number;
  readonly field: string;
}

/** What the fields say. None of them is RFC 9110's, so none changes an advice; Retry-After precedes them all. */
export interface ServerHints {
  /** Left out when the server did not say. */
  readonly shouldRetry?: boolean;
  readonly retryAfterMs?: RetryAfterMs;
  readonly limits: readonly RateLimit[];
  /** What could not be read, or was sent more than once. */
  readonly problems: readonly HeaderProblem[];
}

/** The answer for every response that has no such field: always this very object. */
export const noServerHints: ServerHints = Object.freeze({ limits: [], problems: [] });

/** openai's clients read fractions of a millisecond, as its servers send them; Azure's field has none. */
const waitFields: readonly (readonly [string, RegExp])[] = [
  ['retry-after-ms', /^\d{1,15}(?:\.\d{1,6})?$/],
  ['x-ms-retry-after-ms', /^\d{1,15}$/],
];
const shouldRetryFields: readonly string[] = ['x-should-retry', 'stripe-should-retry'];

/** The fields read here by lower-case name, with the name that this code gives them. */
const known: ReadonlyMap<string, string> = new Map(
  [...waitFields.map(([name]) => name), ...shouldRetryFields, ...rateLimitNames].map((name) => [
    name.toLowerCase(),
    name,
  ]),
);
/** By length of the known names, a bit for each letter they start with, and each they end with. */
const firsts = new Uint32Array(64);
const lasts = new Uint32Array(64);
for (const name of known.keys()) {
  firsts[name.length] = (firsts[name.length] ?? 0) | letterBit(name, 0);
  lasts[name.length] = (lasts[name.length] ?? 0) | letterBit(name, name.length - 1);
}

/** Five bits of the code tell letters apart, without regard to case. */
function letterBit(name: string, index: number): number {
  return 1 << (name.charCodeAt(index) & 31);
}

/** Rules out nearly every other name without making a lower-case copy of it. */
function mayBeKnown(name: string): boolean {
  const { length } = name;
  if (length >= firsts.length || ((firsts[length] ?? 0) & letterBit(name, 0)) === 0) return false;
  return ((lasts[length] ?? 0) & letterBit(name, length - 1)) !== 0;
}

/** A first look at a response's fields: whether any could be about retrying, this file's or Retry-After. */
export function mayTellOfRetries(headers: readonly FieldName[]): boolean {
  for (const { name } of headers) {
    if (name.length === RETRY_AFTER.length && name.toLowerCase() === RETRY_AFTER) return true;
    if (mayBeKnown(name)) return true;
  }
  return false;
}

const RETRY_AFTER = 'retry-after';

/**
 * Reads `retry-after-ms` and `x-ms-retry-after-ms` (milliseconds), `x-should-retry` and `stripe-should-retry` (`true`
 * or `false`), and the rate-limit fields (see `readRateLimits`). `receivedAt` is epoch ms. Total: what can't be read
 * is among the problems. Gives `noServerHints` itself, at almost no cost, when no such field was sent.
 */
export function readServerHints(headers: readonly Header[], receivedAt: number): ServerHints {
  const sent = collect(headers);
  if (!sent) return noServerHints;
  const problems: HeaderProblem[] = [];
  const retryAfterMs = readWait(sent, problems);
  const shouldRetry = readShouldRetry(sent, problems);
  const date = headerValue(headers, 'date');
  const context = date === undefined ? { receivedAt } : { receivedAt, date };
  const limits = readRateLimits(sent, context, problems);
  return {
    ...(shouldRetry === undefined ? {} : { shouldRetry }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    limits,
    problems,
  };
}

/** The known fields; undefined when there is none. */
function collect(headers: readonly Header[]): SentFields | undefined {
  let sent: Map<string, string[]> | undefined;
  for (const { name, value } of headers) {
    const field = mayBeKnown(name) ? known.get(name.toLowerCase()) : undefined;
    if (field === undefined) continue;
    sent ??= new Map();
    const values = sent.get(field);
    if (values) values.push(value);
    else sent.set(field, [value]);
  }
  return sent;
}

/** The first readable wait. */
function readWait(sent: SentFields, problems: HeaderProblem[]): RetryAfterMs | undefined {
  let wait: RetryAfterMs | undefined;
  for (const [field, pattern] of waitFields) {
    const raw = firstLine(field, sent, problems);
    if (raw === undefined) continue;
    if (pattern.test(raw)) wait ??= { ms: Number(raw), field };
    else problems.push({ field, raw, reason: say(raw === '' ? 'http.not.given' : 'http.not.milliseconds') });
  }
  return wait;
}

/** The first readable answer; a second field that says otherwise is reported. */
function readShouldRetry(sent: SentFields, problems: HeaderProblem[]): boolean | undefined {
  let answer: boolean | undefined;
  for (const field of shouldRetryFields) {
    const raw = firstLine(field, sent, problems);
    if (raw === undefined) continue;
    if (raw !== 'true' && raw !== 'false') {
      problems.push({ field, raw, reason: say(raw === '' ? 'http.not.given' : 'http.not.boolean') });
    } else if (answer === undefined) answer = raw === 'true';
    else if (answer !== (raw === 'true'))
      problems.push({ field, raw, reason: say('http.not.counting', { field: shouldRetryFields[0] ?? '' }) });
  }
  return answer;
}
