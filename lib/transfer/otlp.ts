// The parts of OTLP/JSON traces that this project writes (opentelemetry-proto, JSON Protobuf Encoding): ids in hex, enums as numbers, 64-bit integers as decimal text.

/** One message of traces: what a collector takes at `/v1/traces`, and a line of a file of them. */
export interface OtlpTraces {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string; readonly version: string };
      readonly spans: readonly OtlpSpan[];
      readonly schemaUrl: string;
    }[];
  }[];
}

/** One span. */
export interface OtlpSpan {
  /** 16 bytes, hex. */
  readonly traceId: string;
  /** 8 bytes, hex. */
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: SpanKind;
  /** Nanoseconds since the epoch, decimal. */
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly OtlpAttribute[];
  readonly events: readonly OtlpEvent[];
  readonly status: { readonly code?: StatusCode; readonly message?: string };
}

export interface OtlpEvent {
  readonly timeUnixNano: string;
  readonly name: string;
  readonly attributes: readonly OtlpAttribute[];
}

export interface OtlpAttribute {
  readonly key: string;
  readonly value: OtlpValue;
}

export type OtlpValue =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly arrayValue: { readonly values: readonly OtlpValue[] } };

/** `SPAN_KIND_INTERNAL`, `SPAN_KIND_CLIENT`. */
export type SpanKind = 1 | 3;
/** `STATUS_CODE_ERROR`; 0 (unset) is left out. */
export type StatusCode = 2;

/** What an attribute holds before it is written; undefined and '' are left out. */
export type AttributeValue = string | number | boolean | readonly string[] | undefined;

/** Attributes by name, without those that are not known. Whole numbers are integers. */
export function attributesOf(values: Readonly<Record<string, AttributeValue>>): OtlpAttribute[] {
  const attributes: OtlpAttribute[] = [];
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined || value === '') continue;
    attributes.push({ key, value: otlpValue(value) });
  }
  return attributes;
}

function otlpValue(value: Exclude<AttributeValue, undefined>): OtlpValue {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'object') return { arrayValue: { values: value.map(otlpValue) } };
  return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/** Epoch ms, fractions and all, as nanoseconds; what is before the epoch or no number is the epoch. */
export function unixNano(epochMs: number): string {
  if (!(epochMs > 0 && epochMs <= Number.MAX_SAFE_INTEGER)) return '0';
  const whole = Math.floor(epochMs);
  return String(BigInt(whole) * 1_000_000n + BigInt(Math.round((epochMs - whole) * 1_000_000)));
}
