// How a request's events become exchanges: one per hop, keyed by (requestId, hop).
import { type Exchange, emptyExchange, headerValue } from '../http/exchange.ts';
import type { CaptureEvent } from './capture-event.ts';

/** Follows requests from start to end. State is only what is still pending. */
export interface Assembler {
  /** Takes one event; returns the exchange as it stands now when that is worth recording, else undefined. */
  handle(event: CaptureEvent): Exchange | undefined;
  /** Takes up requests that an earlier life of the worker saw start. */
  restore(pending: readonly Exchange[]): void;
}

interface Open {
  readonly exchange: Exchange;
  readonly hop: number;
}

/** Makes an assembler with nothing pending. */
export function createAssembler(): Assembler {
  const open = new Map<string, Open>();

  const current = (event: CaptureEvent): Open =>
    open.get(event.requestId) ?? { hop: 0, exchange: begin(event, 0, false) };

  return {
    restore(pending) {
      for (const exchange of pending) {
        const dot = exchange.id.lastIndexOf('.');
        const requestId = exchange.id.slice(0, dot);
        if (!open.has(requestId)) open.set(requestId, { exchange, hop: Number(exchange.id.slice(dot + 1)) });
      }
    },

    handle(event) {
      const { requestId } = event;
      if (event.kind === 'started') {
        const before = open.get(requestId);
        // After a redirect the finished hop was kept, so that this one knows its number. A second start without a
        // redirect is the browser's own resend after an auth challenge: the same hop goes on.
        const hop = before ? before.hop + (before.exchange.state === 'pending' ? 0 : 1) : 0;
        const exchange = { ...begin(event, hop, true), requestBodySize: event.requestBodySize };
        open.set(requestId, { exchange, hop });
        return exchange;
      }
      const { hop, exchange } = current(event);
      switch (event.kind) {
        case 'sent':
          open.set(requestId, { hop, exchange: { ...exchange, requestHeaders: event.requestHeaders } });
          return undefined;
        case 'responded':
          open.set(requestId, { hop, exchange: { ...exchange, ...head(event, exchange) } });
          return undefined;
        case 'redirected': {
          const done = finish(
            { ...exchange, ...head(event, exchange), redirectURL: event.redirectURL },
            event,
          );
          open.set(requestId, { hop, exchange: done });
          return done;
        }
        case 'completed':
          open.delete(requestId);
          return finish({ ...exchange, ...head(event, exchange) }, event);
        case 'failed':
          open.delete(requestId);
          return {
            ...exchange,
            error: event.error,
            fromCache: event.fromCache,
            time: event.timeStamp - exchange.startedDateTime,
            state: 'failed',
          };
      }
    },
  };
}

/** `seen` is false when the start itself was missed: the first event's time then stands in for it. */
function begin(event: CaptureEvent, hop: number, seen: boolean): Exchange {
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
    responseStart: seen ? -1 : 0,
  };
}

type Responded = Extract<CaptureEvent, { status: number }>;

function head(event: Responded, exchange: Exchange): Partial<Exchange> {
  const length = Number(headerValue(event.responseHeaders, 'content-length') ?? Number.NaN);
  return {
    status: event.status,
    statusText: event.statusText,
    httpVersion: event.httpVersion,
    responseHeaders: event.responseHeaders,
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
