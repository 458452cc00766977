// Calls that know nothing of each other: each meets an outage of its own, begun with its first attempt.
import { createOutage } from './outage.ts';
import { createWaits } from './plan.ts';
import { createRandom } from './random.ts';
import type { Simulation, SimulationOptions } from './result.ts';
import { createTally } from './tally.ts';

/** Simulates `options.calls` calls apart, a slice at a time. */
export function createCalls(options: SimulationOptions): Simulation {
  const { plan, calls } = options;
  const random = createRandom(options.seed);
  const outage = createOutage(options.outage, random);
  const waitBefore = createWaits(plan, random);
  const tally = createTally(options);
  const most = plan.waits.length;
  const window = plan.windowSeconds ?? Number.POSITIVE_INFINITY;
  let done = 0;

  const runOne = (index: number): void => {
    outage.restart();
    let at = 0;
    let wait = 0;
    let attempt = 1;
    let failed = outage.fails(at);
    while (failed && attempt <= most) {
      wait = waitBefore(attempt, wait);
      if (at + wait > window) break;
      at += wait;
      attempt++;
      failed = outage.fails(at);
    }
    tally.ended(index, attempt, !failed, at, at - outage.endsAt());
  };

  return {
    step(maxCalls) {
      const end = Math.min(calls, done + Math.max(1, maxCalls));
      while (done < end) runOne(done++);
      return done === calls;
    },
    get progress() {
      return calls === 0 ? 1 : done / calls;
    },
    result: () => tally.result(null),
  };
}
