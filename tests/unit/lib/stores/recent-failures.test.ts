import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { annotate } from '../../../../lib/annotate/annotate.ts';
import type { Exchange } from '../../../../lib/http/exchange.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import type { LogRecord } from '../../../../lib/session/log-record.ts';
import { hasFailed } from '../../../../lib/session/segments.ts';
import { createRecentFailures } from '../../../../lib/stores/recent-failures.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const hosts = ['https://api.memfault.com/x', 'https://bss.myhuaweicloud.com/v2', 'https://app.test/'];
const statuses = [0, 101, 200, 304, 401, 429, 441, 500, 503, 504, 529, 600];
const fields = [{}, { 'Retry-After': '30' }, { 'Retry-After': 'soon' }, { 'X-RateLimit-Remaining': '0' }];
const samples: Exchange[] = hosts.flatMap((url) =>
  statuses.flatMap((status) => fields.map((headers) => exchangeOf(status, url, { headers }))),
);

it('gives each failure the advice that the panel gives, but for cautions, and lists nothing else', () => {
  const exchanges = samples.map((exchange, index) => ({
    ...exchange,
    id: String(index),
    startedDateTime: 1e12 - index,
    ...(exchange.status === 0 ? { state: 'failed' as const, error: 'net::ERR_CONNECTION_REFUSED' } : {}),
  }));
  const { failures, apply } = createRecentFailures(signal(catalogue), exchanges.length);
  apply(exchanges.map((exchange, seq) => ({ kind: 'exchange', seq, tabId: 1, exchange })));
  const failed = exchanges.filter(hasFailed);
  expect(failures.value.map(({ exchange }) => exchange)).toEqual(failed);
  expect(failed.length).toBeGreaterThan(50);
  for (const { exchange, advice } of failures.value) {
    const { cautions: _, ...panel } = annotate(exchange, catalogue).annotation.advice;
    expect({ ...advice, cautions: [] }).toEqual({ ...panel, cautions: [] });
  }
});

describe('the list', () => {
  const at = (id: string, seq: number, rest: Partial<Exchange> = {}): LogRecord => {
    const exchange = { ...exchangeOf(500, 'https://app.test/'), id, startedDateTime: seq, ...rest };
    return { kind: 'exchange', seq, tabId: exchange.tabId, exchange };
  };
  const listOf = (most: number) => {
    const { failures, apply, evict } = createRecentFailures(signal(catalogue), most);
    return { apply, evict, shown: () => failures.value.map(({ exchange }) => exchange.id) };
  };

  it('keeps the newest, in the state they were last in, and drops what was withdrawn', () => {
    const { apply, shown } = listOf(2);
    apply([at('a', 1), at('b', 2), at('c', 3)]);
    expect(shown()).toEqual(['c', 'b']);
    apply([at('c', 4, { status: 200 }), at('c', 3)]);
    expect(shown()).toEqual(['b', 'a']);
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
      { kind: 'navigation', seq: 1, tabId: 1, url: 'https://app.test/start', at: 0 },
      at('own', 2, worker),
      at('other', 3, { ...worker, initiator: 'https://other.test' }),
    ]);
    expect(shown()).toEqual(['own']);
  });
});
