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

/**
 * Fields that are not at their value in an empty exchange, or in the common one of a dictionary; headers as name, value,
 * name, value …, where a number stands for a header of the dictionary; timings in HAR's order.
 */
export type PackedExchange = Readonly<Record<string, unknown>>;

/** What the exchanges of a pack share (see `RecordPack`). */
export interface Dictionary {
  readonly headers: readonly Header[];
  /** Whole lists of headers: a number in the place of an exchange's list is one of these. */
  readonly lists: readonly (readonly Header[])[];
  readonly common: Exchange;
}

/** For exchanges that are in no pack. */
export const noDictionary: Dictionary = { headers: [], lists: [], common: emptyExchange };

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

/** The fields in which almost every exchange of a pack differs, by their places in a listed one. */
export const listedFields = [
  'id',
  'startedDateTime',
  'time',
  'responseStart',
  'url',
  'requestHeaders',
  'responseHeaders',
] as const;

type ListedField = (typeof listedFields)[number];
type Listed = { readonly [F in ListedField]: unknown };
type Others = Readonly<Record<string, unknown>>;

const noOthers: Others = {};

/** The exchange of a packed one; null where a field is not what it has to be. */
export function unpackExchange(value: unknown, dictionary = noDictionary): Exchange | null {
  if (typeof value !== 'object' || value === null) return null;
  return unpackFields(value as Listed & Others, value as Others, dictionary);
}

/**
 * The exchange of a listed one: `listedFields` from the place `from` on, null for what all have, then an object of the
 * others that differ. Without the names of the fields it is a third shorter.
 */
export function unpackListed(
  list: readonly unknown[],
  from: number,
  dictionary: Dictionary,
): Exchange | null {
  const at = (place: number): unknown => list[from + place] ?? undefined;
  const listed: Listed = {
    id: at(0),
    startedDateTime: at(1),
    time: at(2),
    responseStart: at(3),
    url: at(4),
    requestHeaders: at(5),
    responseHeaders: at(6),
  };
  const others = at(7) ?? noOthers;
  return typeof others === 'object' ? unpackFields(listed, others as Others, dictionary) : null;
}

/**
 * What all have is taken over by name, so that all exchanges have one shape: that is what makes a hundred thousand of
 * them quick to read and small to keep. Of an exchange's own fields only those that are there are looked at.
 */
function unpackFields(listed: Listed, packed: Others, dictionary: Dictionary): Exchange | null {
  const { common } = dictionary;
  const {
    id = common.id,
    startedDateTime = common.startedDateTime,
    time = common.time,
    responseStart = common.responseStart,
    url = common.url,
  } = listed;
  const isWhole =
    isText(id) && isText(url) && isFigure(startedDateTime) && isFigure(time) && isFigure(responseStart);
  const requestHeaders = unpackHeaders(listed.requestHeaders, dictionary);
  const responseHeaders = unpackHeaders(listed.responseHeaders, dictionary);
  if (!isWhole || !requestHeaders || !responseHeaders) return null;
  const exchange: Exchange = {
    id,
    twinId: common.twinId,
    tabId: common.tabId,
    initiator: common.initiator,
    startedDateTime,
    time,
    responseStart,
    method: common.method,
    url,
    resourceType: common.resourceType,
    httpVersion: common.httpVersion,
    requestHeaders,
    requestBodySize: common.requestBodySize,
    requestBodyHash: common.requestBodyHash,
    status: common.status,
    statusText: common.statusText,
    responseHeaders,
    responseBodySize: common.responseBodySize,
    mimeType: common.mimeType,
    errorBody: common.errorBody,
    redirectURL: common.redirectURL,
    serverIPAddress: common.serverIPAddress,
    fromCache: common.fromCache,
    serviceWorker: common.serviceWorker,
    error: common.error,
    state: common.state,
    source: common.source,
    match: common.match,
    gap: common.gap,
  };
  return packed === noOthers || addOthers(exchange, packed) ? exchange : null;
}

/** Puts an exchange's own values in the place of those that all have; false where one is not what it has to be. */
function addOthers(exchange: Exchange, packed: Others): boolean {
  const fields: { [field: string]: unknown } = exchange as never;
  for (const field in packed) {
    const value = packed[field];
    const isRight = checks.get(field);
    if (!isRight) continue;
    if (!isRight(value)) return false;
    fields[field] = value;
  }
  if (packed.timings === undefined) return true;
  const timings = unpackTimings(packed.timings);
  if (timings) fields.timings = timings;
  return timings !== null;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isFigure = (value: unknown): value is number => Number.isFinite(value);

type Check = (value: unknown) => boolean;
const oneOf =
  (values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
/** What the fields that are not listed have to be: as in an empty exchange, or one of a few words. */
const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ...plainFields
    .filter((field) => !(listedFields as readonly string[]).includes(field))
    .map((field): [string, Check] => {
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
export function unpackHeaders(value: unknown, { headers, lists }: Dictionary): readonly Header[] | null {
  if (value === undefined) return noHeaders;
  if (typeof value === 'number') return lists[value] ?? null;
  if (!Array.isArray(value)) return null;
  let count = 0;
  for (let at = 0; at < value.length; at += typeof value[at] === 'number' ? 1 : 2) count += 1;
  // An array that grows as it is filled keeps room for a dozen more, in each of a hundred thousand exchanges.
  const unpacked = new Array<Header>(count);
  for (let at = 0, place = 0; place < count; at++, place++) {
    const name: unknown = value[at];
    if (typeof name === 'number') {
      const known = headers[name];
      if (!known) return null;
      unpacked[place] = known;
      continue;
    }
    at += 1;
    const text: unknown = value[at];
    if (!isText(name) || !isText(text)) return null;
    unpacked[place] = { name: oneOfAKind(name), value: text };
  }
  return unpacked;
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

function unpackTimings(value: unknown): Timings | null {
  if (!Array.isArray(value) || value.length !== 7 || !value.every(isFigure)) return null;
  const [blocked = -1, dns = -1, connect = -1, ssl = -1, send = 0, wait = 0, receive = 0] = value;
  return { blocked, dns, connect, ssl, send, wait, receive };
}
