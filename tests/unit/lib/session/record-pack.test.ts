import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Exchange, requestNames, responseNames, withChanges } from '../../../../lib/http/exchange.ts';
import type { LogRecord, SealedRecord } from '../../../../lib/session/log-record.ts';
import { readPack } from '../../../../lib/session/pack-reader.ts';
import type { RecordPack } from '../../../../lib/session/pack-shape.ts';
import {
  packRecords,
  recordsOfTab,
  sizeOf,
  unpackRecords,
  withoutRecords,
} from '../../../../lib/session/record-pack.ts';
import { openRecord, seal } from '../../../../lib/session/record-text.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';
import { exchanges as anyExchanges } from '../transfer/arbitraries.ts';

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
      tabId: 3 + (n % 2),
      responseHeaders: [...headers, { name: 'X-Request-Id', value: `id-${n}` }],
    }),
  }),
);

/** What is read, with exchanges as plain objects: what they say, not how they are kept. */
function unpack(pack: RecordPack) {
  const { records, problems } = readPack(pack);
  const plain = records.map((record) =>
    record.kind === 'exchange' ? { ...record, exchange: withChanges(record.exchange, {}) } : record,
  );
  return { records: plain, problems };
}

const exchangesOf = (pack: RecordPack): Exchange[] =>
  readPack(pack).records.flatMap((record) => (record.kind === 'exchange' ? [record.exchange] : []));

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
        const pack = packRecords(records.map(seal));
        expect(unpack(pack)).toEqual({ records, problems: [] });
        expect(unpackRecords(pack).map(openRecord)).toEqual(records);
      }),
    );
  });

  it('gives back headers of which many say each its own, of any name and value', () => {
    const texts: fc.Arbitrary<string> = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('Date', 'ETag', 'nginx', ''),
    );
    const lists = fc.array(fc.record({ name: texts, value: texts }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.tuple(lists, lists), { minLength: 1, maxLength: 40 }), (all) => {
        const records = all.map(([requestHeaders, responseHeaders], n): LogRecord => {
          const exchange = { ...exchangeOf(200, url, { id: `${n}` }), requestHeaders, responseHeaders };
          return { kind: 'exchange', seq: n + 1, tabId: exchange.tabId, exchange };
        });
        const pack = packRecords(records.map(seal));
        expect(unpack(pack)).toEqual({ records, problems: [] });
        exchangesOf(pack).forEach((exchange) => {
          const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
          expect(names(requestNames(exchange))).toEqual(names(exchange.requestHeaders));
          expect(names(responseNames(exchange))).toEqual(names(exchange.responseHeaders));
        });
      }),
    );
  });

  it('says once what its records share, and knows its tabs, its last number and what the records weighed', () => {
    const sealed = polled.map(seal);
    const pack = packRecords(sealed);
    expect(pack.lastSeq).toBe(100);
    expect(pack.tabIds).toEqual([3, 4]);
    expect(Array.from(pack.sizes)).toEqual(sealed.map(({ text }) => text.length));
    const written = sealed.reduce((sum, { text }) => sum + text.length, 0);
    expect(pack.text.length + pack.values.length).toBeLessThan(written / 2);
    expect(pack.dictionary.split('nginx')).toHaveLength(2);
  });

  it('shares with every row that is read from it what all say', () => {
    const [first, second] = exchangesOf(packRecords(polled.map(seal)));
    expect(first?.responseHeaders[0]).toBe(second?.responseHeaders[0]);
    expect(first?.requestHeaders).toBe(second?.requestHeaders);
    expect(first?.responseHeaders[2]).toEqual({ name: 'X-Request-Id', value: 'id-0' });
    expect(second?.responseHeaders[2]).toEqual({ name: 'X-Request-Id', value: 'id-1' });
  });

  it.each([
    ['traits that it has not', (text: string) => text.replace(/,0\]/, ',7]')],
    ['an id that is none', (text: string) => text.replace('"0.0"', '0')],
    ['an address that is none', (text: string) => text.replace(`"${url}"`, 'null')],
    ['a hash that is none', (text: string) => text.replace(/,0\]/, ',0,null,5]')],
    ['timings that are none', (text: string) => text.replace(/,0\]/, ',0,null,null,null,null,[1]]')],
  ])('costs a record with %s alone', (_, broken) => {
    const pack = packRecords(polled.map(seal));
    const text = broken(pack.text);
    expect(text).not.toBe(pack.text);
    expect(readPack({ ...pack, text })).toMatchObject({
      records: { length: 99 },
      problems: [{ path: 'records[0]', message: 'is not whole' }],
    });
  });

  it('costs a record without its figures alone, and one without its values those', () => {
    const pack = packRecords(polled.map(seal));
    const figures = pack.figures.slice();
    figures[0] = Number.NaN;
    expect(unpack({ ...pack, figures })).toEqual({
      records: polled.slice(1),
      problems: [{ path: 'records[0]', message: 'is not whole' }],
    });
    const [first, second] = exchangesOf({ ...pack, values: pack.values.slice().fill(0, 0, 4) });
    expect(first?.responseHeaders[2]).toEqual({ name: 'X-Request-Id', value: '' });
    expect(second?.responseHeaders[2]?.value).toBe('id-1');
  });

  it('tells of a text that it can’t read, and of all others', () => {
    const broken: SealedRecord = { seq: 1, tabId: 3, kind: 'exchange', text: '{' };
    const pack = packRecords([broken, ...polled.slice(1).map(seal)]);
    expect(unpack(pack)).toEqual({
      records: polled.slice(1),
      problems: [{ path: 'records[0]', message: 'is not whole' }],
    });
    expect(unpackRecords(pack)[0]).toMatchObject({ seq: 1, size: 1 });
  });

  it('is taken apart into records that weigh what they did', () => {
    const sealed = polled.map(seal);
    const parts = unpackRecords(packRecords(sealed));
    expect(parts.map(sizeOf)).toEqual(sealed.map(sizeOf));
    expect(parts.map(({ seq, tabId, kind }) => [seq, tabId, kind])).toEqual(
      sealed.map(({ seq, tabId, kind }) => [seq, tabId, kind]),
    );
  });

  it('tells what there is of a tab', () => {
    const cleared: LogRecord = { kind: 'cleared', seq: 101, tabId: 4 };
    const all = [...polled, cleared];
    const ofTab4 = all.filter(({ tabId }) => tabId === 4);
    const pack = packRecords(all.map(seal));
    expect(recordsOfTab(pack, 4)).toEqual(
      ofTab4.map((record) => ({ seq: record.seq, kind: record.kind, size: seal(record).text.length })),
    );
    expect(recordsOfTab(pack, 7)).toEqual([]);
    expect(recordsOfTab({ ...pack, text: '{' }, 4)).toEqual([]);
  });

  it('loses the records that are removed, and is gone with the last', () => {
    const pack = packRecords(polled.map(seal));
    const less = withoutRecords(pack, (seq) => seq % 2 === 0 || seq === 99);
    if (!less) throw new Error('Nothing left');
    const left = polled.filter(({ seq }) => seq % 2 === 1 && seq !== 99);
    expect(unpack(less).records).toEqual(left);
    expect(unpackRecords(less).map(({ seq }) => seq)).toEqual(left.map(({ seq }) => seq));
    expect(new TextDecoder().decode(less.values)).not.toContain('id-1"');
    expect(Array.from(less.sizes)).toEqual(left.map((record) => seal(record).text.length));
    expect(less.lastSeq).toBe(100);
    expect(withoutRecords(pack, () => false)).toBe(pack);
    expect(withoutRecords(less, () => true)).toBeNull();
  });

  it.each([
    '{',
    '[]',
    '{}',
    '{"headers":["a"],"shapes":[[1]],"traits":[]}',
    '{"headers":[],"shapes":[[]],"traits":[{"requestShape":0,"responseShape":0,"status":"200"}]}',
    '{"headers":[],"shapes":[[]],"traits":[{"requestShape":0,"responseShape":1}]}',
  ])('is not read with the dictionary %s', (dictionary) => {
    expect(unpack({ ...packRecords(polled.map(seal)), dictionary })).toEqual({
      records: [],
      problems: [{ path: 'dictionary', message: 'is not whole' }],
    });
  });
});
