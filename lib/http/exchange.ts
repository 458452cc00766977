// What one HTTP exchange is: a request and its response, or its failure, as plain values.

/** One header field line, as sent; names keep their case, repeated fields stay separate. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** A header field line of which the name alone counts. */
export type FieldName = Pick<Header, 'name'>;

/** HAR 1.2 `timings`, milliseconds; −1 means "does not apply". `ssl` is contained in `connect`. */
export interface Timings {
  readonly blocked: number;
  readonly dns: number;
  readonly connect: number;
  readonly ssl: number;
  readonly send: number;
  readonly wait: number;
  readonly receive: number;
}

/** `pending`: no end seen yet; `complete`: a response arrived; `failed`: the browser reported an error. */
export type ExchangeState = 'pending' | 'complete' | 'failed';

/** Who saw it: the background (webRequest), DevTools (HAR), both, or a file that was opened. */
export type CaptureSource = 'web-request' | 'devtools' | 'both' | 'file';

/** How sure the join of webRequest and DevTools is; `none` where only one of them saw it. */
export type Match = 'exact' | 'inferred' | 'none';

/**
 * What is known to be missing: the request was first seen under way, its end never came (for no known reason, because
 * its tab was closed, because capture was switched off). '' where nothing is.
 */
export type Gap = '' | 'start-missed' | 'no-end' | 'tab-closed' | 'capture-off';

/** One request and what came of it. Plain, immutable, safe to clone; times in milliseconds. */
export interface Exchange {
  /** Unique in a session: `<requestId>.<hop>` from webRequest, `har.<n>` from DevTools or a file. */
  readonly id: string;
  /** The id that the other of webRequest and DevTools gave the same exchange, '' where only one saw it. */
  readonly twinId: string;
  /** The browser's tab, −1 when none (a worker, a file). */
  readonly tabId: number;
  /** Origin or URL that started the request, '' when unknown. */
  readonly initiator: string;
  /** Start of the request, epoch ms (HAR's `startedDateTime`, as a number). */
  readonly startedDateTime: number;
  /** Total duration in ms; −1 while pending. */
  readonly time: number;
  /** From the start until the response head was received, in ms; −1 when unknown. */
  readonly responseStart: number;
  readonly method: string;
  readonly url: string;
  /** The browser's own word (`xmlhttprequest`, `main_frame`, …), lower case; '' when unknown. */
  readonly resourceType: string;
  readonly httpVersion: string;
  readonly requestHeaders: readonly Header[];
  /** Their names, where these are at hand and the values would have to be read first (see `requestNames`). */
  readonly requestNames?: readonly FieldName[];
  /** Bytes of the request body, −1 when unknown. */
  readonly requestBodySize: number;
  /** A fingerprint of the request body, '' when there is none or it was not seen. */
  readonly requestBodyHash: string;
  /** 100–599 and beyond as sent; 0 when there was no response. */
  readonly status: number;
  readonly statusText: string;
  readonly responseHeaders: readonly Header[];
  /** As `requestNames`. */
  readonly responseNames?: readonly FieldName[];
  /** Bytes of the response body as received, −1 when unknown. */
  readonly responseBodySize: number;
  readonly mimeType: string;
  /** Text of an error response in JSON, redacted, ≤ 64 KB; '' when there is none or it was not kept. */
  readonly errorBody: string;
  /** Where a redirect points, '' when it is none. */
  readonly redirectURL: string;
  readonly serverIPAddress: string;
  readonly fromCache: boolean;
  /** `intercepted`: a service worker answered, and nothing was on the wire; `initiated`: a service worker sent it. */
  readonly serviceWorker: '' | 'intercepted' | 'initiated';
  /** The browser's own error text (`net::ERR_…`, `NS_ERROR_…`), '' when it reported none. */
  readonly error: string;
  readonly timings?: Timings | undefined;
  readonly state: ExchangeState;
  readonly source: CaptureSource;
  readonly match: Match;
  readonly gap: Gap;
}

/** An exchange with every field at its "unknown" value; callers spread what they know over it. */
export const emptyExchange: Exchange = {
  id: '',
  twinId: '',
  tabId: -1,
  initiator: '',
  startedDateTime: 0,
  time: -1,
  responseStart: -1,
  method: 'GET',
  url: '',
  resourceType: '',
  httpVersion: '',
  requestHeaders: [],
  requestBodySize: -1,
  requestBodyHash: '',
  status: 0,
  statusText: '',
  responseHeaders: [],
  responseBodySize: -1,
  mimeType: '',
  errorBody: '',
  redirectURL: '',
  serverIPAddress: '',
  fromCache: false,
  serviceWorker: '',
  error: '',
  state: 'pending',
  source: 'file',
  match: 'none',
  gap: '',
};

/** The names of a request's fields: to look there first costs little where values have to be read. */
export const requestNames = (exchange: Exchange): readonly FieldName[] =>
  exchange.requestNames ?? exchange.requestHeaders;

/** The names of a response's fields, as `requestNames`. */
export const responseNames = (exchange: Exchange): readonly FieldName[] =>
  exchange.responseNames ?? exchange.responseHeaders;

const fields = Object.keys(emptyExchange) as (keyof Exchange)[];

/** A plain copy with some fields changed, also of an exchange that is read from elsewhere, of which `...` copies little. */
export function withChanges(exchange: Exchange, changes: Partial<Exchange>): Exchange {
  const copy: { [field: string]: unknown } = {};
  for (const field of fields) copy[field] = exchange[field];
  if (exchange.timings) copy.timings = exchange.timings;
  return { ...(copy as unknown as Exchange), ...changes };
}

/** Values of every field line called `name` (case-insensitive, RFC 9110 §5.1), in order. */
export function headerValues(headers: readonly Header[], name: string): string[] {
  const wanted = name.toLowerCase();
  const values: string[] = [];
  for (const header of headers) if (isNamed(header, wanted)) values.push(header.value);
  return values;
}

/** The first value of a field, or undefined when it was not sent. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const header of headers) if (isNamed(header, wanted)) return header.value;
  return undefined;
}

/** Whether a field has that name (RFC 9110 §5.1); its length tells most apart without a lower-case copy of each. */
export const isNamed = ({ name }: FieldName, lowerCase: string): boolean =>
  name.length === lowerCase.length && name.toLowerCase() === lowerCase;

/**
 * True where the browser's error is what there is to explain: no response head arrived, or that of a response which
 * would have been fine (1xx–3xx) but whose body broke off or was kept from the page.
 */
export const lacksResponse = ({ status, state }: Exchange): boolean =>
  status === 0 || (state === 'failed' && status < 400);

/** When the response head was received, epoch ms: the instant at which Retry-After starts to count. */
export function responseReceivedAt(exchange: Exchange): number {
  const elapsed = exchange.responseStart >= 0 ? exchange.responseStart : Math.max(0, exchange.time);
  return exchange.startedDateTime + elapsed;
}

/** When the exchange ended (last byte, or failure), epoch ms; the start while it is pending. */
export function endedAt(exchange: Exchange): number {
  return exchange.startedDateTime + Math.max(0, exchange.time);
}
