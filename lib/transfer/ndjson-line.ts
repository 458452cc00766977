// How one line of this tool's NDJSON becomes an exchange; its columns are those of the export.
import { type Exchange, emptyExchange, type Timings } from '../http/exchange.ts';
import type { Fault } from './fault.ts';
import { DURATION_LIMIT, readAddress, readInstant, readMethod, readStatus, stateOf } from './har-entry.ts';
import { type OwnFields, readOwnFields } from './har-own-fields.ts';
import { type Fields, readHeaders, readNumber, readText } from './har-reader.ts';

const lineTypes = ['session', 'exchange', 'summary'] as const;

/** True for what the lines of this tool call themselves. */
export const isLineType = (value: unknown): value is (typeof lineTypes)[number] =>
  lineTypes.some((type) => type === value);

/** The exchange of a line of type `exchange`; good only if no fault was added. `id` is for a line that has none. */
export function readLine(line: Fields, id: string, faults: Fault[]): Exchange {
  const own = ownOf(line);
  const text = (name: string): string => readText(line[name], name, faults);
  const figure = (name: string, limit = DURATION_LIMIT): number => {
    const value = readNumber(line[name], name, faults, -1, limit);
    return value < 0 ? -1 : value;
  };
  const bytes = (name: string): number => figure(name, Number.MAX_SAFE_INTEGER);
  const headers = (name: string): Exchange['requestHeaders'] => readHeaders(jsonOf(line[name]), name, faults);
  const status = readStatus(line.status, 'status', faults);
  const error = text('error');
  const exchange: { -readonly [K in keyof Exchange]: Exchange[K] } = {
    ...emptyExchange,
    id: own.id ?? id,
    twinId: own.twinId ?? '',
    tabId: own.tabId ?? -1,
    initiator: own.initiator ?? '',
    startedDateTime: readStart(line, own, faults),
    time: figure('time_ms'),
    responseStart: figure('response_start_ms'),
    method: readMethod(line.method, 'method', faults),
    url: readAddress(line.url, 'url', faults),
    resourceType: text('resource_type'),
    httpVersion: text('http_version'),
    requestHeaders: headers('request_headers'),
    requestBodySize: bytes('request_body_bytes'),
    requestBodyHash: own.requestBodyHash ?? '',
    status,
    statusText: text('status_text'),
    responseHeaders: headers('response_headers'),
    responseBodySize: bytes('response_body_bytes'),
    mimeType: text('mime_type'),
    redirectURL: text('redirect_url'),
    serverIPAddress: own.serverIPAddress ?? '',
    fromCache: line.from_cache === true,
    serviceWorker: own.serviceWorker ?? '',
    error,
    state: stateOf(status, error, own.state),
    source: own.source ?? 'file',
    match: own.match ?? 'none',
    gap: own.gap ?? '',
  };
  const timings = timingsOf(figure);
  if (timings) exchange.timings = timings;
  return exchange;
}

/** The columns that stand in a HAR of this tool as `_retryscope`, under the names that they have there. */
function ownOf(line: Fields): OwnFields {
  return (
    readOwnFields({
      id: line.id,
      twinId: line.twin_id,
      tabId: line.tab_id,
      initiator: line.initiator,
      state: line.state,
      source: line.captured_by,
      match: line.match,
      gap: line.gap,
      serviceWorker: line.service_worker,
      requestBodyHash: line.request_body_hash,
      startedDateTime: line.started_ms,
      serverIPAddress: line.server_ip,
    }) ?? {}
  );
}

/** To the fraction of a millisecond where that column was kept. */
function readStart({ started_at }: Fields, own: OwnFields, faults: Fault[]): number {
  const instant = readInstant(started_at, 'started_at', faults);
  const exact = own.startedDateTime;
  return exact !== undefined && (Math.floor(exact) === instant || started_at === undefined) ? exact : instant;
}

/** A list stands in its column as a text; other programs may have made a list of it. */
function jsonOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value === '' ? '[]' : value);
  } catch {
    return value;
  }
}

/** All are unknown where the exchange had no timings; of one that had, three are numbers. */
function timingsOf(figure: (name: string) => number): Timings | null {
  const timings = {
    blocked: figure('blocked_ms'),
    dns: figure('dns_ms'),
    connect: figure('connect_ms'),
    ssl: figure('ssl_ms'),
    send: figure('send_ms'),
    wait: figure('wait_ms'),
    receive: figure('receive_ms'),
  };
  return Object.values(timings).some((ms) => ms >= 0) ? timings : null;
}
