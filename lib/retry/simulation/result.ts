// What a simulation asks for and what it answers: plain data that can travel between contexts.

import type { Verdict } from '../success.ts';
import type { BudgetRule } from './budget.ts';
import type { OutageModel } from './outage.ts';
import type { Plan } from './plan.ts';

/** What to simulate; structured-clone safe. */
export interface SimulationOptions {
  readonly plan: Plan;
  readonly outage: OutageModel;
  readonly budget: BudgetRule;
  /** How many calls; together: how many clients, each with one call. */
  readonly calls: number;
  /**
   * `apart`: each call meets an outage of its own, begun with its first attempt. `together`: all meet the same
   * outage, server and budget. A `capacity` outage and a budget have no meaning apart, so either implies it.
   */
  readonly meeting: 'apart' | 'together';
  /** Together: first attempts are spread evenly at random over this many seconds; 0 is all at once. */
  readonly startSeconds: number;
  readonly seed: number;
  /** Share of calls the provider means to answer: 0.9999. */
  readonly target: number;
}

/** A share with its standard error. */
export interface Share {
  readonly share: number;
  readonly standardError: number;
}

/** How long something took, seconds. */
export interface Spread {
  readonly mean: number;
  readonly median: number;
  readonly p95: number;
  readonly longest: number;
}

/** Requests that reached the server in each second in which there were any, in order; of equal length. */
export interface Load {
  /** Whole seconds since the outage began. */
  readonly seconds: Float64Array;
  readonly attempts: Uint32Array;
  readonly succeeded: Uint32Array;
  /** Of the attempts, those that were no client's first. */
  readonly retries: Uint32Array;
}

/** The second with the most requests, the first of equals. */
export interface Peak {
  readonly second: number;
  readonly requests: number;
}

/** What came out. Structured-clone safe; equal for equal options. */
export interface SimulationResult {
  readonly calls: number;
  /** Over all calls. */
  readonly attempts: number;
  /** Attempts per call: what the failures multiply the load by. */
  readonly amplification: Share;
  /** Index k: calls that took k + 1 attempts. */
  readonly attemptsDistribution: Float64Array;
  /**
   * Share of calls that had succeeded this many seconds after their first attempt; steps, of equal length, at
   * most 512. From up to 131,072 calls evenly picked.
   */
  readonly successByTime: { readonly seconds: Float64Array; readonly share: Float64Array };
  /** Retries that failed: load on the server that helped nobody. */
  readonly wastedRetries: number;
  /** Calls that ended because the budget allowed no retry. */
  readonly stoppedByBudget: number;
  /**
   * From the end of the outage to the success of calls that failed at first and succeeded after it; null where
   * the model has no such end or no call did. Mean over all; the rest from the calls picked.
   */
  readonly recovery: Spread | null;
  /** Calls that succeeded in the end. */
  readonly logicalSuccess: Share;
  /** Attempts that succeeded. */
  readonly wireSuccess: Share;
  readonly target: number;
  /** Of logical success. */
  readonly verdict: Verdict['kind'];
  /** null where calls were apart. */
  readonly load: (Load & { readonly peak: Peak; readonly retryPeak: Peak }) | null;
}

/** A simulation under way. How it is sliced changes nothing in its result. */
export interface Simulation {
  /** Works on about this many calls (together: attempts and answers); true once all is done. */
  step(maxCalls: number): boolean;
  /** 0 … 1: how much is done, never less than before. */
  readonly progress: number;
  /** Of the calls that have ended so far. */
  result(): SimulationResult;
}
