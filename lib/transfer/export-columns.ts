// The columns of a session as a table, defined once for NDJSON and CSV; docs/ndjson.md says what each holds.
import { headerValue } from '../http/exchange.ts';
import { severities } from '../retry/finding.ts';
import type { ExportRow } from './export-row.ts';
import { isoInstant } from './har-values.ts';
import { jsonText } from './json-text.ts';

/** What a cell holds: null for a number or an instant that is not known; a text that is not known is ''. */
export type Cell = string | number | boolean | null;

/** One column. */
export interface Column {
  readonly name: string;
  /** `time`: ISO 8601 in UTC or null; `json`: a text that holds JSON, since a line is flat. */
  readonly kind: 'text' | 'time' | 'number' | 'flag' | 'json';
  /** Of a row whose credentials are removed. */
  readonly of: (row: ExportRow) => Cell;
}

/**
 * All columns, in order. Names and meanings stay; new ones are added at the end. Durations end in `_ms` or `_s`, sizes
 * in `_bytes`.
 */
export const columns: readonly Column[] = [
  // What was asked, and what came.
  time('started_at', ({ exchange }) => exchange.startedDateTime),
  text('method', ({ exchange }) => exchange.method),
  text('url', ({ exchange }) => exchange.url),
  text('host', ({ exchange }) => hostOf(exchange.url)),
  number('status', ({ exchange }) => exchange.status),
  text('status_text', ({ exchange }) => exchange.statusText),
  text('state', ({ exchange }) => exchange.state),
  text('error', ({ exchange }) => exchange.error),
  number('time_ms', ({ exchange }) => known(exchange.time)),
  text('retry_after', ({ exchange }) => headerValue(exchange.responseHeaders, 'retry-after') ?? ''),

  // What that means there, and what it advises.
  text('provider_id', ({ annotation }) => annotation.provider.id),
  text('provider_name', ({ annotation }) => annotation.provider.name),
  text('pack_version', ({ annotation }) => annotation.provider.packVersion),
  text('status_name', ({ annotation }) => annotation.status.name),
  text('meaning', ({ annotation }) => annotation.status.meaning),
  text('decision', ({ annotation }) => annotation.advice.decision),
  text('stage', ({ annotation }) => annotation.advice.stage),
  text('advice', ({ annotation }) => annotation.advice.summary),
  json('waits_s', ({ annotation }) => annotation.advice.waits),
  json('instants_s', ({ annotation }) => annotation.advice.instants),
  number('max_retries', ({ annotation }) => annotation.advice.maxRetries),
  number('window_s', ({ annotation }) => annotation.advice.windowSeconds),
  time('not_before', ({ annotation }) => annotation.advice.notBefore),
  text('escalate', ({ annotation }) => annotation.advice.escalate),
  text('caution', ({ annotation }) => annotation.advice.cautions.join(' ')),
  text('source_document', ({ annotation }) => annotation.source.document),
  text('source_row', ({ annotation }) => annotation.source.row),
  text('source_url', ({ annotation }) => annotation.source.url),
  text('source_retrieved_on', ({ annotation }) => annotation.source.retrievedOn),

  // Its place in a call, and what the audit found.
  text('call_id', ({ attempt }) => attempt.callId),
  number('attempt', ({ attempt }) => attempt.attempt),
  text('evidence', ({ attempt }) => attempt.evidence),
  number('confidence', ({ attempt }) => attempt.confidence),
  number('finding_count', ({ findings }) => findings.length),
  text('worst_severity', worstSeverity),
  json('findings', ({ findings }) =>
    findings.map(({ id, severity, message }) => ({ id, severity, message })),
  ),

  // The rest of the exchange, with which the file opens again.
  text('id', ({ exchange }) => exchange.id),
  text('twin_id', ({ exchange }) => exchange.twinId),
  number('tab_id', ({ exchange }) => known(exchange.tabId)),
  text('initiator', ({ exchange }) => exchange.initiator),
  number('started_ms', ({ exchange }) => known(exchange.startedDateTime) ?? 0),
  number('response_start_ms', ({ exchange }) => known(exchange.responseStart)),
  text('resource_type', ({ exchange }) => exchange.resourceType),
  text('http_version', ({ exchange }) => exchange.httpVersion),
  json('request_headers', ({ exchange }) => exchange.requestHeaders),
  number('request_body_bytes', ({ exchange }) => known(exchange.requestBodySize)),
  text('request_body_hash', ({ exchange }) => exchange.requestBodyHash),
  json('response_headers', ({ exchange }) => exchange.responseHeaders),
  number('response_body_bytes', ({ exchange }) => known(exchange.responseBodySize)),
  text('mime_type', ({ exchange }) => exchange.mimeType),
  text('redirect_url', ({ exchange }) => exchange.redirectURL),
  text('server_ip', ({ exchange }) => exchange.serverIPAddress),
  flag('from_cache', ({ exchange }) => exchange.fromCache),
  text('service_worker', ({ exchange }) => exchange.serviceWorker),
  number('blocked_ms', ({ exchange }) => known(exchange.timings?.blocked)),
  number('dns_ms', ({ exchange }) => known(exchange.timings?.dns)),
  number('connect_ms', ({ exchange }) => known(exchange.timings?.connect)),
  number('ssl_ms', ({ exchange }) => known(exchange.timings?.ssl)),
  number('send_ms', ({ exchange }) => timed(exchange.timings?.send)),
  number('wait_ms', ({ exchange }) => timed(exchange.timings?.wait)),
  number('receive_ms', ({ exchange }) => timed(exchange.timings?.receive)),
  text('captured_by', ({ exchange }) => exchange.source),
  text('match', ({ exchange }) => exchange.match),
  text('gap', ({ exchange }) => exchange.gap),
];

type Of<T> = (row: ExportRow) => T;

function text(name: string, of: Of<string>): Column {
  return { name, kind: 'text', of };
}
function number(name: string, of: Of<number | null>): Column {
  return { name, kind: 'number', of };
}
function flag(name: string, of: Of<boolean>): Column {
  return { name, kind: 'flag', of };
}
function time(name: string, of: Of<number | null>): Column {
  return {
    name,
    kind: 'time',
    of: (row) => {
      const at = of(row);
      return at === null ? null : isoInstant(at);
    },
  };
}
function json(name: string, of: Of<unknown>): Column {
  return { name, kind: 'json', of: (row) => jsonText(of(row)) };
}

/** Null for what is negative or no number: that is how an exchange says that it does not know, or that nothing applies. */
function known(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) && value >= 0 ? value : null;
}

/** Of the three timings that are never unknown where there are timings at all. */
const timed = (ms: number | undefined): number | null => (ms === undefined ? null : (known(ms) ?? 0));

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');

function worstSeverity({ findings }: ExportRow): string {
  return severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? '';
}
