// How records of an earlier schema of the log become records of today's.
import { emptyExchange } from '../http/exchange.ts';
import type { LogRecord, SealedRecord } from './log-record.ts';
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
