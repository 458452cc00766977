// The traces, held against OpenTelemetry's own names and its own writer of OTLP/JSON.
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import * as names from '@opentelemetry/semantic-conventions';
import * as newNames from '@opentelemetry/semantic-conventions/incubating';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OtlpAttribute, OtlpSpan, OtlpTraces, OtlpValue } from '../../../../lib/transfer/otlp.ts';
import { completed, exchanges, meta, rowOf } from './arbitraries.ts';
import { exported, exportedLines } from './exported.ts';
import { sessionRows } from './session-rows.ts';

const spansIn = (lines: readonly OtlpTraces[]): OtlpSpan[] =>
  lines.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
  );
const spansOf = (rows: Parameters<typeof exportedLines>[1]): OtlpSpan[] =>
  spansIn(exportedLines('otlp', rows));

function plain(value: OtlpValue): unknown {
  if ('stringValue' in value) return value.stringValue;
  if ('boolValue' in value) return value.boolValue;
  if ('intValue' in value) return Number(value.intValue);
  if ('doubleValue' in value) return value.doubleValue;
  return value.arrayValue.values.map(plain);
}
const attributesOf = (list: readonly OtlpAttribute[]): Record<string, unknown> =>
  Object.fromEntries(list.map(({ key, value }) => [key, plain(value)]));

describe('the traces', () => {
  it('have a span for each call and one under it for each attempt', () => {
    const spans = spansOf(sessionRows());
    expect(spans).toHaveLength(6);
    const calls = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
    expect(calls.map(({ name, kind }) => [name, kind])).toEqual([
      ['call GET', 1],
      ['call GET', 1],
    ]);
    const [call] = calls;
    const attempts = spans.filter(({ parentSpanId }) => parentSpanId === call?.spanId);
    expect(attempts.map(({ name, kind, traceId }) => [name, kind, traceId])).toEqual(
      Array.from({ length: 3 }, () => ['GET', 3, call?.traceId]),
    );
    expect(call?.startTimeUnixNano).toBe(attempts[0]?.startTimeUnixNano);
    expect(call?.endTimeUnixNano).toBe(attempts[2]?.endTimeUnixNano);
    expect(attributesOf(call?.attributes ?? [])).toMatchObject({ 'retryscope.call.attempts': 3 });
    // The call succeeded in the end.
    expect(call?.status).toEqual({});
    expect(attempts.map(({ status }) => status)).toEqual([{ code: 2 }, { code: 2 }, {}]);
  });

  it('say of an attempt what the HTTP conventions name', () => {
    const attempts = spansOf(sessionRows()).filter(({ parentSpanId }) => parentSpanId !== undefined);
    const [first, second] = attempts.map(({ attributes }) => attributesOf(attributes));
    expect(first).toMatchObject({
      [names.ATTR_HTTP_REQUEST_METHOD]: 'GET',
      [names.ATTR_URL_FULL]: 'https://api.memfault.com/api/v0/issues',
      [names.ATTR_SERVER_ADDRESS]: 'api.memfault.com',
      [names.ATTR_SERVER_PORT]: 443,
      [names.ATTR_HTTP_RESPONSE_STATUS_CODE]: 429,
      [names.ATTR_ERROR_TYPE]: '429',
      [names.ATTR_HTTP_RESPONSE_HEADER('retry-after')]: ['30'],
    });
    expect(first).not.toHaveProperty([names.ATTR_HTTP_REQUEST_RESEND_COUNT]);
    expect(second).toMatchObject({ [names.ATTR_HTTP_REQUEST_RESEND_COUNT]: 1, 'retryscope.call.attempt': 2 });
    const [event] = attempts[1]?.events ?? [];
    expect(event?.name).toBe('retryscope.finding');
    expect(attributesOf(event?.attributes ?? [])).toMatchObject({ 'retryscope.finding.id': 'too-early' });
  });

  it('use no name that the conventions do not know, but their own', () => {
    const known = new Set<unknown>(
      Object.values({ ...names, ...newNames }).filter((name) => typeof name === 'string'),
    );
    fc.assert(
      fc.property(exchanges, (items) => {
        const keys = spansOf(items.map((item) => rowOf(item))).flatMap(({ attributes }) =>
          attributes.map(({ key }) => key),
        );
        const own = /^retryscope\.|^http\.response\.header\.retry-after$/;
        expect(keys.filter((key) => !known.has(key) && !own.test(key))).toEqual([]);
      }),
    );
  });

  it.each([
    ['PROPFIND', 'HTTP', { 'http.request.method': '_OTHER', 'http.request.method_original': 'PROPFIND' }],
    ['POST', 'POST', { 'http.request.method': 'POST' }],
  ])('name %s', (method, name, attributes) => {
    const [span] = spansOf([rowOf(completed({ method }))]);
    expect(span?.name).toBe(name);
    expect(attributesOf(span?.attributes ?? [])).toMatchObject(attributes);
  });

  it.each([
    ['net::ERR_CONNECTION_RESET', 'net::ERR_CONNECTION_RESET'],
    ['A sentence about TLS, as Firefox has it', '_OTHER'],
    ['', '_OTHER'],
  ])('say what failed without a response: %s', (error, type) => {
    const [span] = spansOf([rowOf(completed({ status: 0, state: 'failed', error }))]);
    expect(attributesOf(span?.attributes ?? [])).toMatchObject({ 'error.type': type });
    expect(span?.status).toEqual({ code: 2, ...(error !== '' && { message: error }) });
  });

  it('follow the rules of OTLP/JSON: hex ids, numbers of enums, 64-bit integers as text', () => {
    fc.assert(
      fc.property(exchanges, (items) => {
        const spans = spansOf(items.map((item) => rowOf(item)));
        expect(spans).toHaveLength(items.length * 2);
        for (const span of spans) {
          expect(span.traceId).toMatch(/^(?!0+$)[0-9a-f]{32}$/);
          expect(span.spanId).toMatch(/^(?!0+$)[0-9a-f]{16}$/);
          expect(span.startTimeUnixNano).toMatch(/^\d+$/);
          expect(BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano)).toBe(true);
        }
        expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
      }),
    );
  });

  it('have the same ids each time, and others in another session', () => {
    const ids = (rows: Parameters<typeof spansOf>[0]) => spansOf(rows).map(({ spanId }) => spanId);
    expect(ids(sessionRows())).toEqual(ids(sessionRows()));
    const later = ids([rowOf(completed({ startedDateTime: 2 }))]);
    expect(ids([rowOf(completed({ startedDateTime: 1 }))]).filter((id) => later.includes(id))).toEqual([]);
  });

  it('are lines of at most 500 spans', () => {
    const rows = Array.from({ length: 400 }, (_, index) => rowOf(completed({ id: `${index}.0` })));
    const lines: OtlpTraces[] = exportedLines('otlp', rows);
    expect(lines.map((line) => spansIn([line]).length)).toEqual([500, 300]);
    expect(exported('otlp', [])).toBe('');
  });

  it('hold no credential', () => {
    const url = 'https://api.memfault.com/x?access_token=abcdef123456';
    const text = JSON.stringify(exportedLines('otlp', [rowOf(completed({ url }))]));
    expect(text).not.toContain('abcdef123456');
  });

  it('name the credentials that were kept', () => {
    const lines: OtlpTraces[] = exportedLines('otlp', [rowOf(completed())], { keepSecrets: ['sid'] });
    const resource = lines[0]?.resourceSpans[0]?.resource.attributes ?? [];
    expect(attributesOf(resource)).toMatchObject({ 'retryscope.redaction.kept': ['sid'] });
  });

  it('are what OpenTelemetry’s own writer makes of the same spans', () => {
    const lines: OtlpTraces[] = exportedLines('otlp', sessionRows());
    const [ours] = lines[0]?.resourceSpans ?? [];
    if (!ours) throw new Error('no traces');
    const resource = { attributes: attributesOf(ours.resource.attributes) };
    const bytes = JsonTraceSerializer.serializeRequest(
      spansIn(lines).map((span) => readable(span, resource)) as never,
    );
    const theirs = JSON.parse(new TextDecoder().decode(bytes));
    expect(withoutDefaults(theirs)).toEqual(withoutDefaults(lines[0]));
  });
});

/** A span as the SDK would hand it to its writer. */
function readable(span: OtlpSpan, resource: object) {
  const time = (nanos: string) => [
    Number(BigInt(nanos) / 1_000_000_000n),
    Number(BigInt(nanos) % 1_000_000_000n),
  ];
  return {
    name: span.name,
    // The SDK counts kinds from 0, the protocol from 1.
    kind: span.kind - 1,
    spanContext: () => ({ traceId: span.traceId, spanId: span.spanId, traceFlags: 0 }),
    ...(span.parentSpanId && { parentSpanContext: { traceId: span.traceId, spanId: span.parentSpanId } }),
    startTime: time(span.startTimeUnixNano),
    endTime: time(span.endTimeUnixNano),
    status: { code: span.status.code ?? 0, message: span.status.message },
    attributes: attributesOf(span.attributes),
    links: [],
    events: span.events.map((event) => ({
      name: event.name,
      time: time(event.timeUnixNano),
      attributes: attributesOf(event.attributes),
    })),
    resource,
    instrumentationScope: {
      name: 'retryscope',
      version: meta.version,
      schemaUrl: 'https://opentelemetry.io/schemas/1.45.0',
    },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

/** What Protobuf's JSON allows in two ways, in one: defaults left out, integers as text, no flags of W3C. */
function withoutDefaults(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, one) => {
    if (key === 'flags' || one === 0 || (Array.isArray(one) && one.length === 0)) return undefined;
    return key === 'intValue' ? String(one) : one;
  });
}
