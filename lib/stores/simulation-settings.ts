// What a person can set about a simulation, and the options that it comes to for one way to retry.
import { type BudgetRule, budgetDefaults } from '../retry/simulation/budget.ts';
import type { JitterKind } from '../retry/simulation/jitter.ts';
import type { OutageModel } from '../retry/simulation/outage.ts';
import type { Plan } from '../retry/simulation/plan.ts';
import type { SimulationOptions } from '../retry/simulation/result.ts';

/** The circumstances, the same for every way to retry that is compared in them. */
export interface SimulationSettings {
  /** 0: there is no outage, single requests fail at random. */
  readonly outageSeconds: number;
  /** The chance that a request fails where there is no outage. */
  readonly failure: number;
  /**
   * Whom an outage hits: all clients together, exactly so long, or each call by itself, so long on average
   * (exponentially distributed).
   */
  readonly meeting: SimulationOptions['meeting'];
  /** Requests that the server answers in a second once an outage that hit all is over; null for any number. */
  readonly capacity: number | null;
  /** How many clients, each with one call. */
  readonly clients: number;
  /** What is put into the documented rule; clients have their own. */
  readonly jitter: JitterKind;
  readonly budget: BudgetRule['kind'];
  readonly seed: number;
}

/** All but the outage, which a person chooses for the schedule as well. */
export type OwnSettings = Omit<SimulationSettings, 'outageSeconds'>;

/** What is set at first: a fleet that shows what staying in step costs. */
export const usualSettings: OwnSettings = {
  failure: 0.1,
  meeting: 'together',
  capacity: 100,
  clients: 1000,
  jitter: 'additive',
  budget: 'none',
  seed: 20_261_121,
};

/** What a provider without a target of its own is measured against. */
export const usualTarget = 0.9999;

/** True where clients share outage, server and budget, so that there is a load on the server to speak of. */
export function isFleet({ outageSeconds, meeting }: SimulationSettings): boolean {
  return outageSeconds === 0 || meeting === 'together';
}

/** The settings for one plan, measured against `target`. A budget has no meaning where calls are apart. */
export function optionsOf(settings: SimulationSettings, plan: Plan, target: number): SimulationOptions {
  const fleet = isFleet(settings);
  return {
    plan,
    outage: outageOf(settings),
    budget: fleet ? budgetDefaults[settings.budget] : budgetDefaults.none,
    calls: settings.clients,
    meeting: fleet ? 'together' : 'apart',
    startSeconds: 0,
    seed: settings.seed,
    target,
  };
}

function outageOf({ outageSeconds, failure, meeting, capacity }: SimulationSettings): OutageModel {
  if (outageSeconds === 0) return { kind: 'independent', failure };
  if (meeting === 'apart') return { kind: 'exponential', meanSeconds: outageSeconds };
  if (capacity === null) return { kind: 'fixed', seconds: outageSeconds };
  return { kind: 'capacity', perSecond: capacity, outageSeconds, refusalCost: 0 };
}
