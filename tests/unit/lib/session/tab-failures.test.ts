import { expect, it } from 'vitest';
import type { Exchange } from '../../../../lib/http/exchange.ts';
import type { LogRecord } from '../../../../lib/session/log-record.ts';
import { createTabFailures } from '../../../../lib/session/tab-failures.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';

const at = (id: string, seq: number, rest: Partial<Exchange> = {}): LogRecord => {
  const exchange = { ...exchangeOf(500, 'https://app.test/'), id, startedDateTime: seq, ...rest };
  return { kind: 'exchange', seq, tabId: exchange.tabId, exchange };
};
const listOf = (most: number) => {
  const { apply, evict, latest } = createTabFailures();
  return { apply, evict, shown: () => latest(most).map(({ id }) => id) };
};

it('keeps the newest, in the state they were last in, and drops what was withdrawn', () => {
  const { apply, shown } = listOf(2);
  apply([at('a', 1), at('b', 2), at('c', 3)]);
  expect(shown()).toEqual(['c', 'b']);
  apply([at('c', 4, { status: 200 })]);
  expect(shown()).toEqual(['b', 'a']);
  apply([at('b', 6, { status: 529 }), at('b', 5)]);
  apply([{ kind: 'withdrawn', seq: 9, tabId: 1, id: 'b' }]);
  expect(shown()).toEqual(['a']);
});

it('drops what was cleared or had no room', () => {
  const { apply, evict, shown } = listOf(9);
  apply([at('a', 1), at('b', 2), at('c', 3)]);
  evict(1);
  expect(shown()).toEqual(['c', 'b']);
  apply([{ kind: 'cleared', seq: 4, tabId: 1 }, at('d', 5)]);
  expect(shown()).toEqual(['d']);
});

it('takes requests of workers only where they are the tab’s', () => {
  const { apply, shown } = listOf(9);
  const worker = { tabId: -1, initiator: 'https://app.test' };
  apply([
    at('own', 2, worker),
    at('other', 3, { ...worker, initiator: 'https://other.test' }),
    { kind: 'navigation', seq: 4, tabId: 1, url: 'https://app.test/start', at: 0 },
  ]);
  expect(shown()).toEqual(['own']);
});

it('tells as little of each as an advice needs', () => {
  const { apply, latest } = createTabFailures();
  const headers = { 'retry-after': '30', 'Set-Cookie': 'a=b', Date: 'x' };
  const exchange = exchangeOf(529, 'https://app.test/', { headers, at: 1000 });
  apply([{ kind: 'exchange', seq: 1, tabId: 1, exchange }]);
  expect(latest(1)).toEqual([
    {
      id: '1000.0',
      method: 'GET',
      url: 'https://app.test/',
      status: 529,
      lacksResponse: false,
      receivedAt: 1100,
      headers: [
        { name: 'retry-after', value: '30' },
        { name: 'Date', value: 'x' },
      ],
    },
  ]);
});
