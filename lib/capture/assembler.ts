// How a request's events become exchanges: one per hop, keyed by (requestId, hop).
import { type Exchange, emptyExchange, endedAt, type Gap, headerValue } from '../http/exchange.ts';
import type { CaptureEvent } from './capture-event.ts';
import { isDevtoolsId } from './har-sightings.ts';

/** Follows requests from start to end. State is only what is still pending. */
export interface Assembler {
  /** Takes one event; returns the exchange as it stands now, or undefined where nothing became of it. */
  handle(event: CaptureEvent): Exchange | undefined;
  /** Takes up what an earlier life of the worker saw start: its pending exchanges, and the hops before them. */
  restore(recent: readonly Exchange[]): void;
  /**
   * Stops waiting for the end of requests that match (`idleSince`: their last event, epoch ms); returns their exchanges
   * with that gap. An end that comes after all is still taken, unless capture was switched off.
   */
  abandon(gap: Gap, matches: (exchange: Exchange, idleSince: number) => boolean): Exchange[];
}

interface Open {
  readonly exchange: Exchange;
  readonly hop: number;
  /** Time of the last event, epoch ms. */
  readonly at: number;
}

/** Ended requests that are remembered, because the browser may tell an end twice. */
const MOST_ENDED = 200;

/** Makes an assembler with nothing pending. */
export function createAssembler(): Assembler {
  const open = new Map<string, Open>();
  const ended = new Map<string, Open>();

  const end = (requestId: string, now: Open): void => {
    open.delete(requestId);
    ended.set(requestId, now);
    const [oldest] = ended.keys();
    if (ended.size > MOST_ENDED && oldest !== undefined) ended.delete(oldest);
  };

  /** The hop that an event is about: the one under way, or the next where a stop of the worker took what was between. */
  const hopOf = ({ requestId, url }: CaptureEvent, before: Open | undefined): number => {
    if (!before) return 0;
    const { exchange, hop } = before;
    if (exchange.state !== 'pending') return hop + 1;
    if (mayBeAt(exchange, url)) return hop;
    // Its end went unseen; it is no longer waited for in a while.
    open.set(`${requestId} ${hop}`, before);
    return hop + 1;
  };

  return {
    restore(recent) {
      for (const exchange of recent) {
        const id = webRequestId(exchange);
        if (id === null || (exchange.state !== 'pending' && exchange.redirectURL === '')) continue;
        const dot = id.lastIndexOf('.');
        const requestId = id.slice(0, dot);
        const hop = Number(id.slice(dot + 1));
        const known = open.get(requestId);
        if (known && known.hop >= hop) continue;
        open.set(requestId, { exchange: { ...exchange, id }, hop, at: endedAt(exchange) });
      }
    },

    handle(event) {
      const { requestId, timeStamp: at } = event;
      const before = open.get(requestId);
      if (event.kind === 'started') {
        if (before?.exchange.state === 'pending' && before.exchange.startedDateTime === at) return undefined;
        // Seen in Chromium when the worker had to be woken: the start is told after the end.
        const late = before ? undefined : ended.get(requestId);
        if (late?.exchange.gap === 'start-missed' && late.at >= at) {
          const { requestBodySize } = event;
          const time = late.at - at;
          const exchange: Exchange = {
            ...late.exchange,
            gap: '',
            startedDateTime: at,
            time,
            requestBodySize,
          };
          ended.set(requestId, { ...late, exchange });
          return exchange;
        }
        // After a redirect the finished hop was kept, so that this one knows its number. A second start without a
        // redirect is the browser's own resend after an auth challenge: the same hop goes on.
        const hop = hopOf(event, before);
        const exchange = { ...begin(event, hop), requestBodySize: event.requestBodySize };
        open.set(requestId, { exchange, hop, at });
        return exchange;
      }
      // With extra headers on, two listeners hear of everything; the one that shows more comes second or first.
      const told = before?.exchange.state === 'pending' ? undefined : (before ?? ended.get(requestId));
      if (told?.at === at) {
        const fuller = withFullerHeaders(told.exchange, event);
        if (fuller === told.exchange) return undefined;
        (before ? open : ended).set(requestId, { ...told, exchange: fuller });
        return fuller;
      }
      if (!before && told && told.at > at) return undefined;
      const hop = hopOf(event, before);
      const exchange: Exchange =
        before?.hop === hop ? before.exchange : { ...begin(event, hop), gap: 'start-missed' };
      const next = step(hasStoppedWaiting(exchange) ? { ...exchange, gap: '' } : exchange, event);
      const now = { hop, exchange: next, at };
      if (event.kind === 'completed' || event.kind === 'failed') end(requestId, now);
      else open.set(requestId, now);
      return next;
    },

    abandon(gap, matches) {
      const abandoned: Exchange[] = [];
      for (const [requestId, { exchange, hop, at }] of open) {
        if (hasStoppedWaiting(exchange) || !matches(exchange, at)) continue;
        const left: Exchange = { ...exchange, gap };
        if (gap === 'capture-off' || exchange.state !== 'pending') open.delete(requestId);
        else open.set(requestId, { exchange: left, hop, at });
        if (exchange.state === 'pending') abandoned.push(left);
      }
      return abandoned;
    },
  };
}

/** What an earlier life of the worker recorded is known by its redacted address. */
function mayBeAt(exchange: Exchange, url: string): boolean {
  const known = pathOf(exchange.url);
  return known === pathOf(url) || known.includes('[redacted]');
}

const pathOf = (url: string): string => url.split(/[?#]/, 1)[0] ?? '';

const hasStoppedWaiting = ({ gap }: Exchange): boolean => gap === 'no-end' || gap === 'tab-closed';

/** The exchange after an event other than its start. */
function step(exchange: Exchange, event: Exclude<CaptureEvent, { kind: 'started' }>): Exchange {
  switch (event.kind) {
    case 'sent':
      return withFullerHeaders(exchange, event);
    case 'responded':
      return { ...exchange, ...head(event, exchange) };
    case 'redirected':
      return finish({ ...exchange, ...head(event, exchange), redirectURL: event.redirectURL }, event);
    case 'completed':
      return finish({ ...exchange, ...head(event, exchange) }, event);
    case 'failed':
      return {
        ...exchange,
        error: event.error,
        fromCache: event.fromCache,
        time: event.timeStamp - exchange.startedDateTime,
        state: 'failed',
      };
  }
}

/** The same exchange with the headers of an event that shows more of them. */
function withFullerHeaders(exchange: Exchange, event: CaptureEvent): Exchange {
  if (event.kind === 'sent') {
    const { requestHeaders } = event;
    return requestHeaders.length > exchange.requestHeaders.length
      ? { ...exchange, requestHeaders }
      : exchange;
  }
  if (!('responseHeaders' in event)) return exchange;
  const { responseHeaders } = event;
  return responseHeaders.length > exchange.responseHeaders.length
    ? { ...exchange, responseHeaders }
    : exchange;
}

/** `<requestId>.<hop>` of a row that webRequest saw, whichever of the two saw it first; null where it did not. */
function webRequestId({ id, twinId, source }: Exchange): string | null {
  if (source === 'web-request') return id;
  if (source !== 'both') return null;
  return isDevtoolsId(id) ? twinId : id;
}

/** Where the start itself was missed, the first event's time stands in for it. */
function begin(event: CaptureEvent, hop: number): Exchange {
  return {
    ...emptyExchange,
    id: `${event.requestId}.${hop}`,
    tabId: event.tabId,
    initiator: event.initiator,
    startedDateTime: event.timeStamp,
    method: event.method,
    url: event.url,
    resourceType: event.resourceType,
    source: 'web-request',
  };
}

type Responded = Extract<CaptureEvent, { status: number }>;

function head(event: Responded, exchange: Exchange): Partial<Exchange> {
  const length = Number(headerValue(event.responseHeaders, 'content-length') ?? Number.NaN);
  return {
    status: event.status,
    statusText: event.statusText,
    httpVersion: event.httpVersion,
    responseHeaders: withFullerHeaders(exchange, event).responseHeaders,
    serverIPAddress: event.serverIPAddress,
    fromCache: event.fromCache,
    mimeType: (headerValue(event.responseHeaders, 'content-type') ?? '').split(';')[0]?.trim() ?? '',
    responseBodySize: Number.isSafeInteger(length) && length >= 0 ? length : exchange.responseBodySize,
    responseStart:
      exchange.responseStart >= 0 ? exchange.responseStart : event.timeStamp - exchange.startedDateTime,
  };
}

const finish = (exchange: Exchange, event: CaptureEvent): Exchange => ({
  ...exchange,
  time: event.timeStamp - exchange.startedDateTime,
  state: 'complete',
});

/**
 * True for a request that never left the browser: DevTools asks the cache alone for the sources that it shows, in the
 * inspected tab's name, and hears that there are none. No server saw it, so it is no exchange.
 */
export function isCacheProbe({ error, status, resourceType }: Exchange): boolean {
  return error === 'net::ERR_CACHE_MISS' && status === 0 && resourceType === 'other';
}
