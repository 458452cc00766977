// How older records are packed together, so that a long session is read in few large pieces and not one by one.
import { emptyExchange, type Header } from '../http/exchange.ts';
import type { SealedRecord } from './log-record.ts';
import {
  type Dictionary,
  listedFields,
  noDictionary,
  plainFields,
  unpackExchange,
  unpackHeaders,
} from './packed-exchange.ts';

/** Records that are stored as one value. What several of them say is said once, in the dictionary. */
export interface RecordPack {
  /** The highest number in it, also after that record was removed. */
  readonly lastSeq: number;
  /** Each tab once. */
  readonly tabIds: readonly number[];
  /**
   * As JSON: `headers` are those that more than one has, `lists` whole lists of these, `common` what most exchanges have
   * in each field.
   */
  readonly dictionary: string;
  /**
   * The records by number, as a JSON array: one text is far quicker to read than hundreds of values. An exchange is a
   * list of its number, its tab and what `unpackListed` reads.
   */
  readonly text: string;
  /** The number of each … */
  readonly seqs: Numbers;
  /** … and the characters that it had before it was packed. */
  readonly sizes: Numbers;
}

/** Typed, because pages read packs without these, and an array costs them half as much as all else; arrays in older logs. */
type Numbers = ArrayLike<number>;

type Fields = Record<string, unknown>;

/** Packs records, given by number, at least one. A text that can't be read is kept as a text, and is none after it. */
export function packRecords(records: readonly SealedRecord[]): RecordPack {
  const values = records.map(({ text }) => parse(text) as (Fields & { exchange?: Fields }) | null);
  const exchanges = values.flatMap((value) => (value?.exchange ? [value.exchange] : []));
  const headers = packHeaders(exchanges);
  const lists = packLists(exchanges);
  const common = packFields(exchanges);
  const packed = values.map((value, index) => {
    if (!value) return records[index]?.text;
    return value.exchange ? [value.seq, value.tabId, ...listExchange(value.exchange)] : value;
  });
  return {
    lastSeq: records.at(-1)?.seq ?? 0,
    tabIds: [...new Set(records.map(({ tabId }) => tabId))],
    dictionary: JSON.stringify({ headers, lists, common }),
    text: JSON.stringify(packed),
    seqs: Float64Array.from(records, ({ seq }) => seq),
    sizes: Uint32Array.from(records, sizeOf),
  };
}

/** As `unpackListed` reads it. */
function listExchange(exchange: Fields): unknown[] {
  const others = { ...exchange };
  const list = listedFields.map((field) => {
    delete others[field];
    return exchange[field] ?? null;
  });
  return Object.keys(others).length > 0 ? [...list, others] : list;
}

/** The records of a pack, one by one; their texts need its dictionary. */
export function unpackRecords({ text, seqs, sizes }: RecordPack): SealedRecord[] {
  const values = parse(text) as readonly (Partial<SealedRecord> | [seq: number, tabId: number])[];
  return Array.from(seqs, (seq, index): SealedRecord => {
    const value = values[index] ?? {};
    const { tabId = -1, kind = 'exchange' } = Array.isArray(value) ? { tabId: value[1] } : value;
    return { seq, tabId, kind, text: JSON.stringify(value), size: sizes[index] ?? 0 };
  });
}

/** The pack without some of its records; null where none is left. */
export function withoutRecords(pack: RecordPack, isGone: (seq: number) => boolean): RecordPack | null {
  const left = Array.from(pack.seqs).flatMap((seq, index) => (isGone(seq) ? [] : [index]));
  if (left.length === pack.seqs.length) return pack;
  const values = parse(pack.text) as readonly unknown[];
  const { seqs, sizes } = pack;
  return left.length === 0
    ? null
    : {
        ...pack,
        text: JSON.stringify(left.map((index) => values[index])),
        seqs: Float64Array.from(left, (index) => seqs[index] ?? 0),
        sizes: Uint32Array.from(left, (index) => sizes[index] ?? 0),
      };
}

/** The characters of a record as it was first written: what the log's retention counts. */
export const sizeOf = ({ text, size }: Pick<SealedRecord, 'text' | 'size'>): number => size ?? text.length;

/** Reads a dictionary, '' for none; null where it is not one. */
export function readDictionary(text: string): Dictionary | null {
  if (text === '') return noDictionary;
  const value = parse(text) as { headers?: unknown; lists?: unknown; common?: unknown } | null;
  const common = unpackExchange(value?.common);
  const headers = unpackHeaders(value?.headers, noDictionary);
  const packedLists = value?.lists ?? [];
  if (!common || !headers || !Array.isArray(packedLists)) return null;
  const lists: (readonly Header[])[] = [];
  for (const packed of packedLists) {
    const list = unpackHeaders(packed, { headers, lists: [], common });
    if (!list) return null;
    lists.push(list);
  }
  return { headers, lists, common };
}

/** Replaces headers that more than one exchange has by their numbers; the headers as name, value, name, value … */
function packHeaders(exchanges: readonly Fields[]): unknown[] {
  const counts = new Map<string, number>();
  for (const list of exchanges.flatMap(headerLists)) {
    eachHeader(list, (key) => counts.set(key, (counts.get(key) ?? 0) + 1));
  }
  const headers: unknown[] = [];
  const numbers = new Map<string, number>();
  for (const list of exchanges.flatMap(headerLists)) {
    const packed: unknown[] = [];
    eachHeader(list, (key, name, value) => {
      if (counts.get(key) === 1) {
        packed.push(name, value);
        return;
      }
      const number = numbers.get(key) ?? numbers.size;
      if (number === numbers.size) headers.push(name, value);
      numbers.set(key, number);
      packed.push(number);
    });
    list.splice(0, list.length, ...packed);
  }
  return headers;
}

/** Replaces lists of headers that more than one exchange has by their numbers; returns those lists. */
function packLists(exchanges: readonly Fields[]): unknown[][] {
  const counts = new Map<string, number>();
  for (const list of exchanges.flatMap(headerLists)) {
    const key = JSON.stringify(list);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const lists: unknown[][] = [];
  const numbers = new Map<string, number>();
  for (const exchange of exchanges) {
    for (const field of headerFields) {
      const list = exchange[field];
      if (!Array.isArray(list)) continue;
      const key = JSON.stringify(list);
      if (counts.get(key) === 1) continue;
      const number = numbers.get(key) ?? numbers.size;
      if (number === numbers.size) lists.push(list);
      numbers.set(key, number);
      exchange[field] = number;
    }
  }
  return lists;
}

const headerFields = ['requestHeaders', 'responseHeaders'] as const;

const headerLists = ({ requestHeaders, responseHeaders }: Fields): unknown[][] =>
  [requestHeaders, responseHeaders].filter(Array.isArray);

function eachHeader(
  list: readonly unknown[],
  visit: (key: string, name: unknown, value: unknown) => void,
): void {
  for (let at = 0; at < list.length; at += 2) {
    const [name, value] = [String(list[at]), list[at + 1]];
    // Hostile names hold any character: their length says where the value begins.
    visit(`${name.length}:${name}${value}`, name, value);
  }
}

/** Leaves of each field what is not in the common exchange, which is returned. */
function packFields(exchanges: readonly Fields[]): Fields {
  const common: Fields = {};
  for (const field of plainFields) {
    const counts = new Map<unknown, number>();
    for (const exchange of exchanges) {
      const value = exchange[field] ?? emptyExchange[field];
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    let [most, times]: [unknown, number] = [emptyExchange[field], 1];
    for (const [value, count] of counts) if (count > times) [most, times] = [value, count];
    if (most !== emptyExchange[field]) common[field] = most;
    for (const exchange of exchanges) {
      const value = exchange[field] ?? emptyExchange[field];
      if (value === most) delete exchange[field];
      else exchange[field] = value;
    }
  }
  return common;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
