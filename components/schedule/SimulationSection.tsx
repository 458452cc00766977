// What would come of retrying: the documented rule and common clients through the same outage.
import type { Row } from '../../lib/session/rows.ts';
import type { Candidate, SimulationState, SimulationStore } from '../../lib/stores/simulation-store.ts';
import { outageOf } from '../../lib/timeline/schedule-plan.ts';
import type { Lazy, Loaded } from '../common/lazy.ts';

interface SimulationSectionProps {
  readonly row: Row;
  /** Loaded when a simulation is first asked for. */
  readonly simulation: Lazy<SimulationStore>;
  /** Id of the assumed outage, see `outages`. */
  readonly outage: string;
}

/** Shows a button that simulates 100,000 calls of each candidate, their progress, and the comparison. */
export function SimulationSection({ row, simulation, outage }: SimulationSectionProps) {
  const assumed = outageOf(outage);
  const loaded = simulation.state.value;
  const state = stateOf(loaded);
  const mine =
    state.kind !== 'idle' && state.kind !== 'failed' && state.rowId === row.exchange.id ? state : null;
  const running = mine?.kind === 'running';
  const run = async (): Promise<void> => {
    const store = await simulation.load();
    if (store.kind === 'ready') store.value.run(row, assumed.seconds);
  };
  const cancel = (): void => {
    if (loaded.kind === 'ready') loaded.value.cancel();
  };
  return (
    <section>
      <h3 class="rs-heading">
        <span>Simulated</span>
        {running ? (
          <button type="button" class="rs-button" onClick={cancel}>
            Cancel
          </button>
        ) : (
          <button type="button" class="rs-button" onClick={() => void run()}>
            Simulate 100,000 calls
          </button>
        )}
      </h3>
      {state.kind === 'failed' ? <p role="alert">The simulation failed: {state.message}</p> : null}
      {running ? (
        <progress class="rs-progress" aria-label="Simulation" value={mine.progress} max={1} />
      ) : null}
      {mine ? <Comparison state={mine} /> : <p class="rs-quiet">{premise(assumed.seconds, assumed.label)}</p>}
    </section>
  );
}

/** A store that could not be loaded has failed, one that was not asked for yet is idle. */
function stateOf(loaded: Loaded<SimulationStore>): SimulationState {
  if (loaded.kind === 'ready') return loaded.value.state.value;
  return loaded.kind === 'failed' ? { kind: 'failed', message: loaded.reason } : { kind: 'idle' };
}

type Shown = Exclude<SimulationState, { kind: 'idle' | 'failed' }>;

function Comparison({ state }: { readonly state: Shown }) {
  const { candidates, without, outageSeconds } = state;
  return (
    <>
      <table class="rs-table rs-simulation" aria-label="Simulation">
        <thead>
          <tr>
            <th scope="col">Who retries</th>
            <th scope="col">Calls that succeed</th>
            <th scope="col">Attempts a call</th>
            <th scope="col">Wasted retries a call</th>
          </tr>
        </thead>
        <tbody>
          {candidates.map((candidate) => (
            <CandidateRow key={candidate.name} candidate={candidate} />
          ))}
        </tbody>
      </table>
      {without.length > 0 ? (
        <p class="rs-quiet">{`Would not send this request again: ${without.join(', ')}.`}</p>
      ) : null}
      <p class="rs-quiet">{premise(outageSeconds, `${outageSeconds / 60} min`)}</p>
    </>
  );
}

function CandidateRow({ candidate: { name, source, result } }: { readonly candidate: Candidate }) {
  return (
    <tr>
      <th scope="row" title={source}>
        {name}
      </th>
      {result ? (
        <>
          <td title={`± ${percent(1.96 * result.logicalSuccess.standardError)} with 95 % confidence`}>
            {percent(result.logicalSuccess.share)}
          </td>
          <td>{result.amplification.share.toFixed(2)}</td>
          <td>{(result.wastedRetries / result.calls).toFixed(2)}</td>
        </>
      ) : (
        <td colSpan={3} class="rs-quiet">
          …
        </td>
      )}
    </tr>
  );
}

const percent = (share: number): string => `${Number((share * 100).toPrecision(share > 0.99 ? 5 : 3))} %`;

function premise(seconds: number, label: string): string {
  return seconds > 0
    ? `Assumes outages of ${label} on average, exponentially distributed, each call starting with the outage.`
    : 'Assumes that one request in ten fails, independently of the others.';
}
