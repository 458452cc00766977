import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { createSimulation } from '../../../../lib/retry/simulation/simulation.ts';
import { buildRows } from '../../../../lib/session/rows.ts';
import { createSimulationStore, type StartSimulation } from '../../../../lib/stores/simulation-store.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';

const catalogue = signal(createCatalogue(builtInPacks, genericPack));
const rowOf = (...exchange: Parameters<typeof exchangeOf>) => {
  const [row] = buildRows([exchangeOf(...exchange)], catalogue.value);
  if (!row) throw new Error('no row');
  return row;
};
/** The real simulation, on fewer calls, without a worker. */
const here: StartSimulation = (options, { onProgress, onResult }) => {
  const simulation = createSimulation({ ...options, calls: 2_000 });
  onProgress(0.5);
  while (!simulation.step(500)) onProgress(simulation.progress);
  onResult(simulation.result());
  return { cancel: () => {} };
};

describe('simulation store', () => {
  it('compares the documented rule, the same with jitter, and every client that would retry', () => {
    const store = createSimulationStore(catalogue, here);
    expect(store.state.value.kind).toBe('idle');
    store.run(rowOf(503), 600);
    const state = store.state.value;
    if (state.kind !== 'done') throw new Error(`is ${state.kind}`);
    expect(state.candidates.slice(0, 3).map(({ name }) => name)).toEqual([
      'Memfault’s rule',
      'Memfault’s rule + 0–20 % jitter',
      'got 14.6',
    ]);
    const [rule, , got] = state.candidates.map(({ result }) => result?.logicalSuccess.share ?? -1);
    expect(rule).toBeGreaterThan(0.99);
    expect(got).toBeLessThan(0.05);
    expect(state.progress).toBe(1);
  });

  it('names those who would not send the request again: the rule itself where it says never', () => {
    const store = createSimulationStore(catalogue, here);
    store.run(rowOf(503, 'https://bss.myhuaweicloud.com/x', { method: 'POST' }), 60);
    const state = store.state.value;
    if (state.kind !== 'done') throw new Error(`is ${state.kind}`);
    expect(state.without).toContain('Huawei OCE’s rule');
    expect(state.without.some((name) => name.startsWith('got'))).toBe(true);
    expect(state.candidates.some(({ name }) => name.startsWith('openai'))).toBe(true);
  });

  it('stops what is under way when it is cancelled or started anew', () => {
    let cancelled = 0;
    const store = createSimulationStore(catalogue, () => ({
      cancel: () => {
        cancelled += 1;
      },
    }));
    store.run(rowOf(503), 600);
    store.run(rowOf(502), 600);
    expect(cancelled).toBe(1);
    store.cancel();
    expect(cancelled).toBe(2);
    expect(store.state.value.kind).toBe('cancelled');
  });

  it('says why when it fails', () => {
    const store = createSimulationStore(catalogue, (_, { onError }) => {
      onError('no worker here');
      return { cancel: () => {} };
    });
    store.run(rowOf(503), 600);
    expect(store.state.value).toEqual({ kind: 'failed', message: 'no worker here' });
  });
});
