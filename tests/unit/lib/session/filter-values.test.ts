import { expect, it } from 'vitest';
import type { Exchange } from '../../../../lib/http/exchange.ts';
import { matchesFilter, parseFilter } from '../../../../lib/session/filter.ts';
import { filterKeys } from '../../../../lib/session/filter-terms.ts';
import { createValueTally } from '../../../../lib/session/filter-values.ts';
import { row, threeAttempts } from '../../components/sample.ts';

const json = { name: 'Content-Type', value: 'application/json' };
const rows = [
  ...threeAttempts(),
  row({
    exchange: {
      method: 'POST',
      responseHeaders: [json, { ...json, name: 'content-type' }],
      serviceWorker: 'initiated',
    },
  }),
  row({ exchange: { status: 0, state: 'failed', url: 'http://user@[::1]:8080/x', fromCache: true } }),
  row({ exchange: { mimeType: 'Application/JSON; charset=utf-8', responseBodySize: 20_000 } }),
];

function counts(key: string, among = rows): Record<string, number> {
  const tally = createValueTally(key);
  for (const one of among) tally?.add(one);
  return Object.fromEntries((tally?.counts() ?? []).map(({ value, count }) => [value, count]));
}

it('counts what occurs', () => {
  expect(counts('domain')).toEqual({ 'api.memfault.com': 5, '[::1]': 1 });
  expect(counts('method')).toEqual({ GET: 5, POST: 1 });
  expect(counts('mime-type')).toEqual({ 'application/json': 1 });
  expect(counts('has-response-header')).toEqual({ 'content-type': 1 });
  expect(counts('provider')).toEqual({ memfault: 6 });
});

it('counts what may be asked as well, also what no response has', () => {
  expect(counts('status-code')).toEqual({
    '200': 1,
    '500': 2,
    '529': 2,
    '0': 1,
    '2xx': 1,
    '3xx': 0,
    '4xx': 0,
    '5xx': 4,
  });
  expect(counts('attempt')).toEqual({ '>1': 2, '1': 4, '2': 1, '3': 1 });
  expect(counts('larger-than')).toEqual({ '1k': 1, '10k': 1, '100k': 0, '1M': 0 });
  expect(counts('is')).toMatchObject({
    violation: 1,
    retried: 2,
    'from-cache': 1,
    running: 0,
    'service-worker-initiated': 1,
  });
});

it('names what a value stands for', () => {
  const tally = createValueTally('provider');
  for (const one of rows) tally?.add(one);
  expect(tally?.counts()).toEqual([{ value: 'memfault', note: 'Memfault', count: 6 }]);
});

it('has nothing to offer for free text and for what is no key', () => {
  for (const key of ['url', 'body', 'constructor', '']) expect(createValueTally(key)).toBeNull();
});

it('offers only what finds as many responses as it says', () => {
  for (const key of filterKeys.keys()) {
    for (const [value, count] of Object.entries(counts(key))) {
      const filter = parseFilter(`${key}:${value}`);
      expect(filter.problem).toBe('');
      expect([key, value, rows.filter((one) => matchesFilter(filter, one)).length]).toEqual([
        key,
        value,
        count,
      ]);
    }
  }
});

it('leaves out what nobody could type or read', () => {
  const types = ['"a', 'a "b"', '"b" a', 'x\u202Ey', 'z'.repeat(200), '', 'a b', 'a"b'];
  const strange = types.map((resourceType) =>
    row({ exchange: { resourceType } satisfies Partial<Exchange> }),
  );
  expect(Object.keys(counts('resource-type', strange)).sort()).toEqual(['a b', 'a"b']);
});

it('keeps no more values than anybody reads', () => {
  const many = Array.from({ length: 2_100 }, (_, index) => row({ exchange: { method: `M${index}` } }));
  expect(Object.keys(counts('method', [...many, ...many]))).toHaveLength(2_000);
});
