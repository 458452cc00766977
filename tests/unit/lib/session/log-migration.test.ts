import { describe, expect, it } from 'vitest';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import { parseRecords } from '../../../../lib/messaging/parse-record.ts';
import { sealFromSchema1 } from '../../../../lib/session/log-migration.ts';

/** An exchange as schema 1 had it. */
const { twinId, errorBody, gap, serviceWorker, ...old } = { ...emptyExchange, id: '7.0', status: 503 };

describe('records of schema 1', () => {
  it.each([
    { kind: 'exchange', seq: 1, tabId: 3, exchange: { ...old, state: 'complete' } },
    { kind: 'withdrawn', seq: 2, tabId: 3, id: '7.0' },
    { kind: 'navigation', seq: 3, tabId: 3, url: 'https://app.test/', at: 5 },
  ])('become records of today: $kind', (record) => {
    const sealed = sealFromSchema1(record);
    expect(sealed).toMatchObject({ seq: record.seq, tabId: 3, kind: record.kind });
    const read = parseRecords(`[${sealed?.text}]`);
    expect(read.problems).toEqual([]);
    expect(read.records).toMatchObject([record]);
  });

  it('are marked open where they had not ended', () => {
    expect(sealFromSchema1({ kind: 'exchange', seq: 1, tabId: 3, exchange: old })?.open).toBe(1);
  });

  it.each([null, 'text', {}, { kind: 'exchange', seq: 1, tabId: 3 }, { kind: 'whim', seq: 1, tabId: 3 }])(
    'that are none are left out: %o',
    (value) => expect(sealFromSchema1(value)).toBeNull(),
  );
});
