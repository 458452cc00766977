// Clients that fail together: one outage, one server and one budget for all, in order of time.
import { createBudget } from './budget.ts';
import { createOutage } from './outage.ts';
import { createWaits } from './plan.ts';
import { createQueue } from './queue.ts';
import { createRandom } from './random.ts';
import type { Load, Simulation, SimulationOptions } from './result.ts';
import { createTally } from './tally.ts';

/**
 * Simulates `options.calls` clients with one call each. Attempts are instantaneous; those of the same instant
 * all reach the server, always in the clients' order, before any of them is answered. A slice counts what is sent and
 * what is answered.
 */
export function createFleet(options: SimulationOptions): Simulation {
  const { plan, calls, startSeconds } = options;
  const random = createRandom(options.seed);
  const outage = createOutage(options.outage, random);
  const waitBefore = createWaits(plan, random);
  const budget = createBudget(options.budget, plan.throttled);
  const tally = createTally(options);
  const load = createLoadCount();
  const window = plan.windowSeconds ?? Number.POSITIVE_INFINITY;
  const queue = createQueue(calls);
  const startedAt = new Float64Array(calls);
  const lastWait = new Float64Array(calls);
  const attempts = new Uint32Array(calls);
  const failed = new Uint8Array(calls);
  /** The clients whose attempts are of the same instant; none is answered before all are sent. */
  const batch = new Uint32Array(calls);
  let at = Number.NEGATIVE_INFINITY;
  let size = 0;
  let answered = 0;
  let done = 0;
  /** Attempts of the calls that have not ended. */
  let open = 0;
  for (let client = 0; client < calls; client++) {
    startedAt[client] = startSeconds > 0 ? random() * startSeconds : 0;
    queue.put(startedAt[client] ?? 0, client);
  }

  const send = (client: number, at: number): void => {
    const attempt = (attempts[client] ?? 0) + 1;
    attempts[client] = attempt;
    if (attempt === 1) budget.callBegan(at);
    const fails = outage.fails(at);
    failed[client] = fails ? 1 : 0;
    load.count(at, !fails, attempt > 1);
    open++;
  };
  const end = (client: number, succeeded: boolean, at: number, sinceStart: number): void => {
    tally.ended(client, attempts[client] ?? 0, succeeded, sinceStart, at - outage.endsAt());
    budget.callEnded();
    done++;
    open -= attempts[client] ?? 0;
  };
  const answer = (client: number, at: number): void => {
    const attempt = attempts[client] ?? 0;
    const succeeded = failed[client] === 0;
    const sinceStart = at - (startedAt[client] ?? 0);
    budget.answered(succeeded, attempt > 1);
    const wait = succeeded ? 0 : waitBefore(attempt, lastWait[client] ?? 0);
    if (succeeded || attempt > plan.waits.length || sinceStart + wait > window) {
      end(client, succeeded, at, sinceStart);
    } else if (budget.takesRetry(at)) {
      lastWait[client] = wait;
      queue.put(at + wait, client);
    } else {
      tally.stopped();
      end(client, false, at, sinceStart);
    }
  };

  return {
    step(maxAttempts) {
      for (let left = Math.max(1, maxAttempts); left > 0 && done < calls; left--) {
        if (answered === size) {
          at = queue.nextAt;
          size = 0;
          answered = 0;
        }
        if (answered === 0 && queue.nextAt === at) {
          const client = queue.take();
          batch[size++] = client;
          send(client, at);
        } else {
          answer(batch[answered++] ?? 0, at);
        }
      }
      return done === calls;
    },
    get progress() {
      // In step, all calls end at once: what they have sent counts as far as it leads.
      return calls === 0 ? 1 : (done + open / (plan.waits.length + 1)) / calls;
    },
    result: () => tally.result(load.whole()),
  };
}

/** Attempts per second of the clock, counted in order of time; seconds without any take no room. */
function createLoadCount() {
  const seconds: number[] = [];
  const attempts: number[] = [];
  const succeeded: number[] = [];
  const retries: number[] = [];
  return {
    count(at: number, success: boolean, isRetry: boolean): void {
      const second = Math.floor(at);
      if (seconds.at(-1) !== second) {
        seconds.push(second);
        attempts.push(0);
        succeeded.push(0);
        retries.push(0);
      }
      const last = seconds.length - 1;
      attempts[last] = (attempts[last] ?? 0) + 1;
      if (success) succeeded[last] = (succeeded[last] ?? 0) + 1;
      if (isRetry) retries[last] = (retries[last] ?? 0) + 1;
    },
    whole: (): Load => ({
      seconds: Float64Array.from(seconds),
      attempts: Uint32Array.from(attempts),
      succeeded: Uint32Array.from(succeeded),
      retries: Uint32Array.from(retries),
    }),
  };
}
