// The place of the simulation, which is loaded when it is first looked at, or the reason why there is none.
import type { Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Row } from '../../lib/stores/inspector-store.ts';
import {
  createSimulationStore,
  type SimulationSource,
  type SimulationStore,
} from '../../lib/stores/simulation-store.ts';
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
    return (
      <p>
        {unseenEnd(row.exchange)?.label ?? 'There is no response'}: what clients do then is not known here, so
        there is nothing to simulate.
      </p>
    );
  }
  if (!isFailure)
    return <p>This response is no failure: there is nothing to send again, and nothing to simulate.</p>;
  const loaded = simulator.state.value;
  if (loaded.kind === 'failed') {
    return (
      <>
        <p role="alert">The simulation could not be loaded: {loaded.reason}</p>
        <button type="button" class="rs-button" onClick={() => void simulator.load()}>
          Try again
        </button>
      </>
    );
  }
  if (loaded.kind === 'waiting') return <p class="rs-quiet rs-late">Loading …</p>;
  const { store, View } = loaded.value;
  return <View row={row} store={store} outage={outage} />;
}
