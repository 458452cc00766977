// How packs are read: an exchange of a pack is a place in it, and what it says is looked up there when it is asked for.
import type { Exchange, Header, Timings } from '../http/exchange.ts';
import type { Problem } from '../http/result.ts';
import { fillShape, type HeaderShape, readShapes } from './header-shapes.ts';
import { readJson } from './json.ts';
import type { LogRecord } from './log-record.ts';
import { FIGURES, type RecordPack, readValues, TIMINGS } from './pack-shape.ts';
import { unpackExchange, unpackTimings } from './packed-exchange.ts';
import { readRecord } from './record-text.ts';

/** Records that could be read, and what was wrong with the others, by their place. */
export interface ReadRecords {
  readonly records: readonly LogRecord[];
  readonly problems: readonly Problem[];
}

/** What exchanges are alike in, and where each finds its own. */
interface Traits extends Pick<RecordPack, 'figures' | 'values' | 'ends'> {
  readonly exchange: Exchange;
  readonly request: HeaderShape;
  readonly response: HeaderShape;
}

/** Reads a pack; a record that is not whole costs itself alone, a dictionary all of them. */
export function readPack(pack: RecordPack): ReadRecords {
  const traits = readTraits(pack);
  if (!traits) return { records: [], problems: [{ path: 'dictionary', message: 'is not whole' }] };
  const rows = readJson(pack.text);
  if (!Array.isArray(rows))
    return { records: [], problems: [{ path: 'records', message: 'is no JSON array' }] };
  const records: LogRecord[] = [];
  const problems: Problem[] = [];
  rows.forEach((row, place) => {
    const record = Array.isArray(row) ? readRow(row, pack.seqs[place], place, traits) : readRecord(row);
    if (record) records.push(record);
    else problems.push({ path: `records[${place}]`, message: 'is not whole' });
  });
  return { records, problems };
}

function readTraits({ dictionary, figures, values, ends }: RecordPack): Traits[] | null {
  const value = readJson(dictionary) as { headers?: unknown; shapes?: unknown; traits?: unknown } | null;
  const shapes = readShapes(value?.headers, value?.shapes);
  if (!shapes || !Array.isArray(value?.traits)) return null;
  const read: Traits[] = [];
  for (const one of value.traits) {
    const exchange = unpackExchange({ ...one, requestHeaders: [], responseHeaders: [] });
    const request = shapes[one?.requestShape];
    const response = shapes[one?.responseShape];
    if (!exchange || !request || !response) return null;
    // Without the texts, which are needed only once.
    read.push({ figures, values, ends, exchange, request, response });
  }
  return read;
}

function readRow(
  row: readonly unknown[],
  seq: number | undefined,
  place: number,
  traits: readonly Traits[],
): LogRecord | null {
  const [id, url, number] = row;
  const shared = traits[number as number];
  if (seq === undefined || typeof id !== 'string' || typeof url !== 'string' || !shared) return null;
  const own = row.length > OWN ? row.slice(OWN) : nothing;
  if (!own.every((value, index) => value === null || isOwn(index, value))) return null;
  for (let at = place * FIGURES; at < (place + 1) * FIGURES; at++) {
    if (!Number.isFinite(shared.figures[at])) return null;
  }
  const exchange = new PackedRow(id, url, place, shared, own);
  return { kind: 'exchange', seq, tabId: shared.exchange.tabId, exchange };
}

/** Where `ownFields` begin in a row. */
const OWN = 3;
const nothing: readonly unknown[] = [];

const isOwn = (index: number, value: unknown): boolean =>
  index === TIMINGS ? unpackTimings(value) !== null : typeof value === 'string';

/**
 * One shape for all exchanges, of few words each, so that a hundred thousand take little room. Copies of it are made with
 * `withChanges`: `...` would lose what is no field of its own.
 */
class PackedRow implements Exchange {
  readonly id: string;
  readonly url: string;
  readonly #place: number;
  readonly #traits: Traits;
  readonly #own: readonly unknown[];

  constructor(id: string, url: string, place: number, traits: Traits, own: readonly unknown[]) {
    this.id = id;
    this.url = url;
    this.#place = place;
    this.#traits = traits;
    this.#own = own;
  }

  get startedDateTime(): number {
    return this.#traits.figures[this.#place * FIGURES] as number;
  }
  get time(): number {
    return this.#traits.figures[this.#place * FIGURES + 1] as number;
  }
  get responseStart(): number {
    return this.#traits.figures[this.#place * FIGURES + 2] as number;
  }
  get requestBodySize(): number {
    return this.#traits.figures[this.#place * FIGURES + 3] as number;
  }
  get responseBodySize(): number {
    return this.#traits.figures[this.#place * FIGURES + 4] as number;
  }
  get twinId(): string {
    return (this.#own[0] ?? '') as string;
  }
  get requestBodyHash(): string {
    return (this.#own[1] ?? '') as string;
  }
  get errorBody(): string {
    return (this.#own[2] ?? '') as string;
  }
  get redirectURL(): string {
    return (this.#own[3] ?? '') as string;
  }
  get timings(): Timings | undefined {
    return unpackTimings(this.#own[TIMINGS]) ?? undefined;
  }
  get requestNames(): readonly Header[] {
    return this.#traits.request.headers;
  }
  get responseNames(): readonly Header[] {
    return this.#traits.response.headers;
  }
  get requestHeaders(): readonly Header[] {
    const { request } = this.#traits;
    return request.open.length === 0
      ? request.headers
      : fillShape(request, valuesAt(this.#place, this.#traits), 0);
  }
  get responseHeaders(): readonly Header[] {
    const { request, response } = this.#traits;
    if (response.open.length === 0) return response.headers;
    return fillShape(response, valuesAt(this.#place, this.#traits), request.open.length);
  }
  get tabId() {
    return this.#traits.exchange.tabId;
  }
  get initiator() {
    return this.#traits.exchange.initiator;
  }
  get method() {
    return this.#traits.exchange.method;
  }
  get resourceType() {
    return this.#traits.exchange.resourceType;
  }
  get httpVersion() {
    return this.#traits.exchange.httpVersion;
  }
  get status() {
    return this.#traits.exchange.status;
  }
  get statusText() {
    return this.#traits.exchange.statusText;
  }
  get mimeType() {
    return this.#traits.exchange.mimeType;
  }
  get serverIPAddress() {
    return this.#traits.exchange.serverIPAddress;
  }
  get fromCache() {
    return this.#traits.exchange.fromCache;
  }
  get serviceWorker() {
    return this.#traits.exchange.serviceWorker;
  }
  get error() {
    return this.#traits.exchange.error;
  }
  get state() {
    return this.#traits.exchange.state;
  }
  get source() {
    return this.#traits.exchange.source;
  }
  get match() {
    return this.#traits.exchange.match;
  }
  get gap() {
    return this.#traits.exchange.gap;
  }
}

const valuesAt = (place: number, { values, ends }: Traits): string[] => readValues(values, ends, place);
