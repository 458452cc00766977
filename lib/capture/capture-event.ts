// What the browser tells about a request while it runs, as plain values: the domain's view of webRequest.
import type { Header } from '../http/exchange.ts';

/** What every event of a request carries. Times are epoch ms. */
interface EventBase {
  /** Unique for a request in a browser session; redirects and auth challenges keep it. */
  readonly requestId: string;
  readonly url: string;
  readonly method: string;
  /** −1 when the request belongs to no tab. */
  readonly tabId: number;
  readonly resourceType: string;
  readonly initiator: string;
  readonly timeStamp: number;
}

/** Facts that come with the response head. */
interface ResponseFacts {
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly responseHeaders: readonly Header[];
  readonly serverIPAddress: string;
  readonly fromCache: boolean;
}

/** One event; a redirect ends one hop, and the next `started` with the same requestId begins another. */
export type CaptureEvent =
  | (EventBase & { readonly kind: 'started'; readonly requestBodySize: number })
  | (EventBase & { readonly kind: 'sent'; readonly requestHeaders: readonly Header[] })
  | (EventBase & ResponseFacts & { readonly kind: 'responded' })
  | (EventBase & ResponseFacts & { readonly kind: 'redirected'; readonly redirectURL: string })
  | (EventBase & ResponseFacts & { readonly kind: 'completed' })
  | (EventBase & { readonly kind: 'failed'; readonly error: string; readonly fromCache: boolean });
