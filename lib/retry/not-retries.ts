// Which requests no client sends as a retry: documents, preflights, hops, addresses without a server.
import { type Exchange, headerValue } from '../http/exchange.ts';

/** A page or frame: sent again because a person reloads, or a page moves on. */
export function isDocument({ resourceType }: Exchange): boolean {
  return resourceType === 'main_frame' || resourceType === 'sub_frame' || resourceType === 'document';
}

/** Of what is no document: false for CORS preflights (the browser's own) and anything but http(s) and ws(s). */
export function canRepeat(exchange: Exchange): boolean {
  const { url, method, resourceType } = exchange;
  if (!url.startsWith('http') && !url.startsWith('ws')) return false;
  if (resourceType === 'preflight') return false;
  return (
    method !== 'OPTIONS' ||
    headerValue(exchange.requestHeaders, 'access-control-request-method') === undefined
  );
}

/**
 * Whether two exchange ids are hops of one browser request (`<requestId>.<hop>`): redirects and answers to
 * authentication challenges. `har.<n>` names no request.
 */
export function areHops(a: string, b: string): boolean {
  const length = a.lastIndexOf('.') + 1;
  if (length === 0 || length !== b.lastIndexOf('.') + 1 || a.startsWith('har.')) return false;
  return a.startsWith(b.slice(0, length));
}
