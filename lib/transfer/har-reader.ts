// How untrusted fields are read: a value of the right kind, or a fault that names the field.
import type { Header } from '../http/exchange.ts';
import type { Fault } from './fault.ts';

/** A JSON object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

const noFields: Fields = Object.freeze({});

/** True for what JSON calls an object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of an object that must be there. */
export function readFields(value: unknown, path: string, faults: Fault[]): Fields {
  if (isFields(value)) return value;
  faults.push({ path, word: value === undefined ? 'har.missing' : 'har.notObject' });
  return noFields;
}

/** A text; '' where it is absent or null. */
export function readText(value: unknown, path: string, faults: Fault[]): string {
  if (typeof value === 'string') return value;
  if (value !== undefined && value !== null) faults.push({ path, word: 'har.notText' });
  return '';
}

/** A finite number up to `limit`; `fallback` where it is absent or null. */
export function readNumber(
  value: unknown,
  path: string,
  faults: Fault[],
  fallback: number,
  limit: number,
): number {
  if (value === undefined || value === null) return fallback;
  if (typeof value !== 'number') {
    faults.push({ path, word: 'har.notNumber' });
  } else if (Math.abs(value) <= limit) {
    return value;
  } else {
    faults.push({ path, word: 'har.range' });
  }
  return fallback;
}

/** Header lines; numbers and booleans among the values are taken as text, as some tools write them. */
export function readHeaders(value: unknown, path: string, faults: Fault[]): readonly Header[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    faults.push({ path, word: 'har.notList' });
    return [];
  }
  if (value.every(isHeader)) return value;
  const headers: Header[] = [];
  for (const [index, item] of value.entries()) {
    const header = readHeader(item);
    if (header) headers.push(header);
    else faults.push({ path: `${path}[${index}]`, word: 'har.notHeader' });
  }
  return headers;
}

/** A header that can be kept as parsed: copying the million of a large file would cost more than reading it. */
function isHeader(item: unknown): item is Header {
  if (!isFields(item) || typeof item.name !== 'string' || typeof item.value !== 'string') return false;
  for (const key in item) if (key !== 'name' && key !== 'value') return false;
  return true;
}

function readHeader(item: unknown): Header | null {
  if (!isFields(item) || typeof item.name !== 'string') return null;
  const { name, value } = item;
  if (typeof value === 'string') return { name, value };
  if (typeof value === 'number' || typeof value === 'boolean') return { name, value: String(value) };
  return value === undefined || value === null ? { name, value: '' } : null;
}
