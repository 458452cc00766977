// Which request methods may be sent twice, and the header that makes any of them safe to repeat.
import { type Header, headerValues } from './exchange.ts';

/** RFC 9110 §9.2.1 */
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
/** RFC 9110 §9.2.2: these, and every safe method. */
const idempotentMethods: ReadonlySet<string> = new Set([...safeMethods, 'PUT', 'DELETE']);

/**
 * True for methods that ask for no change (RFC 9110 §9.2.1). Methods are case-sensitive (§9.1); one that
 * RFC 9110 does not define is not known to be safe.
 */
export function isSafe(method: string): boolean {
  return safeMethods.has(method);
}

/** True for methods whose repetition has the effect of one request (RFC 9110 §9.2.2), as exactly spelt. */
export function isIdempotent(method: string): boolean {
  return idempotentMethods.has(method);
}

/** True when the request carries an `Idempotency-Key` that is not blank, so that the server can tell a repetition. */
export function hasIdempotencyKey(headers: readonly Header[]): boolean {
  return headerValues(headers, 'idempotency-key').some((value) => value.trim() !== '');
}
