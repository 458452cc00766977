import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePackedRecords } from '../../../../lib/messaging/parse-record.ts';
import type { LogRecord, SealedRecord } from '../../../../lib/session/log-record.ts';
import {
  packRecords,
  type RecordPack,
  sizeOf,
  unpackRecords,
  withoutRecords,
} from '../../../../lib/session/record-pack.ts';
import { seal } from '../../../../lib/session/record-text.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';
import { exchanges as anyExchanges } from '../transfer/arbitraries.ts';

const recordsOf = (list: readonly SealedRecord[]): string => `[${list.map(({ text }) => text).join(',')}]`;
const unpack = ({ text, dictionary }: Pick<RecordPack, 'text' | 'dictionary'>) =>
  parsePackedRecords(text, dictionary);

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
    expect(Array.from(pack.sizes)).toEqual(sealed.map(({ text }) => text.length));
    expect(pack.text.length).toBeLessThan(recordsOf(sealed).length / 2);
    expect(pack.dictionary.split('nginx')).toHaveLength(2);
  });

  it('is read as well where an earlier version stored its numbers as arrays', () => {
    const pack = packRecords(polled.map(seal));
    const earlier = { ...pack, seqs: Array.from(pack.seqs), sizes: Array.from(pack.sizes) };
    expect(unpackRecords(earlier)).toEqual(unpackRecords(pack));
    const [left, leftOfEarlier] = [pack, earlier].map((one) => withoutRecords(one, (seq) => seq % 3 > 0));
    expect(leftOfEarlier).toEqual(left);
    expect(withoutRecords(earlier, () => false)).toBe(earlier);
  });

  it('shares its headers with every row that is read from it', () => {
    const [first, second] = unpack(packRecords(polled.map(seal))).records;
    if (first?.kind !== 'exchange' || second?.kind !== 'exchange') throw new Error('Not read');
    expect(first.exchange.responseHeaders[0]).toBe(second.exchange.responseHeaders[0]);
  });

  it('says a list of headers once that several have, and gives them the same one', () => {
    const alike = polled.map((record): LogRecord => {
      if (record.kind !== 'exchange') return record;
      return {
        ...record,
        exchange: { ...record.exchange, requestHeaders: headers, responseHeaders: headers },
      };
    });
    const pack = packRecords(alike.map(seal));
    expect(pack.text).not.toContain('[0,1]');
    const lists = unpack(pack).records.flatMap((record) =>
      record.kind === 'exchange' ? [record.exchange.requestHeaders, record.exchange.responseHeaders] : [],
    );
    expect(lists[0]).toEqual(headers);
    expect(new Set(lists).size).toBe(1);
    // A number that names no list costs its record alone.
    const broken = pack.text.replace(/,0,0(?=[\],])/, ',0,7');
    expect(broken).not.toBe(pack.text);
    expect(unpack({ ...pack, text: broken })).toMatchObject({
      records: { length: 99 },
      problems: [{ path: 'records[0]' }],
    });
  });

  it('may travel with records that are in none: those mean what they say', () => {
    const sealed = polled.map(seal);
    const pack = packRecords(sealed.slice(1));
    const single = { ...exchangeOf(0, 'https://other.test/', { id: 'other' }), state: 'pending' as const };
    const alone: LogRecord = { kind: 'exchange', seq: 1, tabId: 9, exchange: single };
    const text = recordsOf([seal(alone), ...unpackRecords(pack)]);
    expect(unpack({ ...pack, text }).records).toEqual([alone, ...polled.slice(1)]);
  });

  it('tells of a text that it can’t read, and of all others', () => {
    const broken: SealedRecord = { seq: 1, tabId: 3, kind: 'exchange', text: '{' };
    expect(unpack(packRecords([broken, ...polled.slice(1).map(seal)]))).toEqual({
      records: polled.slice(1),
      problems: [{ path: 'records[0]', message: 'is not whole' }],
    });
  });

  it('is taken apart into records that weigh what they did', () => {
    const sealed = polled.map(seal);
    const parts = unpackRecords(packRecords(sealed));
    expect(parts.map(sizeOf)).toEqual(sealed.map(sizeOf));
    expect(parts.map(({ seq, tabId, kind }) => [seq, tabId, kind])).toEqual(
      sealed.map(({ seq, tabId, kind }) => [seq, tabId, kind]),
    );
  });

  it('loses the records that are removed, and is gone with the last', () => {
    const pack = packRecords(polled.map(seal));
    const less = withoutRecords(pack, (seq) => seq % 2 === 0 || seq === 99);
    if (!less) throw new Error('Nothing left');
    const left = polled.filter(({ seq }) => seq % 2 === 1 && seq !== 99);
    expect(unpack(less).records).toEqual(left);
    expect(unpackRecords(less).map(({ seq }) => seq)).toEqual(left.map(({ seq }) => seq));
    expect(less.lastSeq).toBe(100);
    expect(withoutRecords(pack, () => false)).toBe(pack);
    expect(withoutRecords(less, () => true)).toBeNull();
  });

  it.each(['{', '[]', '{}', '{"headers":["a"],"common":{}}', '{"headers":[],"common":{"status":"200"}}'])(
    'is not read with the dictionary %s',
    (dictionary) => {
      const { text } = packRecords(polled.map(seal));
      expect(unpack({ text, dictionary })).toEqual({
        records: [],
        problems: [{ path: 'dictionary', message: 'is not whole' }],
      });
    },
  );

  it('is not read without its dictionary, but for what names no header of it', () => {
    const { text } = packRecords(polled.map(seal));
    expect(unpack({ text, dictionary: '' }).problems).toHaveLength(100);
  });
});
