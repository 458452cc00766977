// A session as OTLP/JSON traces: a trace for each call, a span for each attempt under that of its call.
import type { ExportRedaction } from './export-redaction.ts';
import type { ExportMeta, ExportRow } from './export-row.ts';
import { jsonText } from './json-text.ts';
import { attributesOf, type OtlpSpan, type OtlpTraces } from './otlp.ts';
import { attemptSpan, type CallSpan, callSpan, callWith, SCHEMA_URL } from './otlp-spans.ts';

/** Spans in one message. A collector takes a few MB at once; a small session is one message. */
const SPANS_PER_MESSAGE = 500;

/**
 * Lines of one message each (https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/). Spans of calls come last,
 * since their ends are known only then.
 */
export function* otlpPieces(
  rows: Iterable<ExportRow>,
  meta: ExportMeta,
  redaction: ExportRedaction,
): Generator<string> {
  const [begin, end] = aroundSpans(meta, redaction);
  let count = 0;
  for (const span of spansOf(rows, redaction)) {
    yield (count === 0 ? begin : ',') + jsonText(span);
    count += 1;
    if (count < SPANS_PER_MESSAGE) continue;
    yield end;
    count = 0;
  }
  yield count > 0 ? end : '';
}

function* spansOf(rows: Iterable<ExportRow>, redaction: ExportRedaction): Generator<OtlpSpan> {
  const calls = new Map<string, CallSpan>();
  for (const row of rows) {
    const redacted = redaction.redact(row);
    const call = callWith(redacted, calls.get(row.attempt.callId));
    calls.set(row.attempt.callId, call);
    yield attemptSpan(redacted, call);
  }
  for (const call of calls.values()) yield callSpan(call);
}

/** What stands before and after the spans of a message, which is a line. */
function aroundSpans(meta: ExportMeta, redaction: ExportRedaction): readonly [before: string, after: string] {
  const mark = '"spans":[';
  const [before = '', after = ''] = jsonText(tracesOf([], meta, redaction)).split(`${mark}]`);
  return [before + mark, `]${after}\n`];
}

/** One message with these spans, as JSON: what a collector takes in a request. */
export const tracesText = (
  spans: readonly OtlpSpan[],
  meta: ExportMeta,
  redaction: ExportRedaction,
): string => jsonText(tracesOf(spans, meta, redaction));

function tracesOf(
  spans: readonly OtlpSpan[],
  { version, browser }: ExportMeta,
  { said: { kept } }: ExportRedaction,
): OtlpTraces {
  const attributes = attributesOf({
    'service.name': 'retryscope',
    'service.version': version,
    'user_agent.name': browser?.name,
    'user_agent.version': browser?.version,
    'retryscope.redaction.kept': kept,
  });
  const scope = { name: 'retryscope', version };
  return {
    resourceSpans: [{ resource: { attributes }, scopeSpans: [{ scope, spans, schemaUrl: SCHEMA_URL }] }],
  };
}
