// The place of the simulation, which is loaded when it is first looked at, or the reason why there is none.
import type { Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Row } from '../../lib/stores/inspector-store.ts';
import {
  createSimulationStore,
  type SimulationSource,
  type SimulationStore,
} from '../../lib/stores/simulation-store.ts';
import { say } from '../../lib/words/say.ts';
import { unseenEnd } from '../common/capture-text.ts';
import { createLazy, type Lazy } from '../common/lazy.ts';
import type { Simulation } from '../schedule/simulate/Simulation.tsx';

/** What simulates, and what shows it. */
export interface Simulator {
  readonly store: SimulationStore;
  readonly View: typeof Simulation;
}

/** A simulator that is loaded when it is wanted: the view with its plots, and the part that starts workers. */
export const simulatorOf = ({ catalogue, loadStart }: SimulationSource): Lazy<Simulator> =>
  createLazy(async () => {
    const [{ Simulation: View }, start] = await Promise.all([
      import('../schedule/simulate/Simulation.tsx'),
      loadStart(),
    ]);
    return { store: createSimulationStore(catalogue, start), View };
  });

interface SimulateTabProps {
  readonly row: Row;
  readonly simulator: Lazy<Simulator>;
  readonly outage: Signal<string>;
}

/** Shows the simulation of the row's failure. */
export function SimulateTab({ row, simulator, outage }: SimulateTabProps) {
  const { status } = row.exchange;
  const isFailure = status >= 400;
  useEffect(() => {
    if (isFailure) void simulator.load();
  }, [simulator, isFailure]);
  if (status === 0) {
    const what = unseenEnd(row.exchange)?.label ?? say('detail.simulator.noResponse');
    return <p>{say('detail.simulator.unseen', { what })}</p>;
  }
  if (!isFailure) return <p>{say('detail.simulator.noFailure')}</p>;
  const loaded = simulator.state.value;
  if (loaded.kind === 'failed') {
    return (
      <>
        <p role="alert">{say('detail.simulator.failed', { reason: loaded.reason })}</p>
        <button type="button" class="rs-button" onClick={() => void simulator.load()}>
          {say('detail.simulator.again')}
        </button>
      </>
    );
  }
  if (loaded.kind === 'waiting') return <p class="rs-quiet rs-late">{say('detail.simulator.loading')}</p>;
  const { store, View } = loaded.value;
  return <View row={row} store={store} outage={outage} />;
}
