// How records of the log are written and read: one JSON text each, parsed wherever it arrives.
import { readJson } from './json.ts';
import type { GapReason, LogRecord, SealedRecord } from './log-record.ts';
import { packExchange, unpackExchange } from './packed-exchange.ts';

/** A record ready to be stored and sent. */
export function seal(record: LogRecord): SealedRecord {
  const { seq, tabId, kind } = record;
  const written = kind === 'exchange' ? { ...record, exchange: packExchange(record.exchange) } : record;
  const sealed = { seq, tabId, kind, text: JSON.stringify(written) };
  return isOpen(record) ? { ...sealed, open: 1 } : sealed;
}

/** It goes on, seen from its start or not: what has stopped waiting says so in its gap. */
const isOpen = (record: LogRecord): boolean =>
  record.kind === 'exchange' &&
  record.exchange.state === 'pending' &&
  (record.exchange.gap === '' || record.exchange.gap === 'start-missed');

const gapReasons: readonly unknown[] = [
  'stopped',
  'memory-lost',
  'database-lost',
  'devtools-dropped',
] satisfies GapReason[];

/** The record of a value that was read from its text; null where it is none, or not whole. */
export function readRecord(value: unknown): LogRecord | null {
  if (typeof value !== 'object' || value === null) return null;
  const { kind, seq, tabId, exchange, id, url, at, from, to, reason } = value as Record<string, unknown>;
  if (!isInteger(seq) || !isInteger(tabId)) return null;
  switch (kind) {
    case 'exchange': {
      const unpacked = unpackExchange(exchange);
      return unpacked && { kind, seq, tabId, exchange: unpacked };
    }
    case 'withdrawn':
      return typeof id === 'string' ? { kind, seq, tabId, id } : null;
    case 'navigation':
      return typeof url === 'string' && isFigure(at) ? { kind, seq, tabId, url, at } : null;
    case 'cleared':
      return { kind, seq, tabId };
    case 'gap':
      return isFigure(from) && isFigure(to) && gapReasons.includes(reason)
        ? { kind, seq, tabId: -1, from, to, reason: reason as GapReason }
        : null;
    default:
      return null;
  }
}

/** The record of a text that this log wrote and that is in no pack; null where it can't be read. */
export function openRecord({ text }: Pick<SealedRecord, 'text'>): LogRecord | null {
  return readRecord(readJson(text));
}

const isInteger = (value: unknown): value is number => Number.isSafeInteger(value);
const isFigure = (value: unknown): value is number => Number.isFinite(value);
