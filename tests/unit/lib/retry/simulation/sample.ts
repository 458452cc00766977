// Options to simulate with, run to their end, for tests.
import { budgetDefaults } from '../../../../../lib/retry/simulation/budget.ts';
import type { Jitter } from '../../../../../lib/retry/simulation/jitter.ts';
import { type Plan, planOfPolicy } from '../../../../../lib/retry/simulation/plan.ts';
import type { SimulationOptions, SimulationResult } from '../../../../../lib/retry/simulation/result.ts';
import { createSimulation } from '../../../../../lib/retry/simulation/simulation.ts';
import { memfaultBackoff } from '../../../../fixtures/rules.ts';

/** Memfault's 503, as the document says. */
export const memfault: Plan = planOfPolicy(memfaultBackoff, { status: 503 });

/** A plan of these waits. */
export const planOf = (waits: readonly number[], jitter: Jitter = { kind: 'none' }): Plan => ({
  ...memfault,
  waits,
  jitter,
});

/** 20,000 calls apart that follow Memfault's rule and all fail at first, with what a test changes. */
export const optionsOf = (changes: Partial<SimulationOptions>): SimulationOptions => ({
  plan: memfault,
  outage: { kind: 'exponential', meanSeconds: 60 },
  budget: budgetDefaults.none,
  calls: 20_000,
  meeting: 'apart',
  startSeconds: 0,
  seed: 1,
  target: 0.9999,
  ...changes,
});

/** The result, worked out in slices of that size. */
export function simulate(changes: Partial<SimulationOptions>, slice = 1000): SimulationResult {
  const simulation = createSimulation(optionsOf(changes));
  while (!simulation.step(slice));
  return simulation.result();
}

/** How many standard errors an estimate is away from the truth; 0 when it is exact. */
export const errorsAway = (estimate: number, truth: number, standardError: number): number =>
  Math.abs(estimate - truth) < 1e-12 ? 0 : Math.abs(estimate - truth) / standardError;
