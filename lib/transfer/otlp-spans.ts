// An attempt as a span of its own, and a call as the span above its attempts, by OpenTelemetry's HTTP conventions.
import { type Exchange, endedAt, headerValues, lacksResponse } from '../http/exchange.ts';
import { fingerprint } from '../retry/fingerprint.ts';
import type { ExportRow } from './export-row.ts';
import { isIpAddress } from './har-values.ts';
import { attributesOf, type OtlpEvent, type OtlpSpan, unixNano } from './otlp.ts';

/** Where the conventions stand by which attributes are named. */
export const SCHEMA_URL = 'https://opentelemetry.io/schemas/1.45.0';

/** A call as far as its attempts have come by. */
export interface CallSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly id: string;
  /** Of the first attempt that was seen. */
  readonly method: string;
  readonly host: Readonly<Record<string, string | number | undefined>>;
  /** Epoch ms. */
  readonly start: number;
  readonly end: number;
  readonly attempts: number;
  readonly last: Outcome;
}

/** What became of an attempt, for the status of a span. */
interface Outcome {
  /** '' where nothing went wrong. */
  readonly errorType: string;
  readonly message: string;
}

/**
 * The call with one more attempt. Ids are made of the call's id and of when and whither its first attempt went, so that
 * the same session gives the same ids each time, and calls of two sessions differ.
 */
export function callWith(row: ExportRow, before: CallSpan | undefined): CallSpan {
  const { exchange, attempt } = row;
  const start = exchange.startedDateTime;
  const end = Math.max(start, endedAt(exchange));
  const last = outcomeOf(exchange);
  if (before) {
    const { attempts } = before;
    return {
      ...before,
      start: Math.min(before.start, start),
      end: Math.max(before.end, end),
      attempts: attempts + 1,
      last,
    };
  }
  const seed = [attempt.callId, String(start), exchange.method, exchange.url];
  return {
    traceId: hexId(32, 'trace', ...seed),
    spanId: hexId(16, 'call', ...seed),
    id: attempt.callId,
    method: knownMethod(exchange.method),
    host: serverOf(exchange.url),
    start,
    end,
    attempts: 1,
    last,
  };
}

/** The span above the attempts of a call. */
export function callSpan(call: CallSpan): OtlpSpan {
  return {
    traceId: call.traceId,
    spanId: call.spanId,
    name: `call ${nameOf(call.method)}`,
    kind: 1,
    startTimeUnixNano: unixNano(call.start),
    endTimeUnixNano: unixNano(call.end),
    attributes: attributesOf({
      'http.request.method': call.method,
      ...call.host,
      'error.type': call.last.errorType,
      'retryscope.call.id': call.id,
      'retryscope.call.attempts': call.attempts,
    }),
    events: [],
    status: statusOf(call.last),
  };
}

/** The span of an attempt whose credentials are removed; its findings are events at its start. */
export function attemptSpan(row: ExportRow, { traceId, spanId }: CallSpan): OtlpSpan {
  const { exchange, attempt } = row;
  const start = exchange.startedDateTime;
  return {
    traceId,
    spanId: hexId(16, 'attempt', traceId, exchange.id),
    parentSpanId: spanId,
    name: nameOf(knownMethod(exchange.method)),
    kind: 3,
    startTimeUnixNano: unixNano(start),
    endTimeUnixNano: unixNano(Math.max(start, endedAt(exchange))),
    attributes: attributesOf({ ...httpAttributes(row), ...ownAttributes(row, attempt.attempt) }),
    events: row.findings.map(({ id, severity, message }): OtlpEvent => {
      const said = { 'retryscope.finding.id': id, 'retryscope.finding.severity': severity };
      return {
        timeUnixNano: unixNano(start),
        name: 'retryscope.finding',
        attributes: attributesOf({ ...said, 'retryscope.finding.message': message }),
      };
    }),
    status: statusOf(outcomeOf(exchange)),
  };
}

/** https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span */
function httpAttributes({ exchange, attempt }: ExportRow) {
  const method = knownMethod(exchange.method);
  const { requestBodySize, responseBodySize, serverIPAddress } = exchange;
  const retryAfter = headerValues(exchange.responseHeaders, 'retry-after');
  return {
    'http.request.method': method,
    'http.request.method_original': method === exchange.method ? undefined : exchange.method,
    'url.full': exchange.url,
    ...serverOf(exchange.url),
    'network.peer.address': isIpAddress(serverIPAddress) ? serverIPAddress : undefined,
    'network.protocol.version': protocolVersion(exchange.httpVersion),
    'http.request.resend_count': attempt.attempt > 1 ? attempt.attempt - 1 : undefined,
    'http.request.body.size': requestBodySize >= 0 ? requestBodySize : undefined,
    'http.response.status_code': exchange.status > 0 ? exchange.status : undefined,
    'http.response.body.size': responseBodySize >= 0 ? responseBodySize : undefined,
    'http.response.header.retry-after': retryAfter.length > 0 ? retryAfter : undefined,
    'error.type': outcomeOf(exchange).errorType,
  };
}

/** What Retryscope says, under a name of its own. */
function ownAttributes({ exchange, annotation, attempt }: ExportRow, number: number) {
  const { provider, status, advice, source } = annotation;
  return {
    'retryscope.exchange.id': exchange.id,
    'retryscope.exchange.state': exchange.state,
    'retryscope.provider.id': provider.id,
    'retryscope.status.name': status.name,
    'retryscope.advice.decision': advice.decision,
    'retryscope.advice.stage': advice.stage,
    'retryscope.advice.summary': advice.summary,
    'retryscope.source': [source.document, source.row].filter(Boolean).join(', '),
    'retryscope.call.id': attempt.callId,
    'retryscope.call.attempt': number,
    'retryscope.call.evidence': attempt.evidence,
    'retryscope.call.confidence': attempt.confidence,
  };
}

/** Of a client's span: an error where there was no response, or one from 400 up. */
function outcomeOf(exchange: Exchange): Outcome {
  const { status, error, state } = exchange;
  if (state === 'pending') return { errorType: '', message: '' };
  if (!lacksResponse(exchange)) return { errorType: status >= 400 ? String(status) : '', message: '' };
  // A sentence is no type: there would be too many of them.
  return { errorType: /^[\w.:-]{1,80}$/.test(error) ? error : '_OTHER', message: error };
}

function statusOf({ errorType, message }: Outcome): OtlpSpan['status'] {
  if (errorType === '') return {};
  return { code: 2, ...(message !== '' && { message }) };
}

/** The methods of RFC 9110 and RFC 5789; any other would make for too many names. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH']);
const knownMethod = (method: string): string => (methods.has(method) ? method : '_OTHER');
const nameOf = (method: string): string => (method === '_OTHER' ? 'HTTP' : method);

const usualPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'ws:': 80, 'wss:': 443 };

function serverOf(url: string) {
  if (!URL.canParse(url)) return {};
  const { hostname, port, protocol } = new URL(url);
  return {
    'server.address': hostname.replace(/^\[(.*)\]$/, '$1'),
    'server.port': port === '' ? usualPorts[protocol] : Number(port),
  };
}

/** `1.1`, `2`, `3` of `HTTP/1.1`, `h2`, `h3`. */
function protocolVersion(httpVersion: string): string {
  const [, version = ''] = /^(?:http\/|h)(\d(?:\.\d)?)$/i.exec(httpVersion) ?? [];
  return version.replace(/^([23])\.0$/, '$1');
}

/** So many hexadecimal digits that the texts alone decide, never all zero. */
function hexId(length: 16 | 32, ...texts: readonly string[]): string {
  let id = '';
  for (let round = 0; id.length < length; round++) {
    id += fingerprint(String(round), ...texts)
      .toString(16)
      .padStart(14, '0')
      .slice(-8);
  }
  return /^0*$/.test(id) ? id.replace(/.$/, '1') : id;
}
