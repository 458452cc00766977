import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { planOfPolicy } from '../../../../lib/retry/simulation/plan.ts';
import type { SimulationOptions } from '../../../../lib/retry/simulation/result.ts';
import { createSimulation } from '../../../../lib/retry/simulation/simulation.ts';
import type { Row } from '../../../../lib/session/row.ts';
import { buildRows } from '../../../../lib/session/rows.ts';
import { type OwnSettings, optionsOf, usualSettings } from '../../../../lib/stores/simulation-settings.ts';
import {
  createSimulationStore,
  type SimulationStore,
  type StartSimulation,
} from '../../../../lib/stores/simulation-store.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';
import { memfaultBackoff } from '../../../fixtures/rules.ts';

const catalogue = signal(createCatalogue(builtInPacks, genericPack));
const rowOf = (status: number): Row => {
  const [row] = buildRows([exchangeOf(status)], catalogue.value);
  if (!row) throw new Error('no row');
  return row;
};
/** The real simulation without a worker; notes the options it is given. */
const here =
  (ran: SimulationOptions[] = []): StartSimulation =>
  (options, { onProgress, onResult }) => {
    ran.push(options);
    const simulation = createSimulation(options);
    onProgress(0.5);
    while (!simulation.step(500));
    onResult(simulation.result());
    return { cancel: () => {} };
  };
const requestOf = (
  store: SimulationStore,
  row: Row,
  ids: readonly string[],
  own: Partial<OwnSettings> = {},
) => ({
  row,
  settings: { ...usualSettings, clients: 200, ...own, outageSeconds: 600 },
  candidates: store.candidatesFor(row).candidates.filter(({ id }) => ids.includes(id)),
});
/** A store whose simulations say only what the test has them say. */
function byHand() {
  const listeners: Parameters<StartSimulation>[1][] = [];
  const cancelled: number[] = [];
  const store = createSimulationStore(catalogue, (_, listener) => {
    const index = listeners.push(listener) - 1;
    return { cancel: () => cancelled.push(index) };
  });
  return { store, listeners, cancelled };
}
const done = (store: SimulationStore) => {
  const state = store.state.value;
  if (state.kind !== 'done') throw new Error(`is ${state.kind}`);
  return state;
};

const anyResult = createSimulation(
  optionsOf({ ...usualSettings, outageSeconds: 600 }, planOfPolicy(memfaultBackoff, { status: 503 }), 0.9999),
).result();

describe('simulation store', () => {
  it('simulates those picked, one after another, and answers each', () => {
    const store = createSimulationStore(catalogue, here());
    expect(store.state.value.kind).toBe('idle');
    store.run(requestOf(store, rowOf(503), ['rule', 'rule+jitter', 'got'], { meeting: 'apart' }));
    const { outcomes } = done(store);
    expect(outcomes.map(({ candidate }) => candidate.name)).toEqual([
      'Memfault’s rule',
      'Memfault’s rule + 0–20 % jitter',
      'got 14.6',
    ]);
    const [rule, , got] = outcomes.map(({ result }) => result?.logicalSuccess.share ?? -1);
    expect(rule).toBeGreaterThan(0.99);
    expect(got).toBeLessThan(0.05);
    expect(store.progress.value).toBe(1);
  });

  it('simulates only what it does not know yet', () => {
    const ran: SimulationOptions[] = [];
    const store = createSimulationStore(catalogue, here(ran));
    const row = rowOf(503);
    store.run(requestOf(store, row, ['rule']));
    store.run(requestOf(store, row, ['rule', 'got']));
    expect(ran).toHaveLength(2);
    const [known] = done(store).outcomes;
    store.run(requestOf(store, row, ['rule', 'got'], { seed: 7 }));
    expect(ran).toHaveLength(4);
    expect(done(store).outcomes[0]?.result).not.toBe(known?.result);
  });

  it('measures against the provider’s own target', () => {
    const ran: SimulationOptions[] = [];
    const store = createSimulationStore(catalogue, here(ran));
    store.run(requestOf(store, rowOf(503), ['rule']));
    expect(ran[0]?.target).toBe(0.9999);
  });

  it('tells how far it is over all that are picked', () => {
    const { store, listeners } = byHand();
    store.run(requestOf(store, rowOf(503), ['rule', 'got']));
    listeners[0]?.onProgress(0.5);
    expect(store.progress.value).toBe(0.25);
    expect(store.state.value.kind).toBe('running');
  });

  it('stops what is under way when it is cancelled, and keeps what was done by then', () => {
    const { store, listeners, cancelled } = byHand();
    store.run(requestOf(store, rowOf(503), ['rule', 'got']));
    listeners[0]?.onResult(anyResult);
    store.cancel();
    expect(cancelled).toEqual([1]);
    const state = store.state.value;
    if (state.kind !== 'cancelled') throw new Error(`is ${state.kind}`);
    expect(state.outcomes.map(({ result }) => result)).toEqual([anyResult, null]);
    store.cancel();
    expect(cancelled).toEqual([1]);
  });

  it('stops what is under way when it is started anew', () => {
    const { store, listeners, cancelled } = byHand();
    store.run(requestOf(store, rowOf(503), ['rule']));
    store.run(requestOf(store, rowOf(502), ['rule'], { seed: 7 }));
    expect(cancelled).toEqual([0]);
    listeners[1]?.onResult(anyResult);
    expect(done(store).request.row.exchange.status).toBe(502);
  });

  it('says why when it fails', () => {
    const store = createSimulationStore(catalogue, (_, { onError }) => {
      onError('no worker here');
      return { cancel: () => {} };
    });
    store.run(requestOf(store, rowOf(503), ['rule']));
    expect(store.state.value).toEqual({ kind: 'failed', message: 'no worker here' });
  });
});
