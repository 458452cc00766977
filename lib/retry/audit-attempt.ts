// One attempt with what its response said, and the questions that every part of the audit asks of it.
import { type Exchange, endedAt, responseReceivedAt } from '../http/exchange.ts';
import type { RetryAfter } from '../http/retry-after.ts';
import { say } from '../words/say.ts';
import type { Attempt } from './attempt.ts';
import type { Decision, Policy } from './policy.ts';
import { outcomeOf } from './sightings.ts';

/** One attempt with what its response said. */
export interface AuditedAttempt {
  readonly exchange: Exchange;
  /** The rule in force for this response. */
  readonly policy: Policy;
  /** Of this response. */
  readonly retryAfter: RetryAfter;
  readonly attempt: Attempt;
}

/** When the client could first act on the attempt's outcome, epoch ms: at the response head, else at the failure. */
export function receivedAt({ exchange }: Pick<AuditedAttempt, 'exchange'>): number {
  return exchange.status === 0 ? endedAt(exchange) : responseReceivedAt(exchange);
}

/**
 * The attempt whose response `current` answers, of the first `count` of its call in order of start: the latest
 * that was received before it started. Overlapping attempts of the same number are not it.
 */
export function followedAttempt<One extends Pick<AuditedAttempt, 'exchange' | 'attempt'>>(
  chain: readonly One[],
  current: One,
  count: number = chain.length,
): One | undefined {
  for (let index = count - 1; index >= 0; index--) {
    const earlier = chain[index];
    if (!earlier || earlier.attempt.attempt >= current.attempt.attempt) continue;
    if (receivedAt(earlier) <= current.exchange.startedDateTime) return earlier;
  }
  return undefined;
}

/** From an earlier attempt's response to the start of a later one, ms, ≥ 0. */
export function waitedMs(earlier: AuditedAttempt, current: AuditedAttempt): number {
  return Math.max(0, current.exchange.startedDateTime - receivedAt(earlier));
}

/** What a sentence calls the attempt's outcome: `503`, `a failure`. */
export function responseName({ exchange }: AuditedAttempt): string {
  return exchange.status === 0 ? say('audit.failure') : String(exchange.status);
}

/** The decision once the header's presence is known. One that cannot be read was sent: that is the server's fault. */
export function decisionFor({ policy, retryAfter }: AuditedAttempt): Decision {
  if (policy.withoutHeader === undefined) return policy.decision;
  return retryAfter.kind === 'none' ? policy.withoutHeader : 'after-header';
}

/** The counts of retries that the rule allows, one for each way to read it; empty when it states none. */
export function retryCaps({ maxRetries, readings = [] }: Policy): number[] {
  const caps = readings.map((reading) => reading.maxRetries);
  if (maxRetries !== undefined) caps.push(maxRetries);
  return caps;
}

/** The attempt at whose response a rule's window opens: the first that failed, else the first of all. */
export function windowOpener(chain: readonly AuditedAttempt[]): AuditedAttempt | undefined {
  return chain.find(({ exchange }) => outcomeOf(exchange) === 'failed') ?? chain[0];
}
