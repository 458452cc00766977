// How older records are packed together, so that a long session is read in few large pieces and not one by one.
import { emptyExchange } from '../http/exchange.ts';
import { numbering, packShapes } from './header-shapes.ts';
import { readJson } from './json.ts';
import type { Replaceable, SealedRecord } from './log-record.ts';
import { FIGURES, figureFields, ownFields, type RecordPack, readValues } from './pack-shape.ts';
import { plainFields } from './packed-exchange.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Packs records, given by number, at least one. One whose text can't be read keeps its number alone. */
export function packRecords(records: readonly SealedRecord[]): RecordPack {
  const values = records.map(({ text }) => readJson(text) as (Fields & { exchange?: Fields }) | null);
  const traits: Fields[] = [];
  const numberOfTraits = numbering<Fields>((one) => traits.push(one));
  const { headers, shapes, shaped } = packShapes(
    values.flatMap((value) => [
      value?.exchange?.requestHeaders ?? [],
      value?.exchange?.responseHeaders ?? [],
    ]) as string[][],
  );
  const figures = new Float64Array(records.length * FIGURES);
  const openValues: (readonly string[])[] = [];
  const packed = values.map((value, place) => {
    const [request, response] = [shaped[2 * place], shaped[2 * place + 1]];
    openValues.push([...(request?.values ?? []), ...(response?.values ?? [])]);
    const exchange = value?.exchange;
    if (!exchange) return value;
    figureFields.forEach((field, index) => {
      figures[place * FIGURES + index] = (exchange[field] ?? emptyExchange[field]) as number;
    });
    const shared: Record<string, unknown> = { requestShape: request?.shape, responseShape: response?.shape };
    for (const field of traitFields) if (exchange[field] !== undefined) shared[field] = exchange[field];
    const own = ownFields.map((field) => exchange[field] ?? null);
    while (own.length > 0 && own.at(-1) === null) own.pop();
    return [exchange.id ?? '', exchange.url ?? '', numberOfTraits(shared), ...own];
  });
  return {
    lastSeq: records.at(-1)?.seq ?? 0,
    tabIds: [...new Set(records.map(({ tabId }) => tabId))],
    dictionary: JSON.stringify({ headers, shapes, traits }),
    text: JSON.stringify(packed),
    figures,
    ...packValues(openValues),
    seqs: Float64Array.from(records, ({ seq }) => seq),
    sizes: Uint32Array.from(records, sizeOf),
  };
}

/** The values of each record as JSON, one after the other. */
function packValues(lists: readonly (readonly string[])[]): Pick<RecordPack, 'values' | 'ends'> {
  const encoder = new TextEncoder();
  const texts = lists.map((list) => encoder.encode(list.length > 0 ? JSON.stringify(list) : ''));
  const ends = new Uint32Array(texts.length);
  let end = 0;
  texts.forEach((text, place) => {
    end += text.length;
    ends[place] = end;
  });
  const values = new Uint8Array(end);
  texts.forEach((text, place) => {
    values.set(text, (ends[place] ?? 0) - text.length);
  });
  return { values, ends };
}

/** What exchanges are alike in, but for their headers. */
const traitFields = plainFields.filter(
  (field) => field !== 'id' && field !== 'url' && ![...figureFields, ...ownFields].includes(field as never),
);

/** The records of a pack, one by one, as they may be packed again; of an unreadable one number and size are left. */
export function unpackRecords(pack: RecordPack): SealedRecord[] {
  const rows = unpackRows(pack);
  return Array.from(pack.seqs, (seq, place): SealedRecord => {
    const { tabId = -1, kind = 'exchange' } = rows[place] ?? {};
    return { seq, tabId, kind, text: JSON.stringify(rows[place] ?? null), size: pack.sizes[place] ?? 0 };
  });
}

interface Dictionary {
  readonly headers: readonly string[];
  readonly shapes: readonly (readonly (number | string)[])[];
  readonly traits: readonly Fields[];
}
type Row = readonly [id: string, url: string, traits: number, ...own: unknown[]];
type Value = Partial<Pick<SealedRecord, 'tabId' | 'kind'>>;

/** What the texts of the records said; none where the pack can't be read. */
function unpackRows({ dictionary, text, figures, values, ends, seqs }: RecordPack): Value[] {
  try {
    const { headers, shapes, traits }: Dictionary = JSON.parse(dictionary);
    const rows: readonly (Row | Value)[] = JSON.parse(text);
    return rows.map((row, place): Value => {
      if (!isRow(row)) return row;
      const [id, url, number, ...own] = row;
      const { requestShape, responseShape, ...shared } = traits[number] as Fields;
      const exchange: Record<string, unknown> = { ...shared, id, url };
      figureFields.forEach((field, index) => {
        exchange[field] = figures[place * FIGURES + index];
      });
      ownFields.forEach((field, index) => {
        exchange[field] = own[index] ?? undefined;
      });
      const open = readValues(values, ends, place).values();
      const flat = (shape: unknown): unknown[] =>
        (shapes[shape as number] ?? []).flatMap((item) =>
          typeof item === 'number' ? headers.slice(2 * item, 2 * item + 2) : [item, open.next().value ?? ''],
        );
      exchange.requestHeaders = flat(requestShape);
      exchange.responseHeaders = flat(responseShape);
      const { tabId = -1 } = shared as Value;
      const value = { kind: 'exchange' as const, seq: seqs[place], tabId, exchange };
      return value;
    });
  } catch {
    return [];
  }
}

const isRow = (row: Row | Value): row is Row => Array.isArray(row);

/** The records of a tab in a pack, to be counted out; none where the pack can't be read. */
export function recordsOfTab({ dictionary, text, seqs, sizes }: RecordPack, tabId: number): Replaceable[] {
  const { traits = [] } = (readJson(dictionary) ?? {}) as Partial<Dictionary>;
  const rows = (readJson(text) ?? []) as readonly (Row | Value | null)[];
  return rows.flatMap((row, place) => {
    const said: Value = (row && isRow(row) ? traits[row[2]] : row) ?? {};
    if ((said.tabId ?? -1) !== tabId) return [];
    return { seq: seqs[place] ?? 0, kind: said.kind ?? 'exchange', size: sizes[place] ?? 0 };
  });
}

/** The pack without some of its records; null where none is left. */
export function withoutRecords(pack: RecordPack, isGone: (seq: number) => boolean): RecordPack | null {
  const left = new Set(pack.seqs.filter((seq) => !isGone(seq)));
  if (left.size === pack.seqs.length) return pack;
  if (left.size === 0) return null;
  const { lastSeq, tabIds } = pack;
  return { ...packRecords(unpackRecords(pack).filter(({ seq }) => left.has(seq))), lastSeq, tabIds };
}

/** The characters of a record as it was first written: what the log's retention counts. */
export const sizeOf = ({ text, size }: Pick<SealedRecord, 'text' | 'size'>): number => size ?? text.length;
