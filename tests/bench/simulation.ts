// What the simulation costs: a million calls in one thread, and the longest schedule that a pack draws.
import { simulateSchedule } from '../../lib/retry/schedule.ts';
import { budgetDefaults } from '../../lib/retry/simulation/budget.ts';
import { additiveJitter } from '../../lib/retry/simulation/jitter.ts';
import { planOfPolicy } from '../../lib/retry/simulation/plan.ts';
import { createSimulation } from '../../lib/retry/simulation/simulation.ts';
import { memfaultBackoff, oceInterval } from '../fixtures/rules.ts';
import { type Measurement, median } from './measurement.ts';

const rounds = 5;

/** Median seconds of one run of the task. */
function secondsOf(task: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now();
    task();
    return (performance.now() - started) / 1000;
  });
  return median(times);
}

/** Runs the measurements; a few seconds. */
export function simulationMeasurements(): Measurement[] {
  const plan = { ...planOfPolicy(memfaultBackoff, { status: 503 }), jitter: additiveJitter };
  const simulate = () => {
    const simulation = createSimulation({
      plan,
      outage: { kind: 'independent', failure: 0.5 },
      budget: budgetDefaults.none,
      calls: 1_000_000,
      meeting: 'apart',
      startSeconds: 0,
      seed: 1,
      target: 0.9999,
    });
    while (!simulation.step(500));
    return simulation.result();
  };
  const drawn = 1000;
  const draw = () => {
    for (let time = 0; time < drawn; time++) simulateSchedule(oceInterval);
  };
  return [
    {
      name: '1,000,000 simulated calls of a five-retry policy',
      value: secondsOf(simulate),
      unit: 's',
      better: 'less',
      limit: 1,
    },
    {
      name: 'schedule of 360 attempts',
      value: (secondsOf(draw) / drawn) * 1e6,
      unit: 'µs',
      better: 'less',
      limit: 20,
    },
  ];
}
