// When a rule lets the same request be sent again: waits and instants, drawn from a policy and Retry-After.
import { type Policy, type Reading, retryAfterRole } from './policy.ts';

/**
 * How the retries are spaced.
 * - `exact`: at the instants given.
 * - `band`: anywhere inside the window; the document states no spacing.
 * - `unbounded`: at any time from the first instant on; no delay and no count stated.
 * - `none`: no retry.
 */
export type Spacing = 'exact' | 'band' | 'unbounded' | 'none';

/**
 * Why the schedule ends where it does.
 * - `max-retries`, `window`: the rule's count, or its window, is used up.
 * - `never`: the request is not to be sent again as it is.
 * - `needs-header`: the next wait is known only once a response carries Retry-After.
 * - `not-stated`: the rule says no more.
 * - `one-known`: neither a count nor a window is stated; the next wait alone is given.
 */
export type ScheduleEnd = 'max-retries' | 'window' | 'never' | 'needs-header' | 'not-stated' | 'one-known';

/** Retries after a first response. Seconds throughout; attempts are taken as instantaneous. */
export interface Schedule {
  /** Wait before retry 1, 2, … */
  readonly waits: readonly number[];
  /** Retry instants, counted from the first response; as long as `waits`. */
  readonly instants: readonly number[];
  readonly spacing: Spacing;
  /** null when not stated. */
  readonly windowSeconds: number | null;
  /** The rule's own count, or the reading's; null when not stated. */
  readonly maxRetries: number | null;
  /** For a `band`: an even spread over the window. Nobody stated it; label it as an illustration. */
  readonly illustration: readonly number[];
  readonly end: ScheduleEnd;
}

/** What is known of the responses, and how an ambiguous rule is read. */
export interface ScheduleOptions {
  /**
   * Seconds of Retry-After on response 0 (the first), 1, …; undefined where it was not sent. Leave the
   * function out when no response has been seen yet. A value that is not a number ≥ 0 counts as not sent.
   */
  readonly retryAfterSeconds?: ((attemptIndex: number) => number | undefined) | undefined;
  /** Id of one of the policy's readings; the first when absent or unknown. */
  readonly reading?: string | undefined;
}

/** No schedule is drawn further than this, so that a careless rule cannot fill the memory. */
export const maxDrawnRetries = 10_000;

/**
 * The retries that a policy permits after a first response, in O(retries).
 *
 * A rule that gives no instants (`never`, `limited`, `not-stated`, …) answers with empty `waits` and says in
 * `spacing` and `end` what it does give; a Retry-After that leads out of the window leaves none as well.
 */
export function simulateSchedule(policy: Policy, options: ScheduleOptions = {}): Schedule {
  const maxRetries = readingOf(policy, options.reading)?.maxRetries ?? policy.maxRetries ?? null;
  switch (policy.decision) {
    case 'interval':
    case 'exponential':
    case 'after-header':
      return walk(policy, maxRetries, options);
    case 'anytime':
      return once(policy, maxRetries, options);
    case 'limited':
      return band(policy, maxRetries, options);
    case 'not-stated':
      return nothing(policy, maxRetries, 'not-stated');
    default:
      return nothing(policy, maxRetries, 'never');
  }
}

/**
 * The rule's own wait before retry `retry` (1, 2, …), seconds, Retry-After left aside; undefined when it
 * states none.
 */
export function ruleWaitSeconds(policy: Policy, retry: number): number | undefined {
  if (policy.decision === 'interval') return policy.intervalSeconds;
  if (policy.decision !== 'exponential' || !policy.backoff) return undefined;
  const { initialSeconds, factor } = policy.backoff;
  // A power that overflows would make no number of a wait of nothing.
  return initialSeconds === 0 ? 0 : initialSeconds * factor ** (retry - 1);
}

function walk(policy: Policy, maxRetries: number | null, options: ScheduleOptions): Schedule {
  const role = retryAfterRole(policy);
  const window = policy.windowSeconds ?? Number.POSITIVE_INFINITY;
  const unlimited = Number.isFinite(window) ? maxDrawnRetries : 1;
  const count = Math.min(maxRetries ?? unlimited, maxDrawnRetries);
  const waits: number[] = [];
  const instants: number[] = [];
  let end: ScheduleEnd = maxRetries !== null ? 'max-retries' : unlimited === 1 ? 'one-known' : 'window';
  let instant = 0;
  for (let retry = 1; retry <= count; retry++) {
    const own = ruleWaitSeconds(policy, retry);
    const header = role === 'hint' ? undefined : headerSeconds(options, retry - 1);
    const wait = joinWaits(own, header, role === 'minimum');
    if (wait === undefined) {
      end = endWithoutWait(policy, retry, options);
      break;
    }
    instant += wait;
    if (instant > window) {
      end = 'window';
      break;
    }
    waits.push(wait);
    instants.push(instant);
  }
  const spacing = waits.length > 0 ? 'exact' : 'none';
  return { ...nothing(policy, maxRetries, end), waits, instants, spacing };
}

/** A `minimum` header lengthens the rule's wait; any other replaces it. */
function joinWaits(own: number | undefined, header: number | undefined, isMinimum: boolean) {
  if (own === undefined || header === undefined) return header ?? own;
  return isMinimum ? Math.max(own, header) : header;
}

/** Once retries are under way what a later response will carry is open; only the first one's is settled. */
function endWithoutWait(policy: Policy, retry: number, options: ScheduleOptions): ScheduleEnd {
  if (policy.decision !== 'after-header') return 'not-stated';
  if (retry > 1 || !options.retryAfterSeconds) return 'needs-header';
  return policy.withoutHeader ?? 'needs-header';
}

function once(policy: Policy, maxRetries: number | null, options: ScheduleOptions): Schedule {
  const wait = firstHeaderSeconds(policy, options) ?? 0;
  if (wait > (policy.windowSeconds ?? wait)) return nothing(policy, maxRetries, 'window');
  const waits = [wait];
  return {
    ...nothing(policy, maxRetries, 'not-stated'),
    waits,
    instants: [...waits],
    spacing: 'unbounded',
  };
}

function band(policy: Policy, maxRetries: number | null, options: ScheduleOptions): Schedule {
  const from = firstHeaderSeconds(policy, options) ?? 0;
  const window = policy.windowSeconds;
  if (window !== undefined && from > window) return nothing(policy, maxRetries, 'window');
  const illustration: number[] = [];
  if (window !== undefined && maxRetries !== null) {
    const count = Math.min(maxRetries, maxDrawnRetries);
    for (let k = 1; k <= count; k++)
      illustration.push(Math.min(window, from + ((window - from) * k) / maxRetries));
  }
  const end = maxRetries === null ? 'not-stated' : 'max-retries';
  return { ...nothing(policy, maxRetries, end), spacing: 'band', illustration };
}

function nothing(policy: Policy, maxRetries: number | null, end: ScheduleEnd): Schedule {
  return {
    waits: [],
    instants: [],
    spacing: 'none',
    windowSeconds: policy.windowSeconds ?? null,
    maxRetries,
    illustration: [],
    end,
  };
}

function readingOf(policy: Policy, id: string | undefined): Reading | undefined {
  return policy.readings?.find((reading) => reading.id === id) ?? policy.readings?.[0];
}

function firstHeaderSeconds(policy: Policy, options: ScheduleOptions): number | undefined {
  return retryAfterRole(policy) === 'hint' ? undefined : headerSeconds(options, 0);
}

function headerSeconds(options: ScheduleOptions, attemptIndex: number): number | undefined {
  const seconds = options.retryAfterSeconds?.(attemptIndex);
  return seconds !== undefined && seconds >= 0 && Number.isFinite(seconds) ? seconds : undefined;
}
