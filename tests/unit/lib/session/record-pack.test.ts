import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePackedRecords } from '../../../../lib/messaging/parse-record.ts';
import type { LogRecord, SealedRecord } from '../../../../lib/session/log-record.ts';
import { packRecords, type RecordPack, sizeOf } from '../../../../lib/session/record-pack.ts';
import { seal } from '../../../../lib/session/record-text.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';
import { exchanges as anyExchanges } from '../transfer/arbitraries.ts';

const recordsOf = (list: readonly SealedRecord[]): string => `[${list.map(({ text }) => text).join(',')}]`;
const unpack = ({ records, dictionary }: Pick<RecordPack, 'records' | 'dictionary'>) =>
  parsePackedRecords(recordsOf(records), dictionary);

const url = 'https://api.example.test/items';
const headers = [
  { name: 'Server', value: 'nginx' },
  { name: 'Vary', value: 'Origin' },
];
const polled = Array.from(
  { length: 100 },
  (_, n): LogRecord => ({
    kind: 'exchange',
    seq: n + 1,
    tabId: 3 + (n % 2),
    exchange: exchangeOf(200, url, {
      id: `${n}.0`,
      responseHeaders: [...headers, { name: 'X-Request-Id', value: `id-${n}` }],
    }),
  }),
);

describe('a pack of records', () => {
  it('gives back the records that went in', () => {
    fc.assert(
      fc.property(anyExchanges, anyExchanges, (some, others) => {
        // Repeated, so that there is something to share.
        const all = [...some, ...others, ...some].map((exchange, n): LogRecord => {
          const { tabId } = exchange;
          return { kind: 'exchange', seq: n + 1, tabId, exchange: { ...exchange, id: `${n}` } };
        });
        const records: LogRecord[] = [...all, { kind: 'cleared', seq: all.length + 1, tabId: 3 }];
        expect(unpack(packRecords(records.map(seal)))).toEqual({ records, problems: [] });
      }),
    );
  });

  it('says once what its records share, and knows its tabs, its last number and what the records weighed', () => {
    const sealed = polled.map(seal);
    const pack = packRecords(sealed);
    expect(pack.lastSeq).toBe(100);
    expect(pack.tabIds).toEqual([3, 4]);
    expect(pack.records.map(sizeOf)).toEqual(sealed.map(({ text }) => text.length));
    expect(recordsOf(pack.records).length).toBeLessThan(recordsOf(sealed).length / 2);
    expect(pack.dictionary.split('nginx')).toHaveLength(2);
  });

  it('shares its headers with every row that is read from it', () => {
    const [first, second] = unpack(packRecords(polled.map(seal))).records;
    if (first?.kind !== 'exchange' || second?.kind !== 'exchange') throw new Error('Not read');
    expect(first.exchange.responseHeaders[0]).toBe(second.exchange.responseHeaders[0]);
  });

  it('may travel with records that are in none: those mean what they say', () => {
    const sealed = polled.map(seal);
    const { records, dictionary } = packRecords(sealed.slice(1));
    const single = { ...exchangeOf(0, 'https://other.test/', { id: 'other' }), state: 'pending' as const };
    const alone: LogRecord = { kind: 'exchange', seq: 1, tabId: 9, exchange: single };
    expect(unpack({ records: [seal(alone), ...records], dictionary }).records).toEqual([
      alone,
      ...polled.slice(1),
    ]);
  });

  it('keeps a text that it can’t read as it is', () => {
    const broken: SealedRecord = { seq: 1, tabId: 3, kind: 'exchange', text: '{' };
    expect(packRecords([broken]).records).toEqual([{ ...broken, size: 1 }]);
  });

  it.each(['{', '[]', '{}', '{"headers":["a"],"common":{}}', '{"headers":[],"common":{"status":"200"}}'])(
    'is not read with the dictionary %s',
    (dictionary) => {
      const { records } = packRecords(polled.map(seal));
      expect(unpack({ records, dictionary })).toEqual({
        records: [],
        problems: [{ path: 'dictionary', message: 'is not whole' }],
      });
    },
  );

  it('is not read without its dictionary, but for what names no header of it', () => {
    const { records } = packRecords(polled.map(seal));
    expect(unpack({ records, dictionary: '' }).problems).toHaveLength(100);
  });
});
