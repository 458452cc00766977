import { describe, expect, it } from 'vitest';
import { emptyExchange, withChanges } from '../../../../lib/http/exchange.ts';
import { parseRecords } from '../../../../lib/messaging/parse-record.ts';
import { packFromSchema2, sealFromSchema1 } from '../../../../lib/session/log-migration.ts';
import { readPack } from '../../../../lib/session/pack-reader.ts';
import fixture from '../../../fixtures/pack-of-schema-2.json' with { type: 'json' };

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

describe('packs of schema 2', () => {
  const { pack, records } = fixture;

  it.each([
    ['lists', (list: readonly number[]) => list],
    ['columns', (list: readonly number[]) => Float64Array.from(list)],
  ])('become packs of today, with numbers in %s', (_, numbers) => {
    const today = packFromSchema2({ ...pack, seqs: numbers(pack.seqs), sizes: numbers(pack.sizes) });
    if (!today) throw new Error('Not taken over');
    const read = readPack(today);
    expect(
      read.records.map((record) =>
        record.kind === 'exchange' ? { ...record, exchange: withChanges(record.exchange, {}) } : record,
      ),
    ).toEqual(records);
    // A text that could not be read before can't be read now.
    expect(read.problems).toEqual([{ path: 'records[5]', message: 'is not whole' }]);
    expect({ ...today, seqs: [...today.seqs], sizes: [...today.sizes] }).toMatchObject({
      lastSeq: pack.lastSeq,
      tabIds: pack.tabIds,
      seqs: pack.seqs,
      sizes: pack.sizes,
    });
  });

  it.each([{}, { ...pack, dictionary: '{' }, { ...pack, text: '5' }])(
    'that are none are left out: %o',
    (value) => expect(packFromSchema2(value)).toBeNull(),
  );
});
