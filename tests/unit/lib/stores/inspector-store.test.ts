import { effect, signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../../lib/http/exchange.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import type { LogRecord } from '../../../../lib/session/log-record.ts';
import { createInspectorStore } from '../../../../lib/stores/inspector-store.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';

const catalogue = signal(createCatalogue(builtInPacks, genericPack));
const make = () =>
  createInspectorStore(
    catalogue,
    () => 0,
    () => {},
  );
const record = (seq: number, exchange: Exchange): LogRecord => ({
  kind: 'exchange',
  seq,
  tabId: 1,
  exchange,
});
const retried = [
  record(1, exchangeOf(529, undefined, { at: 1000, headers: { 'Retry-After': '30' } })),
  record(2, exchangeOf(529, undefined, { at: 3000, headers: { 'Retry-After': '2' } })),
  record(3, exchangeOf(200, undefined, { at: 6000 })),
  record(4, exchangeOf(404, 'https://nobody.test/', { at: 500 })),
];

describe('inspector store', () => {
  it('shows rows by start time, with calls, findings and figures', () => {
    const store = make();
    store.apply(retried);
    expect(store.rows.value.map(({ exchange }) => exchange.status)).toEqual([404, 529, 529, 200]);
    expect(store.rows.value.map(({ attempt }) => attempt.attempt)).toEqual([1, 1, 2, 3]);
    expect(store.rows.value[2]?.findings).toMatchObject([{ id: 'too-early', severity: 'violation' }]);
    expect(store.segmentCounts.value).toEqual({ all: 4, failed: 3, retryable: 2, retried: 2, violations: 1 });
    expect(store.figures.value).toMatchObject({
      responses: 4,
      calls: 2,
      violations: 1,
      providers: [{ name: 'Memfault', calls: { total: 1, succeeded: 1 }, target: null, verdict: null }],
    });
  });

  it('filters by segment and by text', () => {
    const store = make();
    store.apply(retried);
    store.segment.value = 'retried';
    expect(store.visible.value).toHaveLength(2);
    store.filterText.value = 'status-code:200';
    expect(store.visible.value.map(({ exchange }) => exchange.status)).toEqual([200]);
    store.filterText.value = '/(/';
    expect(store.filterProblem.value).not.toBe('');
  });

  it('replaces a row when its record comes again', () => {
    const store = make();
    const pending = exchangeOf(0, undefined, { state: 'pending', time: -1 });
    store.apply([record(1, pending)]);
    store.selectedId.value = pending.id;
    store.apply([record(2, { ...pending, status: 503, state: 'complete' })]);
    expect(store.rows.value).toHaveLength(1);
    expect(store.selected.value?.exchange.status).toBe(503);
  });

  it('starts anew with a navigation, unless the log is preserved', () => {
    const store = make();
    const page = exchangeOf(200, 'https://app.test/', { at: 9000, resourceType: 'main_frame' });
    store.apply([
      ...retried,
      record(5, page),
      record(5.5, exchangeOf(200, 'https://app.test/early.js', { at: 9020 })),
      { kind: 'navigation', seq: 6, tabId: 1, url: 'https://app.test/', at: 9050 },
      record(7, exchangeOf(503, undefined, { at: 9100 })),
    ]);
    expect(store.rows.value.map(({ exchange }) => exchange.url)).toEqual([
      'https://app.test/',
      'https://app.test/early.js',
      'https://api.memfault.com/api/v0/issues',
    ]);
    store.preserveLog.value = true;
    expect(store.rows.value).toHaveLength(7);
  });

  it('annotates everything again when a host is assigned', () => {
    const own = signal(createCatalogue(builtInPacks, genericPack));
    const store = createInspectorStore(
      own,
      () => 0,
      () => {},
    );
    store.apply([record(1, exchangeOf(529, 'http://127.0.0.1/x'))]);
    expect(store.rows.value[0]?.annotation.provider.id).toBe('generic');
    own.value = createCatalogue(builtInPacks, genericPack, [{ pattern: '127.0.0.1', provider: 'memfault' }]);
    expect(store.rows.value[0]?.annotation.status.name).toBe('Site Overloaded');
  });

  it('says that a call was given up once its page is known to have gone on, and counts it then', () => {
    const store = make();
    store.preserveLog.value = true;
    const failed = exchangeOf(503, undefined, { at: 1000 });
    const ids = () => store.rows.value[0]?.findings.map(({ id }) => id);
    store.apply([record(1, failed)]);
    expect(ids()).toEqual([]);
    expect(store.figures.value.providers).toMatchObject([{ calls: { total: 0 }, unknown: 1 }]);
    store.apply([record(2, exchangeOf(200, 'https://app.test/x', { at: 20_000 }))]);
    expect(ids()).toEqual(['gave-up']);
    expect(store.figures.value.providers).toMatchObject([{ calls: { total: 1, succeeded: 0 }, unknown: 0 }]);
    store.apply([record(3, exchangeOf(200, undefined, { at: 25_000 }))]);
    expect(ids()).toEqual([]);
  });

  it('does not blame a call for the navigation that cut it off', () => {
    const store = make();
    store.preserveLog.value = true;
    store.apply([
      record(1, exchangeOf(503, undefined, { at: 1000 })),
      { kind: 'navigation', seq: 2, tabId: 1, url: 'https://app.test/', at: 3000 },
      record(3, exchangeOf(200, 'https://app.test/x', { at: 20_000 })),
    ]);
    expect(store.rows.value[0]?.findings).toEqual([]);
    store.clear(2);
    expect(store.rows.value).toHaveLength(1);
  });

  it('drops what was cleared and keeps what came later', () => {
    const store = make();
    store.apply(retried);
    store.selectedId.value = store.rows.value[0]?.exchange.id ?? '';
    store.clear(3);
    expect(store.rows.value.map(({ exchange }) => exchange.status)).toEqual([404]);
  });

  it('compares a status with every provider, its own first', () => {
    const store = make();
    store.apply([record(1, exchangeOf(503, 'https://dis.eu.myhuaweicloud.com/'))]);
    const [row] = store.rows.value;
    expect(row && store.compare(row).map(({ provider }) => provider.id)[0]).toBe('huawei-dis');
  });

  it('drops what came before a clear, and nothing else', () => {
    const store = make();
    store.apply(retried);
    store.selectedId.value = retried[0]?.kind === 'exchange' ? retried[0].exchange.id : null;
    store.apply([{ kind: 'cleared', seq: 3, tabId: 1 }]);
    expect(store.rows.value.map(({ exchange }) => exchange.status)).toEqual([404, 200]);
    expect(store.selectedId.value).toBeNull();
  });

  it('shows nothing that was cleared before it came', () => {
    const store = make();
    store.apply([{ kind: 'cleared', seq: 3, tabId: 1 }]);
    store.apply([record(2, exchangeOf(503)), record(4, exchangeOf(429, 'https://late.test/'))]);
    expect(store.rows.value.map(({ exchange }) => exchange.status)).toEqual([429]);
  });

  it('keeps the newer of two records of an exchange, in whatever order they come', () => {
    const store = make();
    const exchange = exchangeOf(503);
    store.apply([record(2, exchange), record(1, { ...exchange, status: 0, state: 'pending' })]);
    expect(store.rows.value[0]?.exchange.status).toBe(503);
  });

  it('shows workers of the tab’s pages, and no others', () => {
    const store = make();
    const page = { ...exchangeOf(200, 'https://app.test/'), resourceType: 'main_frame' };
    const worker = exchangeOf(503, 'https://api.test/x', { at: 1, initiator: 'https://app.test' });
    const other = exchangeOf(503, 'https://api.test/y', { at: 2, initiator: 'https://else.test' });
    store.apply([worker, other].map((exchange, index) => ({ ...record(index + 1, exchange), tabId: -1 })));
    expect(store.rows.value).toEqual([]);
    store.apply([record(3, page)]);
    expect(store.rows.value.map(({ exchange }) => exchange.url).sort()).toEqual([
      'https://api.test/x',
      'https://app.test/',
    ]);
  });

  it('says where responses may be missing, once for each reason, beside what it was told', () => {
    const store = make();
    store.told.value = ['The log is full.'];
    const gap = { kind: 'gap', tabId: -1, reason: 'stopped', from: 0, to: 1000 } as const;
    store.apply([
      { ...gap, seq: 1 },
      { ...gap, seq: 2 },
      { ...gap, seq: 2 },
    ]);
    expect(store.notices.value).toHaveLength(2);
    expect(store.notices.value[0]).toMatch(
      /^The browser stopped the background while it recorded \(2 times\)/,
    );
    expect(store.notices.value[1]).toBe('The log is full.');
  });

  it('does not take a call for given up whose retry may have been missed', () => {
    const failed = record(1, exchangeOf(529, undefined, { at: 1000, headers: { 'Retry-After': '2' } }));
    const later = record(2, exchangeOf(200, 'https://api.memfault.com/other', { at: 9_000_000 }));
    const findings = (records: readonly LogRecord[]) => {
      const store = make();
      store.apply(records);
      return store.rows.value[0]?.findings.map(({ id }) => id);
    };
    const gap = { kind: 'gap', seq: 3, tabId: -1, reason: 'stopped' } as const;
    const plain = findings([failed, later]);
    expect(findings([failed, later, { ...gap, from: 20_000_000, to: 20_000_001 }])).toEqual(plain);
    expect(findings([failed, later, { ...gap, from: 2_000, to: 4_000 }])).toEqual([]);
  });

  it('shows the first of many stored records at once and the rest when all have come', () => {
    const store = make();
    const seen: number[] = [];
    effect(() => void seen.push(store.rows.value.length));
    for (let n = 1; n <= 5; n++) store.apply([record(n, exchangeOf(200, undefined, { at: n }))], n < 5);
    expect(seen).toEqual([0, 1, 5]);
  });

  it('takes, makes, shows and counts the rows of a long session in a task each', () => {
    const due: (() => void)[] = [];
    const store = createInspectorStore(
      catalogue,
      () => 0,
      (_, task) => due.push(task),
    );
    const many = 20_001;
    store.apply(
      Array.from({ length: many }, (_, n) =>
        record(n + 1, exchangeOf(200, `https://a.test/${n}`, { at: n })),
      ),
    );
    const counts = () => [store.rows.value.length, store.figures.value.responses, due.length];
    expect(counts()).toEqual([0, 0, 1]);
    store.apply([record(many + 1, exchangeOf(500, 'https://a.test/', { at: many }))]);
    due.shift()?.();
    expect(counts()).toEqual([0, 0, 1]);
    due.shift()?.();
    expect(counts()).toEqual([many + 1, 0, 1]);
    due.shift()?.();
    expect(counts()).toEqual([many + 1, many + 1, 0]);
    expect(store.segmentCounts.value).toMatchObject({ all: many + 1, failed: 1 });
  });

  it('has what a log lost', () => {
    const store = make();
    store.apply([...retried, { kind: 'navigation', seq: 5, tabId: 1, url: 'https://app.test/', at: 0 }]);
    expect(store.recordsBetween(3, 5).map(({ seq }) => seq)).toEqual([4, 5]);
  });
});
