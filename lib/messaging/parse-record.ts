// How log records and exchanges are read where they arrive: each field has to have its type.
import { type Exchange, emptyExchange, type Header } from '../http/exchange.ts';
import type { Problem } from '../http/result.ts';
import { readJson } from '../session/json.ts';
import type { ReadRecords } from '../session/pack-reader.ts';
import { readRecord } from '../session/record-text.ts';
import { isBag, isFigure, isText } from './shape.ts';

/** Reads records that travel as a JSON array; a bad one costs itself alone. */
export function parseRecords(text: string): ReadRecords {
  const values = readJson(text);
  if (!Array.isArray(values)) {
    return { records: [], problems: [{ path: 'records', message: 'is no JSON array' }] };
  }
  return readEach(values, 'records', readRecord);
}

/** Reads exchanges; a bad one costs itself alone. */
export function parseExchanges(values: readonly unknown[], path: string) {
  const { records: exchanges, problems } = readEach(values, path, (value) =>
    isExchange(value) ? value : null,
  );
  return { exchanges, problems };
}

function readEach<T>(
  values: readonly unknown[],
  path: string,
  read: (value: unknown) => T | null,
): { records: T[]; problems: Problem[] } {
  const records: T[] = [];
  const problems: Problem[] = [];
  // By index: an iterator of entries would make an array for each of a hundred thousand.
  for (let index = 0; index < values.length; index++) {
    const record = read(values[index]);
    if (record === null) problems.push({ path: `${path}[${index}]`, message: 'is not whole' });
    else records.push(record);
  }
  return { records, problems };
}

const isHeaders = (value: unknown): value is Header[] =>
  Array.isArray(value) && value.every((item) => isBag(item) && isText(item.name) && isText(item.value));

const fields = Object.entries(emptyExchange).map(([field, model]) => ({
  field,
  type: Array.isArray(model) ? 'headers' : typeof model,
}));

/** Every field there with the type it has in an empty exchange; a figure must be finite. */
function isExchange(value: unknown): value is Exchange {
  if (!isBag(value)) return false;
  for (const { field, type } of fields) {
    const found = value[field];
    if (type === 'headers' ? !isHeaders(found) : typeof found !== type) return false;
    if (type === 'number' && !Number.isFinite(found)) return false;
  }
  return (
    value.timings === undefined || (isBag(value.timings) && Object.values(value.timings).every(isFigure))
  );
}
