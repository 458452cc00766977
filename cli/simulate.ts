// `retryscope simulate`: one failure played through for the provider's rule and the defaults of common clients.
import { type Exchange, emptyExchange } from '../lib/http/exchange.ts';
import { formatProblems } from '../lib/http/result.ts';
import { parseStatus } from '../lib/http/status.ts';
import { budgetDefaults } from '../lib/retry/simulation/budget.ts';
import { jitterKinds } from '../lib/retry/simulation/jitter.ts';
import { parseSimulationOptions } from '../lib/retry/simulation/parse-options.ts';
import type { Plan } from '../lib/retry/simulation/plan.ts';
import type { SimulationOptions, SimulationResult } from '../lib/retry/simulation/result.ts';
import { createSimulation } from '../lib/retry/simulation/simulation.ts';
import { buildRows } from '../lib/session/rows.ts';
import { type Candidate, candidatesFor } from '../lib/stores/simulation-candidates.ts';
import {
  optionsOf,
  type SimulationSettings,
  usualSettings,
  usualTarget,
} from '../lib/stores/simulation-settings.ts';
import { readSeconds } from './duration.ts';
import { writeStandardOutput } from './output.ts';
import { catalogueOf, readOwnRules, requireProvider } from './packs.ts';
import { createProgressLine } from './progress.ts';
import { type Simulated, simulationJson, simulationText } from './simulation-report.ts';
import { readArgs, readChoice, readFigure, UsageError } from './usage.ts';

/** A host that is nobody's (RFC 2606), given to the provider whose failure is simulated. */
const HOST = 'simulated.invalid';

/** As in the panel: long enough that quick clients have given up when it ends. */
const OUTAGE = '10m';

/** Calls between two looks at the clock. */
const CALLS_PER_STEP = 2000;

const budgets = Object.keys(budgetDefaults) as SimulationSettings['budget'][];

const settingOptions = {
  outage: { type: 'string', default: OUTAGE },
  failure: { type: 'string', default: String(usualSettings.failure) },
  clients: { type: 'string', default: String(usualSettings.clients) },
  capacity: { type: 'string', default: String(usualSettings.capacity) },
  jitter: { type: 'string', default: usualSettings.jitter },
  budget: { type: 'string', default: usualSettings.budget },
  seed: { type: 'string', default: String(usualSettings.seed) },
} as const;

/** Prints what came of each way to retry; equal for equal options. */
export async function simulateCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    provider: { type: 'string' },
    status: { type: 'string' },
    method: { type: 'string', default: 'GET' },
    'retry-after': { type: 'string' },
    ...settingOptions,
    pack: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  });
  const { provider, status, method, pack } = values;
  const [stray] = positionals;
  if (stray !== undefined) throw new UsageError(`${stray}: what to simulate is said with options`);
  if (provider === undefined || status === undefined) {
    throw new UsageError('Name both: retryscope simulate --provider memfault --status 503');
  }
  const settings = readSettings(values);
  const own = readOwnRules(pack);
  requireProvider(catalogueOf(own), provider);
  const catalogue = catalogueOf({ ...own, assignments: [{ pattern: HOST, provider }] });
  const failure = failureOf(status, method.toUpperCase(), values['retry-after']);
  const [row] = buildRows([failure], catalogue);
  if (!row) throw new Error('An exchange gave no row');

  const { candidates, without } = candidatesFor(row, catalogue, settings.jitter);
  const target = catalogue.provider(provider)?.pack.successTarget ?? usualTarget;
  const outcomes = simulateAll(candidates, (plan) => optionsOf(settings, plan, target));
  const simulated: Simulated = { row, settings, target, outcomes, without };
  await writeStandardOutput([
    values.json ? `${JSON.stringify(simulationJson(simulated), null, 2)}\n` : simulationText(simulated),
  ]);
  return 0;
}

function readSettings(typed: Readonly<Record<keyof typeof settingOptions, string>>): SimulationSettings {
  return {
    ...usualSettings,
    outageSeconds: readSeconds('outage', typed.outage),
    failure: readFigure('failure', typed.failure, { most: 1, fraction: true }),
    clients: readFigure('clients', typed.clients, { least: 1, most: 1_000_000 }),
    capacity: typed.capacity === 'none' ? null : readFigure('capacity', typed.capacity, { least: 1 }),
    jitter: readChoice('jitter', typed.jitter, jitterKinds),
    budget: readChoice('budget', typed.budget, budgets),
    seed: readFigure('seed', typed.seed),
  };
}

/** The response that every attempt gets until the outage ends. */
function failureOf(code: string, method: string, retryAfter: string | undefined): Exchange {
  const status = parseStatus(code);
  if (!status.ok) throw new UsageError(formatProblems(status.problems));
  return {
    ...emptyExchange,
    id: 'simulated',
    state: 'complete',
    startedDateTime: Date.now(),
    time: 0,
    responseStart: 0,
    method,
    status: status.value,
    url: `https://${HOST}/`,
    responseHeaders: retryAfter === undefined ? [] : [{ name: 'Retry-After', value: retryAfter }],
  };
}

function simulateAll(
  candidates: readonly Candidate[],
  optionsFor: (plan: Plan) => SimulationOptions,
): Simulated['outcomes'] {
  const line = createProgressLine(process.stderr, () => performance.now());
  const outcomes = candidates.map((candidate, index) => ({
    candidate,
    result: simulate(optionsFor(candidate.plan), (share) => {
      const whole = Math.floor((100 * (index + share)) / candidates.length);
      line.show(`Simulating ${candidate.name}: ${whole} % of all`);
    }),
  }));
  line.end();
  return outcomes;
}

function simulate(options: SimulationOptions, onProgress: (share: number) => void): SimulationResult {
  const parsed = parseSimulationOptions(options);
  if (!parsed.ok) throw new UsageError(formatProblems(parsed.problems));
  const simulation = createSimulation(parsed.value);
  while (!simulation.step(CALLS_PER_STEP)) onProgress(simulation.progress);
  return simulation.result();
}
