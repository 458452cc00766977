// How one HAR entry, from a file or from Chrome's or Firefox's DevTools, becomes an exchange.
import {
  type Exchange,
  type ExchangeState,
  emptyExchange,
  headerValue,
  type Timings,
} from '../http/exchange.ts';
import { ok, type Result } from '../http/result.ts';
import { fingerprint } from '../retry/fingerprint.ts';
import { type Fault, problemOfFault } from './fault.ts';
import { type OwnFields, readOwnFields } from './har-own-fields.ts';
import { type Fields, isFields, readFields, readHeaders, readNumber, readText } from './har-reader.ts';
import { responseStartOf, totalOf } from './har-timings.ts';
import { parseInstant } from './har-values.ts';

/** Some 30 years, ms: longer durations are no durations. */
export const DURATION_LIMIT = 1e12;

/**
 * An exchange from one HAR 1.1 or 1.2 entry. `id` is its id unless the entry carries one that this tool wrote;
 * `source` is `file` unless it says otherwise. Problems name the field: `response.status`.
 */
export function exchangeFromHarEntry(entry: unknown, id: string): Result<Exchange> {
  const faults: Fault[] = [];
  const exchange = readHarEntry(entry, id, faults);
  return faults.length > 0 ? { ok: false, problems: faults.map(problemOfFault) } : ok(exchange);
}

/** As `exchangeFromHarEntry`, where there is no language: good only if no fault was added. */
export function readHarEntry(entry: unknown, id: string, faults: Fault[]): Exchange {
  const fields = readFields(entry, '', faults);
  return faults.length > 0
    ? emptyExchange
    : readExchange(fields, id, readOwnFields(fields._retryscope), faults);
}

function readExchange(entry: Fields, id: string, own: OwnFields | null, faults: Fault[]): Exchange {
  const request = readFields(entry.request, 'request', faults);
  const response = readFields(entry.response, 'response', faults);
  const content = isFields(response.content) ? response.content : {};
  const written = readTimings(entry.timings, faults);
  const timings = own?.timings === 'derived' ? null : written;
  const status = readStatus(response.status, 'response.status', faults);
  const responseHeaders = readHeaders(response.headers, 'response.headers', faults);
  const error = firstText(response._error, entry._error, response._failureText);
  const exchange: { -readonly [K in keyof Exchange]: Exchange[K] } = {
    id: own?.id ?? id,
    twinId: own?.twinId ?? '',
    tabId: own?.tabId ?? -1,
    initiator: own?.initiator ?? initiatorOf(entry._initiator),
    startedDateTime: readStart(entry.startedDateTime, own, faults),
    time: own?.time ?? readTime(entry.time, written, faults),
    responseStart: own?.responseStart ?? (status > 0 && timings ? responseStartOf(timings) : -1),
    method: readMethod(request.method, 'request.method', faults),
    url: readAddress(request.url, 'request.url', faults),
    resourceType: firstText(entry._resourceType).toLowerCase(),
    httpVersion: firstText(response.httpVersion, request.httpVersion),
    requestHeaders: readHeaders(request.headers, 'request.headers', faults),
    requestBodySize: readSize(request.bodySize, 'request.bodySize', faults),
    requestBodyHash: own?.requestBodyHash ?? bodyHashOf(request.postData),
    status,
    statusText: readText(response.statusText, 'response.statusText', faults),
    responseHeaders,
    responseBodySize: readBodySize(response, content, own !== null, faults),
    mimeType: firstText(content.mimeType),
    errorBody: '',
    redirectURL: firstText(response.redirectURL),
    serverIPAddress: own?.serverIPAddress ?? firstText(entry.serverIPAddress).replace(/^\[(.*)\]$/, '$1'),
    fromCache: isFromCache(entry),
    serviceWorker: own?.serviceWorker ?? (isFromServiceWorker(entry, response) ? 'intercepted' : ''),
    error,
    state: stateOf(status, error, own?.state),
    source: own?.source ?? 'file',
    match: own?.match ?? 'none',
    gap: own?.gap ?? '',
  };
  if (timings) exchange.timings = timings;
  return exchange;
}

/** As Chrome and this tool say it, or Safari. */
const isFromCache = ({ _fromCache, _fetchType }: Fields): boolean =>
  _fromCache === true ||
  firstText(_fromCache) !== '' ||
  _fetchType === 'Memory Cache' ||
  _fetchType === 'Disk Cache';

/** As Chrome says it, or Safari. */
const isFromServiceWorker = ({ _fetchType }: Fields, { _fetchedViaServiceWorker }: Fields): boolean =>
  _fetchedViaServiceWorker === true || _fetchType === 'Service Worker';

/** The first of the values that is a text with something in it. */
function firstText(...values: unknown[]): string {
  return values.find((value): value is string => typeof value === 'string' && value !== '') ?? '';
}

/** Failed where there is no status, or an error besides it; what this tool wrote if that can be. */
export function stateOf(status: number, error: string, own: ExchangeState | undefined): ExchangeState {
  if (own && (own !== 'complete' || status > 0)) return own;
  return status > 0 && error === '' ? 'complete' : 'failed';
}

/** The instant as written; its exact fraction where this tool kept one for the same millisecond. */
function readStart(value: unknown, own: OwnFields | null, faults: Fault[]): number {
  const instant = readInstant(value, 'startedDateTime', faults);
  const exact = own?.startedDateTime;
  return exact !== undefined && Math.floor(exact) === instant ? exact : instant;
}

/** Epoch ms. */
export function readInstant(value: unknown, path: string, faults: Fault[]): number {
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  if (instant === null) faults.push({ path, word: 'har.notDate' });
  return instant ?? 0;
}

function readTime(value: unknown, timings: Timings | null, faults: Fault[]): number {
  const time = readNumber(value, 'time', faults, -1, DURATION_LIMIT);
  if (time >= 0) return time;
  return timings ? totalOf(timings) : 0;
}

function readTimings(value: unknown, faults: Fault[]): Timings | null {
  if (!isFields(value)) return null;
  return {
    blocked: readPart(value.blocked, 'timings.blocked', faults, -1),
    dns: readPart(value.dns, 'timings.dns', faults, -1),
    connect: readPart(value.connect, 'timings.connect', faults, -1),
    ssl: readPart(value.ssl, 'timings.ssl', faults, -1),
    send: readPart(value.send, 'timings.send', faults, 0),
    wait: readPart(value.wait, 'timings.wait', faults, 0),
    receive: readPart(value.receive, 'timings.receive', faults, 0),
  };
}

function readPart(value: unknown, path: string, faults: Fault[], fallback: number): number {
  const ms = readNumber(value, path, faults, fallback, DURATION_LIMIT);
  return ms < 0 ? -1 : ms;
}

/** Some tools write −1 where there was no response; HAR means 0. */
export function readStatus(value: unknown, path: string, faults: Fault[]): number {
  if (typeof value !== 'number') {
    faults.push({ path, word: value === undefined ? 'har.missing' : 'har.notNumber' });
    return 0;
  }
  if (Number.isInteger(value) && value >= -1 && value <= 999) return Math.max(0, value);
  faults.push({ path, word: 'har.notStatus' });
  return 0;
}

/** Any text but ''. */
export function readMethod(value: unknown, path: string, faults: Fault[]): string {
  if (typeof value === 'string' && value !== '') return value;
  faults.push({ path, word: 'har.missing' });
  return '';
}

/** An address that can be read. */
export function readAddress(value: unknown, path: string, faults: Fault[]): string {
  if (typeof value === 'string' && URL.canParse(value)) return value;
  faults.push({ path, word: 'har.notUrl' });
  return '';
}

function readSize(value: unknown, path: string, faults: Fault[]): number {
  const bytes = readNumber(value, path, faults, -1, Number.MAX_SAFE_INTEGER);
  return bytes < 0 ? -1 : Math.round(bytes);
}

/** Bytes as received: HAR's own field, else what the decoded size and its compression say. */
function readBodySize(response: Fields, content: Fields, isOwn: boolean, faults: Fault[]): number {
  const received = readSize(response.bodySize, 'response.bodySize', faults);
  const decoded = readSize(content.size, 'response.content.size', faults);
  if (received >= 0 || isOwn || decoded < 0) return received;
  if (typeof content.compression === 'number') return Math.max(-1, Math.round(decoded - content.compression));
  const headers = readHeaders(response.headers, 'response.headers', []);
  return headerValue(headers, 'content-encoding') === undefined ? decoded : -1;
}

/** Chrome's `_initiator`: the script or page, or the innermost frame of its stack. */
function initiatorOf(value: unknown): string {
  if (!isFields(value)) return firstText(value);
  const stack = isFields(value.stack) ? value.stack : {};
  const frame: unknown = Array.isArray(stack.callFrames) ? stack.callFrames[0] : null;
  return firstText(value.url, isFields(frame) ? frame.url : '');
}

/** A body is kept as its fingerprint alone. */
function bodyHashOf(postData: unknown): string {
  if (!isFields(postData)) return '';
  if (typeof postData.text === 'string' && postData.text !== '') return hashOf(postData.text);
  // Playwright has neither where it put the body in a file beside, and tells no body from another then.
  if (!Array.isArray(postData.params) || postData.params.length === 0) return '';
  const pairs = postData.params.map((pair: unknown) => (isFields(pair) ? `${pair.name}=${pair.value}` : ''));
  return hashOf(pairs.join('&'));
}

const hashOf = (body: string): string => fingerprint(body).toString(16);
