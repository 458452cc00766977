// What one event makes of the exchange that it is about, whichever events of it were told before.
import { type Exchange, emptyExchange, headerValue } from '../http/exchange.ts';
import type { CaptureEvent } from './capture-event.ts';

/** The exchange of which that event is the first to be told, as that hop of its request. */
export function begin(event: CaptureEvent, hop: number): Exchange {
  const begun = empty(event, `${event.requestId}.${hop}`);
  if (event.kind === 'started') return { ...begun, requestBodySize: event.requestBodySize };
  return step({ ...begun, gap: 'start-missed' }, event);
}

/** The exchange after one more event; the same object where the event says nothing new. */
export function after(event: CaptureEvent, exchange: Exchange): Exchange {
  return event.kind === 'started' ? start(event, exchange) : goOn(event, exchange);
}

/** Whether the end of a pending exchange is no longer waited for. */
export const hasStoppedWaiting = ({ gap }: Exchange): boolean => gap === 'no-end' || gap === 'tab-closed';

/** The exchange after its start was told: first, again, or after other events. */
function start(event: Extract<CaptureEvent, { kind: 'started' }>, exchange: Exchange): Exchange {
  const { timeStamp: at, requestBodySize } = event;
  if (exchange.gap === 'start-missed' && at <= exchange.startedDateTime) {
    return { ...startedBy(exchange, at), gap: '', requestBodySize };
  }
  if (at <= exchange.startedDateTime || exchange.state !== 'pending') return exchange;
  return { ...empty(event, exchange.id), requestBodySize };
}

type Later = Exclude<CaptureEvent, { kind: 'started' }>;

/** The exchange after an event other than its start; the same one where the event says nothing new. */
function goOn(event: Later, exchange: Exchange): Exchange {
  const { timeStamp } = event;
  const known = exchange.gap === 'start-missed' ? startedBy(exchange, timeStamp) : exchange;
  if (known.state === 'pending') return step(hasStoppedWaiting(known) ? { ...known, gap: '' } : known, event);
  // With extra headers on, two listeners hear of everything; the one that shows more comes second or first.
  const fuller = withFullerHeaders(known, event);
  if (event.kind !== 'responded') return fuller;
  const responseStart = timeStamp - known.startedDateTime;
  // A failure is told without the head that came before it.
  if (known.status === 0) return { ...fuller, ...head(event, known), fromCache: known.fromCache };
  return responseStart < known.responseStart ? { ...fuller, responseStart } : fuller;
}

/** The exchange, begun at that time at the latest. */
function startedBy(exchange: Exchange, at: number): Exchange {
  const earlier = exchange.startedDateTime - at;
  if (earlier <= 0) return exchange;
  const { time, responseStart } = exchange;
  return {
    ...exchange,
    startedDateTime: at,
    time: time < 0 ? time : time + earlier,
    responseStart: responseStart < 0 ? responseStart : responseStart + earlier,
  };
}

/** A pending exchange after an event other than its start. */
function step(exchange: Exchange, event: Later): Exchange {
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

/** Where the start itself was missed, the first event's time stands in for it. */
function empty(event: CaptureEvent, id: string): Exchange {
  return {
    ...emptyExchange,
    id,
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
  const responseStart = event.timeStamp - exchange.startedDateTime;
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
      exchange.responseStart >= 0 ? Math.min(exchange.responseStart, responseStart) : responseStart,
  };
}

const finish = (exchange: Exchange, event: CaptureEvent): Exchange => ({
  ...exchange,
  time: event.timeStamp - exchange.startedDateTime,
  state: 'complete',
});
