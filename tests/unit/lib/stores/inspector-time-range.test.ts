import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import type { LogRecord } from '../../../../lib/session/log-record.ts';
import { createInspectorStore } from '../../../../lib/stores/inspector-store.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';

const catalogue = signal(createCatalogue(builtInPacks, genericPack));
const record = (seq: number, status: number, at: number): LogRecord => ({
  kind: 'exchange',
  seq,
  tabId: 1,
  exchange: exchangeOf(status, undefined, { at }),
});

function filled() {
  const store = createInspectorStore(
    catalogue,
    () => 0,
    () => {},
  );
  store.apply([record(1, 500, 1000), record(2, 200, 2000), record(3, 500, 3000), record(4, 500, 4000)]);
  const starts = () => store.visible.value.map(({ exchange }) => exchange.startedDateTime);
  return { store, starts };
}

describe('the time range', () => {
  it('filters by the start of the request, beside segment and filter', () => {
    const { store, starts } = filled();
    expect(starts()).toEqual([1000, 2000, 3000, 4000]);
    store.timeRange.value = { from: 2000, to: 4000 };
    expect(starts()).toEqual([2000, 3000]);
    store.filterText.value = 'status-code:500';
    expect(starts()).toEqual([3000]);
    store.segment.value = 'violations';
    expect(starts()).toEqual([]);
    expect(store.rows.value).toHaveLength(4);
  });

  it('takes in what comes later and lies in it', () => {
    const { store, starts } = filled();
    store.timeRange.value = { from: 2000, to: 4000 };
    store.apply([record(5, 200, 3500), record(6, 200, 5000)]);
    expect(starts()).toEqual([2000, 3000, 3500]);
  });

  it('goes when all is cleared, and stays when the log lets go of its oldest', () => {
    const { store } = filled();
    store.timeRange.value = { from: 2000, to: 4000 };
    store.clear(2);
    expect(store.timeRange.value).toEqual({ from: 2000, to: 4000 });
    store.clear(4);
    expect(store.timeRange.value).toBeNull();
  });

  it('goes with a record that says that the log was cleared', () => {
    const { store, starts } = filled();
    store.timeRange.value = { from: 2000, to: 4000 };
    store.apply([{ kind: 'cleared', seq: 5, tabId: 1 }, record(6, 200, 9000)]);
    expect(store.timeRange.value).toBeNull();
    expect(starts()).toEqual([9000]);
  });
});
