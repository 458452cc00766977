// What would come of retrying: the documented rule and common clients in the same circumstances.
import type { Signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Row } from '../../../lib/session/row.ts';
import type { Abstainer } from '../../../lib/stores/simulation-candidates.ts';
import type { SimulationRequest, SimulationStore } from '../../../lib/stores/simulation-store.ts';
import { outageOf } from '../../../lib/timeline/schedule-plan.ts';
import { sayJoined } from '../../../lib/words/joined.ts';
import { say } from '../../../lib/words/say.ts';
import { joinSentences } from '../../../lib/words/sentences.ts';
import { Comparison, type PlacedOutcome } from './Comparison.tsx';
import { Picker } from './Picker.tsx';
import { Plots } from './Plots.tsx';
import { type Picked, pickedOf } from './picks.ts';
import { Settings } from './Settings.tsx';
import './simulation.css';
import { byReason, premise } from './simulation-text.ts';

/** A change of the circumstances is simulated once a person has let them be for so long, ms. */
const QUIET = 250;

interface SimulationProps {
  readonly row: Row;
  readonly store: SimulationStore;
  /** Id of the assumed outage, shared with the schedule; see `outages`. */
  readonly outage: Signal<string>;
}

/** Shows what is assumed and who is compared, starts and stops the simulation, and shows what came of it. */
export function Simulation({ row, store, outage }: SimulationProps) {
  const { exchange } = row;
  const settings = { ...store.settings.value, outageSeconds: outageOf(outage.value).seconds };
  const { candidates, without, retryAfterSeconds } = useMemo(
    () => store.candidatesFor(row),
    [store, row, settings.jitter],
  );
  const picked = pickedOf(store.picks.value, candidates);
  const request: SimulationRequest = { row, settings, candidates: picked.map(({ candidate }) => candidate) };
  const state = store.state.value;
  const mine = 'request' in state && state.request.row.exchange.id === exchange.id ? state : null;
  const isStale = mine !== null && keyOf(mine.request) !== keyOf(request) && picked.length > 0;
  useEffect(() => {
    if (!isStale) return;
    const timer = setTimeout(() => store.run(request), QUIET);
    return () => clearTimeout(timer);
  }, [isStale && keyOf(request)]);

  if (candidates.length === 0) {
    return (
      <>
        <p>{say('sim.nobody')}</p>
        <Without row={row} without={without} />
      </>
    );
  }
  return (
    <>
      <Settings settings={store.settings} outage={outage} />
      <Picker candidates={candidates} picks={store.picks} />
      <div class="rs-simulate">
        <button
          type="button"
          class="rs-button"
          disabled={picked.length === 0}
          onClick={() => store.run(request)}
        >
          {say('sim.run')}
        </button>
        <button
          type="button"
          class="rs-button"
          disabled={mine?.kind !== 'running'}
          onClick={() => store.cancel()}
        >
          {say('sim.cancel')}
        </button>
        {mine?.kind === 'running' ? <Progress store={store} /> : null}
        <span role="status" class={mine?.kind === 'cancelled' ? 'rs-quiet' : 'rs-hidden'}>
          {mine && say(`sim.status.${mine.kind}`)}
        </span>
      </div>
      {state.kind === 'failed' ? <p role="alert">{say('sim.broke', { reason: state.message })}</p> : null}
      <p class="rs-quiet">{picked.length === 0 ? say('sim.noPick') : premise(settings, retryAfterSeconds)}</p>
      {mine ? <Outcomes state={mine} picked={picked} /> : null}
      <Notes picked={picked} />
      <Without row={row} without={without} />
    </>
  );
}

const keyOf = ({ settings, candidates }: SimulationRequest): string =>
  JSON.stringify([settings, candidates.map(({ id, plan }) => [id, plan])]);

/** The only part that follows the progress. */
function Progress({ store }: { readonly store: SimulationStore }) {
  return <progress class="rs-progress" aria-label={say('sim.title')} value={store.progress.value} max={1} />;
}

interface OutcomesProps {
  readonly state: Extract<SimulationStore['state']['value'], { request: SimulationRequest }>;
  readonly picked: readonly Picked[];
}

function Outcomes({ state: { outcomes, request }, picked }: OutcomesProps) {
  const { settings } = request;
  const places = picked.map(({ candidate, place }) => `${candidate.id} ${place}`).join();
  const { placed, done } = useMemo(() => {
    const placed: PlacedOutcome[] = outcomes.flatMap((outcome) => {
      const place = picked.find(({ candidate }) => candidate.id === outcome.candidate.id)?.place;
      return place === undefined ? [] : [{ ...outcome, place }];
    });
    const done = placed.flatMap((one) =>
      one.result ? [{ ...one, result: one.result, plan: one.candidate.plan }] : [],
    );
    return { placed, done };
  }, [outcomes, places]);
  return (
    <>
      {done.length > 0 ? <Plots outcomes={done} settings={settings} /> : null}
      <h3 class="rs-heading">{say('sim.outcome')}</h3>
      <Comparison outcomes={placed} judged={settings.meeting === 'apart' || settings.outageSeconds === 0} />
    </>
  );
}

function Notes({ picked }: { readonly picked: readonly Picked[] }) {
  const noted = picked.filter(({ candidate }) => candidate.notes.length > 0);
  if (noted.length === 0) return null;
  return (
    <ul class="rs-quiet rs-simulation-notes" aria-label={say('sim.notes')}>
      {noted.map(({ candidate: { id, name, notes } }) => (
        <li key={id}>{say('common.pair', { name, value: joinSentences(...notes) })}</li>
      ))}
    </ul>
  );
}

function Without({ row, without }: { readonly row: Row; readonly without: readonly Abstainer[] }) {
  const { status, method } = row.exchange;
  if (without.length === 0) return null;
  return (
    <section>
      <h3 class="rs-heading">{say('sim.without')}</h3>
      <ul class="rs-quiet" aria-label={say('sim.without')}>
        {byReason(without, status, method).map(([reason, names]) => (
          <li key={reason}>{say('common.pair', { name: reason, value: sayJoined('join.list', names) })}</li>
        ))}
      </ul>
    </section>
  );
}
