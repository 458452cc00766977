// What a client does after a failure, as plain data: a policy or a preset for one status, made ready to simulate.
import { isIdempotent } from '../../http/methods.ts';
import { type Policy, retryAfterRole } from '../policy.ts';
import { type ClientPreset, retries } from '../presets/preset.ts';
import { type ScheduleEnd, simulateSchedule } from '../schedule.ts';
import { type Jitter, jitteredWait, noJitter } from './jitter.ts';
import type { Random } from './random.ts';

/** Why a plan has no more retries: the schedule's reason, or the client does not retry the status or method. */
export type PlanEnd = ScheduleEnd | 'status' | 'method';

/** Retries after a failure that always answers the same. Seconds; structured-clone safe. */
export interface Plan {
  /** Before retry 1, 2, …, without jitter. */
  readonly waits: readonly number[];
  readonly jitter: Jitter;
  /** Of decorrelated jitter; null where there is none. The other kinds' cap is in the waits. */
  readonly capSeconds: number | null;
  /** No wait is shorter, whatever the jitter: a Retry-After that is obeyed, or the client's own. */
  readonly floorSeconds: number;
  /** The floor adds at most this to a wait; null where it holds without limit. */
  readonly floorSlackSeconds: number | null;
  /** No retry starts later after the first response; null where none is stated. */
  readonly windowSeconds: number | null;
  /** True when the failure is a throttling one (429), which some budgets count by itself. */
  readonly throttled: boolean;
  /** True when nobody stated the spacing and an even spread stands in for it. */
  readonly illustrated: boolean;
  readonly end: PlanEnd;
}

const emptyPlan: Plan = {
  waits: [],
  jitter: noJitter,
  capSeconds: null,
  floorSeconds: 0,
  floorSlackSeconds: null,
  windowSeconds: null,
  throttled: false,
  illustrated: false,
  end: 'never',
};

/** What is known of the failure that a plan answers. */
export interface FailureSeen {
  readonly status: number;
  /** Sent with every failure; undefined where it is not. */
  readonly retryAfterSeconds?: number | undefined;
}

/**
 * A provider's rule followed literally: no jitter, instants by `simulateSchedule`. A Retry-After that the rule
 * heeds stays a floor when jitter is put in. A rule that states no spacing is spread evenly over its window.
 */
export function planOfPolicy(policy: Policy, failure: FailureSeen, reading?: string): Plan {
  const { retryAfterSeconds } = failure;
  const schedule = simulateSchedule(policy, {
    reading,
    retryAfterSeconds: () => retryAfterSeconds,
  });
  const illustrated = schedule.spacing === 'band';
  const { illustration } = schedule;
  return {
    ...emptyPlan,
    waits: illustrated
      ? illustration.map((instant, index) => instant - (illustration[index - 1] ?? 0))
      : schedule.waits,
    floorSeconds: retryAfterRole(policy) === 'hint' ? 0 : (retryAfterSeconds ?? 0),
    windowSeconds: schedule.windowSeconds,
    throttled: failure.status === 429,
    illustrated,
    end: schedule.end,
  };
}

/** A client with its default options, sending `method`; `hasKey` when the request carries an Idempotency-Key. */
export function planOfPreset(
  preset: ClientPreset,
  failure: FailureSeen & { readonly method: string; readonly hasKey?: boolean },
): Plan {
  const { status, method, hasKey = false, retryAfterSeconds: header } = failure;
  const { retryAfter } = preset;
  const throttled = status === 429;
  const waits = (throttled && preset.throttledWaits) || preset.waits;
  const plan: Plan = { ...emptyPlan, jitter: preset.jitter, throttled, end: 'max-retries' };
  if (!retries(preset, status, header !== undefined)) return { ...plan, end: 'status' };
  const sendsAgain = isIdempotent(method) || preset.post === 'yes' || (preset.post === 'with-key' && hasKey);
  if (!sendsAgain && preset.post !== 'by-config') return { ...plan, end: 'method' };
  const own = { ...plan, waits, capSeconds: preset.capSeconds, floorSeconds: preset.floorSeconds ?? 0 };
  if (header === undefined || (retryAfter.statuses && !retryAfter.statuses.includes(status))) return own;
  switch (retryAfter.handling) {
    case 'instead': {
      const wait = Math.min(header, retryAfter.seconds ?? Number.POSITIVE_INFINITY);
      return { ...own, waits: waits.map(() => wait), jitter: noJitter, floorSeconds: 0 };
    }
    case 'floor':
      return { ...own, floorSeconds: header, floorSlackSeconds: retryAfter.seconds ?? null };
    default:
      return own;
  }
}

/**
 * Draws the wait before retry `retry` (1, 2, …) in seconds; `previous` is the wait before it, for the first
 * retry whatever. Allocates nothing.
 */
export function createWaits(plan: Plan, random: Random): (retry: number, previous: number) => number {
  const waits = Float64Array.from(plan.waits);
  const base = waits[0] ?? 0;
  const cap = plan.capSeconds ?? Number.POSITIVE_INFINITY;
  const { jitter, floorSeconds: floor } = plan;
  const slack = plan.floorSlackSeconds ?? Number.POSITIVE_INFINITY;
  return (retry, previous) => {
    const drawn = jitteredWait(
      jitter,
      waits[retry - 1] ?? 0,
      base,
      cap,
      retry === 1 ? base : previous,
      random,
    );
    return Math.max(drawn, Math.min(floor, drawn + slack));
  };
}

/** The instants of a plan when it is followed without jitter, seconds after the first response. */
export function instantsOf(plan: Plan): number[] {
  const wait = createWaits({ ...plan, jitter: noJitter }, () => 0);
  const window = plan.windowSeconds ?? Number.POSITIVE_INFINITY;
  const instants: number[] = [];
  let at = 0;
  for (let retry = 1; retry <= plan.waits.length; retry++) {
    at += wait(retry, 0);
    if (at > window) break;
    instants.push(at);
  }
  return instants;
}
