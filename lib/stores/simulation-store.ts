// Simulations of one failure in workers: the ways to retry that a person picked, one after another.
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Catalogue } from '../providers/catalogue.ts';
import type { SimulationOptions, SimulationResult } from '../retry/simulation/result.ts';
import type { Row } from '../session/row.ts';
import { type Candidate, type Candidates, candidatesFor } from './simulation-candidates.ts';
import {
  type OwnSettings,
  optionsOf,
  type SimulationSettings,
  usualSettings,
  usualTarget,
} from './simulation-settings.ts';

/** Runs one simulation elsewhere; platform/simulation-worker gives the real one. */
export type StartSimulation = (
  options: SimulationOptions,
  listener: {
    onProgress(share: number): void;
    onResult(result: SimulationResult): void;
    onError(message: string): void;
  },
) => { cancel(): void };

/** What a store is made of; the part that starts workers is loaded when a simulation is first asked for. */
export interface SimulationSource {
  readonly catalogue: ReadonlySignal<Catalogue>;
  loadStart(): Promise<StartSimulation>;
}

/** What is simulated: a row's failure, the circumstances, and who retries. */
export interface SimulationRequest {
  readonly row: Row;
  readonly settings: SimulationSettings;
  readonly candidates: readonly Candidate[];
}

/** One way to retry and what came of it; `result` null until it is known. */
export interface Outcome {
  readonly candidate: Candidate;
  readonly result: SimulationResult | null;
}

/** Where a comparison stands. */
export type SimulationState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running' | 'done' | 'cancelled';
      readonly request: SimulationRequest;
      readonly outcomes: readonly Outcome[];
    }
  | { readonly kind: 'failed'; readonly message: string };

/** The state of one comparison, and what a person chose for it. */
export interface SimulationStore {
  readonly settings: Signal<OwnSettings>;
  /**
   * The ids of the candidates to compare, each in a place of its own that gives it its looks, null for a free place;
   * null before the person has picked.
   */
  readonly picks: Signal<readonly (string | null)[] | null>;
  /** Changes with every result. */
  readonly state: ReadonlySignal<SimulationState>;
  /** 0 … 1 over all candidates, while running. */
  readonly progress: ReadonlySignal<number>;
  candidatesFor(row: Row): Candidates;
  /** Starts anew; what is known of the same options already is not simulated again. */
  run(request: SimulationRequest): void;
  cancel(): void;
}

/** Makes an idle store. */
export function createSimulationStore(
  catalogue: ReadonlySignal<Catalogue>,
  start: StartSimulation,
): SimulationStore {
  const settings = signal(usualSettings);
  const picks = signal<readonly (string | null)[] | null>(null);
  const state = signal<SimulationState>({ kind: 'idle' });
  const progress = signal(0);
  /** Results of this run and the one before it, by their options. */
  let known: ReadonlyMap<string, SimulationResult> = new Map();
  let running: { cancel(): void } | undefined;

  const stop = (): void => {
    running?.cancel();
    running = undefined;
  };

  const run = (request: SimulationRequest): void => {
    stop();
    const { row, candidates } = request;
    const provider = catalogue.value.provider(row.annotation.provider.id);
    const target = provider?.pack.successTarget ?? usualTarget;
    const all = candidates.map(({ plan }) => optionsOf(request.settings, plan, target));
    const keys = all.map((options) => JSON.stringify(options));
    const results = keys.map((key) => known.get(key) ?? null);
    const remember = (): void => {
      known = new Map(keys.flatMap((key, index) => (results[index] ? [[key, results[index]]] : [])));
    };
    const tell = (kind: 'running' | 'done'): void => {
      const outcomes = candidates.map((candidate, index) => ({ candidate, result: results[index] ?? null }));
      state.value = { kind, request, outcomes };
    };
    const runNext = (): void => {
      remember();
      const index = results.indexOf(null);
      const options = all[index];
      tell(options ? 'running' : 'done');
      const done = results.filter(Boolean).length;
      progress.value = done / Math.max(1, results.length);
      if (!options) return;
      running = start(options, {
        onProgress: (share) => {
          progress.value = (done + share) / results.length;
        },
        onResult: (result) => {
          running = undefined;
          results[index] = result;
          runNext();
        },
        onError: (message) => {
          running = undefined;
          state.value = { kind: 'failed', message };
        },
      });
    };
    runNext();
  };

  return {
    settings,
    picks,
    state,
    progress,
    candidatesFor: (row) => candidatesFor(row, catalogue.value, settings.value.jitter),
    run,
    cancel() {
      stop();
      if (state.value.kind === 'running') state.value = { ...state.value, kind: 'cancelled' };
    },
  };
}
