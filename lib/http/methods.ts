// Which request methods may be sent twice, and the header that makes any of them safe to repeat.
import { type Exchange, type Header, headerValues, isNamed, requestNames } from './exchange.ts';

const KEY = 'idempotency-key';

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

/** As `hasIdempotencyKey`, of a request whose values may have to be read first. */
export function carriesIdempotencyKey(exchange: Exchange): boolean {
  return (
    requestNames(exchange).some((field) => isNamed(field, KEY)) && hasIdempotencyKey(exchange.requestHeaders)
  );
}

/** True when the request carries an `Idempotency-Key` that is not blank, so that the server can tell a repetition. */
export function hasIdempotencyKey(headers: readonly Header[]): boolean {
  return headerValues(headers, KEY).some((value) => value.trim() !== '');
}
