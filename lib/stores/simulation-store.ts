// Simulations of one failure: the documented rule beside what common clients do, one after another in workers.
import { type ReadonlySignal, signal } from '@preact/signals';
import { annotate } from '../annotate/annotate.ts';
import { hasIdempotencyKey } from '../http/methods.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { clientPresets } from '../retry/presets/presets.ts';
import { additiveJitter } from '../retry/simulation/jitter.ts';
import type { OutageModel } from '../retry/simulation/outage.ts';
import { type Plan, planOfPolicy, planOfPreset } from '../retry/simulation/plan.ts';
import type { SimulationOptions, SimulationResult } from '../retry/simulation/result.ts';
import type { Row } from '../session/rows.ts';

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

/** One way to retry and what came of it; `result` null until it is known. */
export interface Candidate {
  readonly name: string;
  /** Where its waits come from. */
  readonly source: string;
  readonly result: SimulationResult | null;
}

/** Where a comparison stands. `rowId` and `outageSeconds` say what it is of. */
export type SimulationState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running' | 'done' | 'cancelled';
      readonly rowId: string;
      readonly outageSeconds: number;
      /** 0 … 1 over all candidates. */
      readonly progress: number;
      readonly candidates: readonly Candidate[];
      /** Clients that would not send this request again at all. */
      readonly without: readonly string[];
    }
  | { readonly kind: 'failed'; readonly message: string };

/** The state of one comparison. */
export interface SimulationStore {
  readonly state: ReadonlySignal<SimulationState>;
  /** Starts anew for a row; an outage of 0 s stands for independent failures of one request in ten. */
  run(row: Row, outageSeconds: number): void;
  cancel(): void;
}

const CALLS = 100_000;
const SEED = 20_261_121;
/** What a provider without a target of its own is measured against. */
const TARGET = 0.9999;

/** Makes an idle store. */
export function createSimulationStore(
  catalogue: ReadonlySignal<Catalogue>,
  start: StartSimulation,
): SimulationStore {
  const state = signal<SimulationState>({ kind: 'idle' });
  let running: { cancel(): void } | undefined;

  const stop = (): void => {
    running?.cancel();
    running = undefined;
  };

  return {
    state,
    cancel() {
      stop();
      if (state.value.kind === 'running') state.value = { ...state.value, kind: 'cancelled' };
    },
    run(row, outageSeconds) {
      stop();
      const { entries, without } = plansFor(row, catalogue.value);
      const provider = catalogue.value.provider(row.annotation.provider.id);
      const shared = {
        outage: outageOf(outageSeconds),
        budget: { kind: 'none' },
        calls: CALLS,
        meeting: 'apart',
        startSeconds: 0,
        seed: SEED,
        target: provider?.pack.successTarget ?? TARGET,
      } as const;
      const candidates: Candidate[] = entries.map(({ name, source }) => ({ name, source, result: null }));
      const tell = (kind: 'running' | 'done', progress: number): void => {
        const rowId = row.exchange.id;
        state.value = { kind, rowId, outageSeconds, progress, candidates: [...candidates], without };
      };
      const runNext = (index: number): void => {
        const entry = entries[index];
        if (!entry) {
          running = undefined;
          tell('done', 1);
          return;
        }
        tell('running', index / entries.length);
        running = start(
          { ...shared, plan: entry.plan },
          {
            onProgress: (share) => tell('running', (index + share) / entries.length),
            onResult: (result) => {
              candidates[index] = { name: entry.name, source: entry.source, result };
              runNext(index + 1);
            },
            onError: (message) => {
              running = undefined;
              state.value = { kind: 'failed', message };
            },
          },
        );
      };
      runNext(0);
    },
  };
}

const outageOf = (seconds: number): OutageModel =>
  seconds > 0 ? { kind: 'exponential', meanSeconds: seconds } : { kind: 'independent', failure: 0.1 };

interface Entry {
  readonly name: string;
  readonly source: string;
  readonly plan: Plan;
}

/** The documented rule, the same with jitter, and every client that sends the request again. */
function plansFor(
  { exchange, annotation }: Row,
  catalogue: Catalogue,
): { entries: Entry[]; without: string[] } {
  const { policy } = annotate(exchange, catalogue);
  const { retryAfter } = annotation.advice;
  const retryAfterSeconds =
    retryAfter.kind === 'seconds' || retryAfter.kind === 'date' ? retryAfter.seconds : undefined;
  const failure = { status: exchange.status, retryAfterSeconds };
  const documented = planOfPolicy(policy, failure);
  const name = `${annotation.provider.name}’s rule`;
  const source = `${annotation.source.document}, row ${annotation.source.row}`;
  const all: Entry[] = [
    { name, source, plan: documented },
    { name: `${name} + 0–20 % jitter`, source, plan: { ...documented, jitter: additiveJitter } },
    ...clientPresets.map((preset) => ({
      name: preset.version ? `${preset.name} ${preset.version}` : preset.name,
      source: preset.source,
      plan: planOfPreset(preset, {
        ...failure,
        method: exchange.method,
        hasKey: hasIdempotencyKey(exchange.requestHeaders),
      }),
    })),
  ];
  return {
    entries: all.filter(({ plan }) => plan.waits.length > 0),
    without: all
      .filter(({ plan }, index) => index !== 1 && plan.waits.length === 0)
      .map((entry) => entry.name),
  };
}
