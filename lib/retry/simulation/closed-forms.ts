// What the simulation must come to where mathematics knows the answer.
import type { JitterKind } from './jitter.ts';
import type { OutageModel } from './outage.ts';
import { instantsOf } from './plan.ts';
import type { SimulationOptions } from './result.ts';
import { isTogether } from './simulation.ts';

/** Share of calls that succeed, and attempts per call. */
export interface Expected {
  readonly success: number;
  readonly attempts: number;
}

/** Independent failures of probability p, r retries: 1 − p^(r+1) and (1 − p^(r+1)) / (1 − p). */
export function expectIndependent(failure: number, retries: number): Expected {
  const success = 1 - failure ** (retries + 1);
  return { success, attempts: failure === 1 ? retries + 1 : success / (1 - failure) };
}

/** The largest independent failure probability with which `retries` retries still reach a share of successes. */
export function largestFailure(target: number, retries: number): number {
  return (1 - target) ** (1 / (retries + 1));
}

/** An outage of this many seconds; retry instants in seconds after the first response. */
export function expectFixed(seconds: number, instants: readonly number[]): Expected {
  const fails = [0, ...instants].filter((at) => at < seconds).length;
  return { success: fails > instants.length ? 0 : 1, attempts: Math.min(fails, instants.length) + 1 };
}

/** An exponential outage of mean μ: 1 − e^(−T/μ), T the last instant; 1 + Σ e^(−t_k/μ) over all before it, t_0 = 0. */
export function expectExponential(meanSeconds: number, instants: readonly number[]): Expected {
  const before = [0, ...instants];
  const last = before.pop() ?? 0;
  const attempts = before.reduce((sum, at) => sum + Math.exp(-at / meanSeconds), 1);
  return { success: 1 - Math.exp(-last / meanSeconds), attempts };
}

/** Gilbert–Elliott from its stationary state: the chances of both states are carried from attempt to attempt. */
export function expectGilbertElliott(
  model: Extract<OutageModel, { kind: 'gilbert-elliott' }>,
  instants: readonly number[],
): Expected {
  const badShare = model.badSeconds / (model.goodSeconds + model.badSeconds);
  const rate = 1 / model.goodSeconds + 1 / model.badSeconds;
  let good = 1 - badShare;
  let bad = badShare;
  let attempts = 0;
  let last = 0;
  for (const at of [0, ...instants]) {
    const whole = good + bad;
    bad = badShare * whole + (bad - badShare * whole) * Math.exp((last - at) * rate);
    good = whole - bad;
    last = at;
    attempts += whole;
    good *= model.goodFailure;
    bad *= model.badFailure;
  }
  return { success: 1 - good - bad, attempts };
}

/**
 * Mean of the sum of the first `waits` waits that double from `base` seconds, uncapped: full Σ b(2^k − 1)/2 —
 * half of the sum b(2^k − 1) —, equal ¾ of it; decorrelated Σ b(2 · 1.5ⁿ − 1), n = 1 … k.
 */
export function expectedWaits(kind: Exclude<JitterKind, 'additive'>, base: number, waits: number): number {
  const whole = base * (2 ** waits - 1);
  if (kind === 'full') return whole / 2;
  if (kind === 'equal') return whole * 0.75;
  if (kind === 'none') return whole;
  return base * (6 * (1.5 ** waits - 1) - waits);
}

/** The closed form that these options have; null where none is known. */
export function expectOf(options: SimulationOptions): Expected | null {
  const { plan, outage } = options;
  const isExact = plan.jitter.kind === 'none';
  if (isTogether(options)) return null;
  if (outage.kind === 'independent' && (isExact || plan.windowSeconds === null)) {
    return expectIndependent(outage.failure, isExact ? instantsOf(plan).length : plan.waits.length);
  }
  if (!isExact) return null;
  const instants = instantsOf(plan);
  switch (outage.kind) {
    case 'fixed':
      return expectFixed(outage.seconds, instants);
    case 'exponential':
      return expectExponential(outage.meanSeconds, instants);
    case 'gilbert-elliott':
      return expectGilbertElliott(outage, instants);
    default:
      return null;
  }
}
