// How records and packs of earlier schemas of the log become those of today's.
import { emptyExchange } from '../http/exchange.ts';
import type { LogRecord, SealedRecord } from './log-record.ts';
import type { RecordPack } from './pack-shape.ts';
import { packRecords } from './record-pack.ts';
import { seal } from './record-text.ts';

/**
 * A record of schema 1, where records were stored as objects and exchanges had no `twinId`, `errorBody` and `gap`;
 * null for a value that is no such record.
 */
export function sealFromSchema1(value: unknown): SealedRecord | null {
  if (typeof value !== 'object' || value === null) return null;
  const record = value as Extract<LogRecord, { kind: 'exchange' | 'withdrawn' | 'navigation' }>;
  if (!Number.isSafeInteger(record.seq) || !Number.isSafeInteger(record.tabId)) return null;
  switch (record.kind) {
    case 'exchange': {
      if (typeof record.exchange?.id !== 'string') return null;
      return seal({ ...record, exchange: { ...emptyExchange, ...record.exchange } });
    }
    case 'withdrawn':
    case 'navigation':
      return seal(record);
  }
  return null;
}

/** What an exchange of schema 2 had by place; after these came an object of its other fields. */
const listed = ['id', 'startedDateTime', 'time', 'responseStart', 'url', 'requestHeaders', 'responseHeaders'];

/**
 * A pack of schema 2, whose dictionary had headers, whole lists of these, and what most exchanges had in each field; null
 * for a value that is no such pack.
 */
export function packFromSchema2(value: unknown): RecordPack | null {
  const { dictionary, text, seqs, sizes, lastSeq } = value as Record<'dictionary' | 'text', string> &
    RecordPack;
  try {
    const { headers, lists, common } = JSON.parse(dictionary);
    /** A list of headers as name, value, name, value …: a number was a header, or in the place of a list one of these. */
    const whole = (list: unknown): unknown[] | undefined =>
      typeof list === 'number'
        ? whole(lists[list])
        : (list as unknown[] | null)?.flatMap((item) =>
            typeof item === 'number' ? headers.slice(2 * item, 2 * item + 2) : item,
          );
    const values: unknown[] = JSON.parse(text);
    const records = values.map((row, place): SealedRecord => {
      const [seq, size] = [seqs[place] ?? 0, sizes[place] ?? 0];
      if (!Array.isArray(row)) {
        const { tabId = -1, kind = 'exchange' } = (row ?? {}) as Partial<SealedRecord>;
        return { seq, tabId, kind, text: JSON.stringify(row), size };
      }
      const [, tabId, ...fields] = row;
      const exchange = { ...common, ...fields[listed.length] };
      listed.forEach((field, index) => {
        if (fields[index] !== null) exchange[field] = fields[index];
      });
      exchange.requestHeaders = whole(exchange.requestHeaders);
      exchange.responseHeaders = whole(exchange.responseHeaders);
      return {
        seq,
        tabId,
        kind: 'exchange',
        text: JSON.stringify({ kind: 'exchange', seq, tabId, exchange }),
        size,
      };
    });
    return { ...packRecords(records), lastSeq };
  } catch {
    return null;
  }
}
