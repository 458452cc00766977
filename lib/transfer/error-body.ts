// Which response bodies are kept with their exchange: those in which a provider says in JSON what went wrong.
import type { Exchange } from '../http/exchange.ts';

/** Bytes as received, and characters once decoded. Providers' errors are a few hundred. */
const BODY_LIMIT = 65_536;

/** True where the body of a response is worth asking for: an error, in JSON, not known to be too long. */
export function keepsErrorBody({
  status,
  mimeType,
  responseBodySize,
}: Pick<Exchange, 'status' | 'mimeType' | 'responseBodySize'>): boolean {
  return status >= 400 && isJsonType(mimeType) && responseBodySize <= BODY_LIMIT;
}

/** A JSON MIME type, parameters aside (https://mimesniff.spec.whatwg.org/#json-mime-type). */
function isJsonType(mimeType: string): boolean {
  const [essence = ''] = mimeType.toLowerCase().split(';', 1);
  return /^\s*(?:application\/json|text\/json|[^\s/]+\/[^\s/]+\+json)\s*$/.test(essence);
}

/**
 * What is kept of such a body, not yet redacted; '' where it is empty or too long. `text` is decoded: what DevTools
 * gives in base64 is undone where it is read.
 */
export function errorBodyOf(text: string): string {
  if (text.length > BODY_LIMIT) return '';
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return body.trim() === '' ? '' : body;
}
