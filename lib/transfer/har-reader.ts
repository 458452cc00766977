// How untrusted fields are read: a value of the right kind, or a problem that names the field.
import type { Header } from '../http/exchange.ts';
import type { Problem } from '../http/result.ts';
import { say } from '../words/say.ts';

/** A JSON object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

const noFields: Fields = Object.freeze({});

/** True for what JSON calls an object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of an object that must be there. */
export function readFields(value: unknown, path: string, problems: Problem[]): Fields {
  if (isFields(value)) return value;
  problems.push({ path, message: say(value === undefined ? 'har.missing' : 'har.notObject') });
  return noFields;
}

/** A text; '' where it is absent or null. */
export function readText(value: unknown, path: string, problems: Problem[]): string {
  if (typeof value === 'string') return value;
  if (value !== undefined && value !== null) problems.push({ path, message: say('har.notText') });
  return '';
}

/** A finite number up to `limit`; `fallback` where it is absent or null. */
export function readNumber(
  value: unknown,
  path: string,
  problems: Problem[],
  fallback: number,
  limit: number,
): number {
  if (value === undefined || value === null) return fallback;
  if (typeof value !== 'number') {
    problems.push({ path, message: say('har.notNumber') });
  } else if (Math.abs(value) <= limit) {
    return value;
  } else {
    problems.push({ path, message: say('har.range') });
  }
  return fallback;
}

/** Header lines; numbers and booleans among the values are taken as text, as some tools write them. */
export function readHeaders(value: unknown, path: string, problems: Problem[]): readonly Header[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    problems.push({ path, message: say('har.notList') });
    return [];
  }
  if (value.every(isHeader)) return value;
  const headers: Header[] = [];
  for (const [index, item] of value.entries()) {
    const header = readHeader(item);
    if (header) headers.push(header);
    else problems.push({ path: `${path}[${index}]`, message: say('har.notHeader') });
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
