import { signal } from '@preact/signals-core';
import { expect, it } from 'vitest';
import { annotate } from '../../../../lib/annotate/annotate.ts';
import type { Exchange } from '../../../../lib/http/exchange.ts';
import { hasFailed } from '../../../../lib/http/failed.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { createTabFailures } from '../../../../lib/session/tab-failures.ts';
import { adviseOnFailures } from '../../../../lib/stores/recent-failures.ts';
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
  const list = createTabFailures();
  list.apply(exchanges.map((exchange, seq) => ({ kind: 'exchange', seq, tabId: 1, exchange })));
  const { value } = adviseOnFailures(signal(catalogue), signal(list.latest(exchanges.length)));
  const failed = exchanges.filter(hasFailed);
  expect(value.map(({ exchange }) => exchange.id)).toEqual(failed.map(({ id }) => id));
  expect(failed.length).toBeGreaterThan(50);
  for (const { exchange, advice } of value) {
    const whole = exchanges[Number(exchange.id)];
    if (!whole) throw new Error(exchange.id);
    const { advice: panel } = annotate(whole, catalogue).annotation;
    expect({ ...advice, cautions: [] }).toEqual({ ...panel, cautions: [] });
  }
});

it('advises anew when a host is assigned to a provider', () => {
  const inForce = signal(catalogue);
  const list = createTabFailures();
  list.apply([{ kind: 'exchange', seq: 1, tabId: 1, exchange: exchangeOf(529, 'http://localhost/') }]);
  const advised = adviseOnFailures(inForce, signal(list.latest(1)));
  const before = advised.value[0]?.advice.summary;
  inForce.value = createCatalogue(builtInPacks, genericPack, [
    { pattern: 'localhost', provider: 'memfault' },
  ]);
  expect(advised.value[0]?.advice.summary).not.toBe(before);
});
