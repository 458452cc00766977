// How one HAR entry, from a file or from Chrome's or Firefox's DevTools, becomes an exchange.
import { type Exchange, type ExchangeState, headerValue, type Timings } from '../http/exchange.ts';
import { ok, type Problem, type Result } from '../http/result.ts';
import { fingerprint } from '../retry/fingerprint.ts';
import { say } from '../words/say.ts';
import { type OwnFields, readOwnFields } from './har-own-fields.ts';
import { type Fields, isFields, readFields, readHeaders, readNumber, readText } from './har-reader.ts';
import { responseStartOf, totalOf } from './har-timings.ts';
import { parseInstant } from './har-values.ts';

/** Some 30 years, ms: longer durations are no durations. */
const DURATION_LIMIT = 1e12;

/**
 * An exchange from one HAR 1.1 or 1.2 entry. `id` is its id unless the entry carries one that this tool wrote;
 * `source` is `file` unless it says otherwise. Problems name the field: `response.status`.
 */
export function exchangeFromHarEntry(entry: unknown, id: string): Result<Exchange> {
  const problems: Problem[] = [];
  const fields = readFields(entry, '', problems);
  if (problems.length > 0) return { ok: false, problems };
  const exchange = readExchange(fields, id, readOwnFields(fields._retryscope), problems);
  return problems.length > 0 ? { ok: false, problems } : ok(exchange);
}

function readExchange(entry: Fields, id: string, own: OwnFields | null, problems: Problem[]): Exchange {
  const request = readFields(entry.request, 'request', problems);
  const response = readFields(entry.response, 'response', problems);
  const content = isFields(response.content) ? response.content : {};
  const written = readTimings(entry.timings, problems);
  const timings = own?.timings === 'derived' ? null : written;
  const status = readStatus(response.status, problems);
  const responseHeaders = readHeaders(response.headers, 'response.headers', problems);
  const error = firstText(response._error, entry._error);
  const exchange: { -readonly [K in keyof Exchange]: Exchange[K] } = {
    id: own?.id ?? id,
    twinId: own?.twinId ?? '',
    tabId: own?.tabId ?? -1,
    initiator: own?.initiator ?? initiatorOf(entry._initiator),
    startedDateTime: readStart(entry.startedDateTime, own, problems),
    time: own?.time ?? readTime(entry.time, written, problems),
    responseStart: own?.responseStart ?? (status > 0 && timings ? responseStartOf(timings) : -1),
    method: readMethod(request.method, problems),
    url: readUrl(request.url, problems),
    resourceType: firstText(entry._resourceType).toLowerCase(),
    httpVersion: firstText(response.httpVersion, request.httpVersion),
    requestHeaders: readHeaders(request.headers, 'request.headers', problems),
    requestBodySize: readSize(request.bodySize, 'request.bodySize', problems),
    requestBodyHash: own?.requestBodyHash ?? bodyHashOf(request.postData),
    status,
    statusText: readText(response.statusText, 'response.statusText', problems),
    responseHeaders,
    responseBodySize: readBodySize(response, content, own !== null, problems),
    mimeType: firstText(content.mimeType),
    errorBody: '',
    redirectURL: firstText(response.redirectURL),
    serverIPAddress: own?.serverIPAddress ?? firstText(entry.serverIPAddress).replace(/^\[(.*)\]$/, '$1'),
    fromCache: entry._fromCache === true || firstText(entry._fromCache) !== '',
    serviceWorker: own?.serviceWorker ?? (response._fetchedViaServiceWorker === true ? 'intercepted' : ''),
    error,
    state: stateOf(status, error, own?.state),
    source: own?.source ?? 'file',
    match: own?.match ?? 'none',
    gap: own?.gap ?? '',
  };
  if (timings) exchange.timings = timings;
  return exchange;
}

/** The first of the values that is a text with something in it. */
function firstText(...values: unknown[]): string {
  return values.find((value): value is string => typeof value === 'string' && value !== '') ?? '';
}

function stateOf(status: number, error: string, own: ExchangeState | undefined): ExchangeState {
  if (own && (own !== 'complete' || status > 0)) return own;
  return status > 0 && error === '' ? 'complete' : 'failed';
}

/** The instant as written; its exact fraction where this tool kept one for the same millisecond. */
function readStart(value: unknown, own: OwnFields | null, problems: Problem[]): number {
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  if (instant === null) {
    problems.push({ path: 'startedDateTime', message: say('har.notDate') });
    return 0;
  }
  const exact = own?.startedDateTime;
  return exact !== undefined && Math.floor(exact) === instant ? exact : instant;
}

function readTime(value: unknown, timings: Timings | null, problems: Problem[]): number {
  const time = readNumber(value, 'time', problems, -1, DURATION_LIMIT);
  if (time >= 0) return time;
  return timings ? totalOf(timings) : 0;
}

function readTimings(value: unknown, problems: Problem[]): Timings | null {
  if (!isFields(value)) return null;
  return {
    blocked: readPart(value.blocked, 'timings.blocked', problems, -1),
    dns: readPart(value.dns, 'timings.dns', problems, -1),
    connect: readPart(value.connect, 'timings.connect', problems, -1),
    ssl: readPart(value.ssl, 'timings.ssl', problems, -1),
    send: readPart(value.send, 'timings.send', problems, 0),
    wait: readPart(value.wait, 'timings.wait', problems, 0),
    receive: readPart(value.receive, 'timings.receive', problems, 0),
  };
}

function readPart(value: unknown, path: string, problems: Problem[], fallback: number): number {
  const ms = readNumber(value, path, problems, fallback, DURATION_LIMIT);
  return ms < 0 ? -1 : ms;
}

/** Some tools write −1 where there was no response; HAR means 0. */
function readStatus(value: unknown, problems: Problem[]): number {
  const path = 'response.status';
  if (typeof value !== 'number') {
    problems.push({ path, message: say(value === undefined ? 'har.missing' : 'har.notNumber') });
    return 0;
  }
  if (Number.isInteger(value) && value >= -1 && value <= 999) return Math.max(0, value);
  problems.push({ path, message: say('har.notStatus') });
  return 0;
}

function readMethod(value: unknown, problems: Problem[]): string {
  if (typeof value === 'string' && value !== '') return value;
  problems.push({ path: 'request.method', message: say('har.missing') });
  return '';
}

function readUrl(value: unknown, problems: Problem[]): string {
  if (typeof value === 'string' && URL.canParse(value)) return value;
  problems.push({ path: 'request.url', message: say('har.notUrl') });
  return '';
}

function readSize(value: unknown, path: string, problems: Problem[]): number {
  const bytes = readNumber(value, path, problems, -1, Number.MAX_SAFE_INTEGER);
  return bytes < 0 ? -1 : Math.round(bytes);
}

/** Bytes as received: HAR's own field, else what the decoded size and its compression say. */
function readBodySize(response: Fields, content: Fields, isOwn: boolean, problems: Problem[]): number {
  const received = readSize(response.bodySize, 'response.bodySize', problems);
  const decoded = readSize(content.size, 'response.content.size', problems);
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
  if (!Array.isArray(postData.params)) return '';
  const pairs = postData.params.map((pair: unknown) => (isFields(pair) ? `${pair.name}=${pair.value}` : ''));
  return hashOf(pairs.join('&'));
}

const hashOf = (body: string): string => fingerprint(body).toString(16);
