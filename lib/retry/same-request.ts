// Whether a later attempt is the same request as an earlier one, or one that was changed as a rule asks.
import { type Exchange, type Header, headerValues } from '../http/exchange.ts';
import { requestKey } from './call-key.ts';

/** `unseen`: only the credentials could make the difference, and nobody saw them. */
export type Sameness = 'same' | 'changed' | 'unseen';

/**
 * Header fields whose change answers a status: 406 and 415 (accept, content-*), 412 and 428 (if-*),
 * 416 (range), 417 (expect), 426 (upgrade). Those that differ by themselves (dates, traces) don't count.
 */
const meaningful = [
  'accept',
  'content-encoding',
  'content-type',
  'expect',
  'if-match',
  'if-none-match',
  'if-unmodified-since',
  'range',
  'upgrade',
  'x-http-method-override',
];

const credentials = ['authorization', 'proxy-authorization', 'x-auth-token', 'x-api-key', 'cookie'];

/** The answers that new credentials can change (RFC 9110 §15.5.2, §15.5.4, §15.5.8; RFC 6585 §6). */
const credentialStatuses = new Set([401, 403, 407, 511]);

/**
 * Compares an attempt with the one whose answer it follows: method, URL, body and the fields that matter to
 * some status. Credentials count after 401, 403, 407 and 511 only: a renewed token is no change to a 503.
 */
export function compareRequests(earlier: Exchange, later: Exchange): Sameness {
  if (requestKey(earlier) !== requestKey(later)) return 'changed';
  // Asked for once: those of an older exchange are read anew each time.
  const [before, after] = [earlier.requestHeaders, later.requestHeaders];
  const differs = (name: string): boolean => fieldOf(before, name) !== fieldOf(after, name);
  if (!haveEqualFields(before, after) && meaningful.some(differs)) return 'changed';
  if (!credentialStatuses.has(earlier.status)) return 'same';
  if (credentials.some(differs)) return 'changed';
  const sent = credentials.map((name) => fieldOf(after, name));
  return sent.some((value) => value !== '' && !isRedacted(value)) ? 'same' : 'unseen';
}

/** A client sends the same fields in the same order again more often than not: one pass tells. */
function haveEqualFields(before: readonly Header[], after: readonly Header[]): boolean {
  if (before.length !== after.length) return false;
  return before.every(
    ({ name, value }, index) => name === after[index]?.name && value === after[index].value,
  );
}

function fieldOf(headers: readonly Header[], name: string): string {
  return headerValues(headers, name).join(', ');
}

/** Two redacted values look alike whatever they were. */
function isRedacted(value: string): boolean {
  return /redacted/i.test(value);
}
