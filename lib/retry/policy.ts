// What a provider's rule for one status says about sending the request again, as data.

/** The answers a rule can give; see README "Advice" for what each reads as. */
export const decisions = [
  'never',
  'after-change',
  'after-auth',
  'anytime',
  'after-header',
  'limited',
  'interval',
  'exponential',
  'not-stated',
  'not-applicable',
] as const;
export type Decision = (typeof decisions)[number];

/**
 * Where the advice comes from, strongest first: the row's own retry text, a rule the page states for a group,
 * the row's description, the RFCs, the x00 of an unknown code's class, or no response at all.
 */
export const stages = ['stated', 'section', 'described', 'generic', 'class', 'transport'] as const;
export type Stage = (typeof stages)[number];

/** Exponential backoff: wait n (n = 1, 2, …) is `initialSeconds * factor ** (n - 1)` seconds. */
export interface Backoff {
  readonly initialSeconds: number;
  readonly factor: number;
  /** The document's own formula, for people: `2^(3n)`. */
  readonly formula: string;
}

/** One way to understand an ambiguous rule; the first of a policy's readings is the default. */
export interface Reading {
  /** Short and stable: `A`, `B`. */
  readonly id: string;
  /** What it takes the document to mean, in a few words. */
  readonly label: string;
  readonly maxRetries: number;
}

/**
 * How a Retry-After header joins in.
 * - `minimum`: the wait is the longer of the rule's own and the header's.
 * - `instead`: the header replaces the rule's wait.
 * - `required`: without the header the rule is `withoutHeader`.
 * - `hint`: shown, changes nothing (the rule says never).
 */
export type RetryAfterRole = 'minimum' | 'instead' | 'required' | 'hint';

/** A provider's rule for one status. Durations are seconds, counts are retries (not attempts). */
export interface Policy {
  readonly decision: Decision;
  readonly stage: Stage;
  /** Retries after the first attempt; absent when not stated. */
  readonly maxRetries?: number;
  /** Retries must start within this long after the first failed response; absent when not stated. */
  readonly windowSeconds?: number;
  /** Fixed spacing, for `interval`. */
  readonly intervalSeconds?: number;
  /** For `exponential`. */
  readonly backoff?: Backoff;
  /** Defaults to `minimum` where the rule allows a retry, `hint` where it does not. */
  readonly retryAfter?: RetryAfterRole;
  /** For `after-header`: what holds when the header was not sent. */
  readonly withoutHeader?: 'never' | 'not-stated';
  readonly readings?: readonly Reading[];
  /** What the document asks for besides: `contact` the provider. */
  readonly escalate?: 'contact';
  /** Things a person should know before acting, own words, one sentence each. */
  readonly cautions?: readonly string[];
}

/** True where the rule lets the same request be sent again at some time. */
export function allowsRetry(decision: Decision): boolean {
  return (
    decision === 'anytime' ||
    decision === 'after-header' ||
    decision === 'limited' ||
    decision === 'interval' ||
    decision === 'exponential'
  );
}

/** The role Retry-After plays in a policy, with the default filled in. */
export function retryAfterRole(policy: Policy): RetryAfterRole {
  if (policy.retryAfter) return policy.retryAfter;
  if (policy.decision === 'after-header') return 'required';
  return allowsRetry(policy.decision) ? 'minimum' : 'hint';
}
