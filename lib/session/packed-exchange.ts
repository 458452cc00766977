// How an exchange is written as text: what it has of its own, without what every exchange begins with.
import {
  type CaptureSource,
  type Exchange,
  type ExchangeState,
  emptyExchange,
  type Gap,
  type Header,
  type Match,
  type Timings,
} from '../http/exchange.ts';

/** Fields that are not at their value in an empty exchange; headers as name, value, name, value …; timings in HAR's order. */
export type PackedExchange = Readonly<Record<string, unknown>>;

/** The fields of an exchange that are one text, number or boolean. */
export const plainFields = (Object.keys(emptyExchange) as (keyof Exchange)[]).filter(
  (field) => field !== 'requestHeaders' && field !== 'responseHeaders',
);

/** An exchange as it is stored and sent; a third smaller, and as much faster to read. */
export function packExchange(exchange: Exchange): PackedExchange {
  const packed: Record<string, unknown> = {};
  for (const field of plainFields) {
    const value = exchange[field];
    if (value !== emptyExchange[field]) packed[field] = value;
  }
  const { requestHeaders, responseHeaders, timings } = exchange;
  if (requestHeaders.length > 0) packed.requestHeaders = packHeaders(requestHeaders);
  if (responseHeaders.length > 0) packed.responseHeaders = packHeaders(responseHeaders);
  if (timings) {
    const { blocked, dns, connect, ssl, send, wait, receive } = timings;
    packed.timings = [blocked, dns, connect, ssl, send, wait, receive];
  }
  return packed;
}

function packHeaders(headers: readonly Header[]): string[] {
  const flat: string[] = [];
  for (const { name, value } of headers) flat.push(name, value);
  return flat;
}

const noHeaders: readonly Header[] = [];
const states: readonly unknown[] = ['pending', 'complete', 'failed'] satisfies ExchangeState[];
const sources: readonly unknown[] = ['web-request', 'devtools', 'both', 'file'] satisfies CaptureSource[];
const matches: readonly unknown[] = ['exact', 'inferred', 'none'] satisfies Match[];
const gaps: readonly unknown[] = ['', 'start-missed', 'no-end', 'tab-closed', 'capture-off'] satisfies Gap[];
const roles: readonly unknown[] = ['', 'intercepted', 'initiated'] satisfies Exchange['serviceWorker'][];

/**
 * The exchange of a packed one; null where a field is not what it has to be. All have one shape: that is what makes many
 * of them quick to read.
 */
export function unpackExchange(value: unknown): Exchange | null {
  if (typeof value !== 'object' || value === null) return null;
  const packed = value as Readonly<Record<string, unknown>>;
  const requestHeaders = unpackHeaders(packed.requestHeaders);
  const responseHeaders = unpackHeaders(packed.responseHeaders);
  if (!requestHeaders || !responseHeaders) return null;
  const exchange: Exchange = { ...emptyExchange, requestHeaders, responseHeaders };
  const fields: { [field: string]: unknown } = exchange as never;
  // Of an exchange's fields only those that are there are looked at.
  for (const field in packed) {
    const value = packed[field];
    const isRight = checks.get(field);
    if (!isRight) continue;
    if (!isRight(value)) return null;
    fields[field] = value;
  }
  if (packed.timings === undefined) return exchange;
  const timings = unpackTimings(packed.timings);
  return timings && { ...exchange, timings };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isFigure = (value: unknown): value is number => Number.isFinite(value);

type Check = (value: unknown) => boolean;
const oneOf =
  (values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
/** What fields have to be: as in an empty exchange, or one of a few words. */
const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ...plainFields.map((field): [string, Check] => {
    const model = emptyExchange[field];
    if (typeof model === 'number') return [field, isFigure];
    return [field, typeof model === 'string' ? isText : (value) => typeof value === 'boolean'];
  }),
  ['state', oneOf(states)],
  ['source', oneOf(sources)],
  ['match', oneOf(matches)],
  ['gap', oneOf(gaps)],
  ['serviceWorker', oneOf(roles)],
]);

/** The headers of a packed list; null where it is not one. */
function unpackHeaders(value: unknown): readonly Header[] | null {
  if (value === undefined) return noHeaders;
  if (!Array.isArray(value) || value.length % 2 > 0 || !value.every(isText)) return null;
  // An array that grows as it is filled keeps room for a dozen more, in each of many exchanges.
  const headers = new Array<Header>(value.length / 2);
  for (let place = 0; place < headers.length; place++) {
    headers[place] = { name: oneOfAKind(value[2 * place] as string), value: value[2 * place + 1] as string };
  }
  return headers;
}

const names = new Map<string, string>();

/** Hostile servers send any number of names. */
const MOST_NAMES = 1_000;

/** The same text for the same name: what is read from JSON is a text of its own each time. */
function oneOfAKind(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  if (names.size < MOST_NAMES) names.set(name, name);
  return name;
}

/** Timings of a packed list; null where it is not one. */
export function unpackTimings(value: unknown): Timings | null {
  if (!Array.isArray(value) || value.length !== 7 || !value.every(isFigure)) return null;
  const [blocked = -1, dns = -1, connect = -1, ssl = -1, send = 0, wait = 0, receive = 0] = value;
  return { blocked, dns, connect, ssl, send, wait, receive };
}
