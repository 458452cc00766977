// The running count of a simulation, call by call, and the result that it adds up to.
import { shareOf as intervalOf, judge } from '../success.ts';
import type { Load, Peak, Share, SimulationOptions, SimulationResult, Spread } from './result.ts';

/** Calls whose times are kept one by one, and points of a curve. */
const mostKept = 131_072;
const mostPoints = 512;

/** Counts calls as they end; allocates nothing on the way. */
export interface Tally {
  /**
   * One call has ended: its number, how many attempts it took, and for a success when after its first attempt
   * and when after the end of the outage (seconds; NaN without an end).
   */
  ended(index: number, attempts: number, succeeded: boolean, atSeconds: number, afterEnd: number): void;
  stopped(): void;
  result(load: Load | null): SimulationResult;
}

/** An empty count. */
export function createTally({ calls, plan, target }: SimulationOptions): Tally {
  const distribution = new Float64Array(plan.waits.length + 1);
  const stride = Math.max(1, Math.ceil(calls / mostKept));
  const times = new Float64Array(Math.ceil(calls / stride));
  const recoveries = new Float64Array(times.length);
  const counts = { done: 0, succeeded: 0, retried: 0, kept: 0, times: 0, stopped: 0 };
  const recovered = { count: 0, sum: 0, longest: 0, kept: 0 };

  const result = (load: Load | null): SimulationResult => {
    const attempts = distribution.reduce((sum, count, index) => sum + count * (index + 1), 0);
    const squares = distribution.reduce((sum, count, index) => sum + count * (index + 1) ** 2, 0);
    const mean = attempts / counts.done;
    return {
      calls: counts.done,
      attempts,
      amplification: {
        share: mean,
        standardError: Math.sqrt(Math.max(0, squares / counts.done - mean * mean) / counts.done),
      },
      attemptsDistribution: distribution.slice(),
      successByTime: curve(times.slice(0, counts.times), counts.kept),
      wastedRetries: attempts - counts.done - counts.retried,
      stoppedByBudget: counts.stopped,
      recovery: spread(recoveries.slice(0, recovered.kept), recovered),
      logicalSuccess: shareOf(counts.succeeded, counts.done),
      wireSuccess: shareOf(counts.succeeded, attempts),
      target,
      verdict: judge(intervalOf(counts.succeeded, counts.done), target).kind,
      load: load && {
        ...load,
        peak: peakOf(load.seconds, load.attempts),
        retryPeak: peakOf(load.seconds, load.retries),
      },
    };
  };

  return {
    ended(index, attempts, succeeded, at, afterEnd) {
      const keeps = index % stride === 0;
      counts.done++;
      if (keeps) counts.kept++;
      distribution[attempts - 1] = (distribution[attempts - 1] ?? 0) + 1;
      if (!succeeded) return;
      counts.succeeded++;
      if (keeps) times[counts.times++] = at;
      if (attempts === 1) return;
      counts.retried++;
      if (!(afterEnd >= 0)) return;
      recovered.count++;
      recovered.sum += afterEnd;
      if (afterEnd > recovered.longest) recovered.longest = afterEnd;
      if (keeps) recoveries[recovered.kept++] = afterEnd;
    },
    stopped() {
      counts.stopped++;
    },
    result,
  };
}

function shareOf(part: number, whole: number): Share {
  const share = whole === 0 ? 0 : part / whole;
  return { share, standardError: whole === 0 ? 0 : Math.sqrt((share * (1 - share)) / whole) };
}

/** The distribution of the times, thinned; equal times are one step. */
function curve(times: Float64Array, calls: number): SimulationResult['successByTime'] {
  times.sort();
  const ends: number[] = [];
  for (let index = 0; index < times.length; index++) if (times[index] !== times[index + 1]) ends.push(index);
  const count = Math.min(ends.length, mostPoints);
  const seconds = new Float64Array(count);
  const share = new Float64Array(count);
  for (let point = 0; point < count; point++) {
    const index = ends[Math.ceil(((point + 1) * ends.length) / count) - 1] ?? 0;
    seconds[point] = times[index] ?? 0;
    share[point] = (index + 1) / calls;
  }
  return { seconds, share };
}

function spread(kept: Float64Array, all: { count: number; sum: number; longest: number }): Spread | null {
  if (all.count === 0) return null;
  kept.sort();
  const at = (quantile: number): number => kept[Math.ceil(quantile * kept.length) - 1] ?? all.longest;
  return { mean: all.sum / all.count, median: at(0.5), p95: at(0.95), longest: all.longest };
}

function peakOf(seconds: Float64Array, requests: Uint32Array): Peak {
  let at = 0;
  for (let index = 1; index < requests.length; index++) {
    if ((requests[index] ?? 0) > (requests[at] ?? 0)) at = index;
  }
  return { second: seconds[at] ?? 0, requests: requests[at] ?? 0 };
}
