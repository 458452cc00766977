// What an attempt did that the rule in force did not allow, or that a person should know.
import { type Exchange, endedAt, responseReceivedAt } from '../http/exchange.ts';
import { hasIdempotencyKey, isIdempotent } from '../http/methods.ts';
import { type RetryAfter, retryAfterToleranceMs } from '../http/retry-after.ts';
import { type Attempt, isChainTrusted, isTrusted } from './attempt.ts';
import { formatDuration } from './duration.ts';
import type { Finding, FindingId, Severity } from './finding.ts';
import { allowsRetry, type Decision, type Policy, retryAfterRole, type Stage } from './policy.ts';
import { compareRequests, type Sameness } from './same-request.ts';
import { ruleWaitSeconds } from './schedule.ts';
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

/** Timers fire a little early and clocks have whole milliseconds: a wait this much shorter is on time. */
const timerToleranceMs = 50;

/** A wait of at least this share of the stated one is a jittered client's, not a hasty one's. */
const marginalShare = 0.5;

/**
 * What is to be said about `current`, given the earlier attempts of its call in order of start. The rule is
 * read at the response that `current` follows, the latest received before it started; the window starts at
 * the first failed response. Empty for a first attempt and for a request that was changed as its rule asks.
 * Departures from `stated` and `section` rules are violations, from `described` ones departures, else notes;
 * a violation needs a trusted grouping. RFC 9110 §9.2.2 (methods), §10.2.3 (Retry-After).
 */
export function auditAttempt(previous: readonly AuditedAttempt[], current: AuditedAttempt): Finding[] {
  const last = followedAttempt(previous, current);
  if (!last) return [];
  const sameness = compareRequests(last.exchange, current.exchange);
  if (sameness === 'changed' && asksForChange(last)) return [];
  return [
    findForbidden(last, current, sameness),
    findTooEarly(last, current),
    findTooFast(last, current),
    findTooMany(previous, last, current),
    findOutsideWindow(previous, last, current),
    findUnsafe(current),
  ].filter((finding) => finding !== undefined);
}

function findForbidden(last: AuditedAttempt, current: AuditedAttempt, sameness: Sameness) {
  const decision = decisionFor(last);
  if (decision !== 'never' && decision !== 'after-change') return undefined;
  const severity = severityOf(last.policy.stage, isTrusted(current.attempt));
  const after = `${formatDuration(waitedMs(last, current) / 1000)} after ${responseName(last)}`;
  const without = last.policy.withoutHeader ? ' without Retry-After' : '';
  const message =
    decision === 'after-change'
      ? `Sent again unchanged ${after}, which asks for a changed request`
      : `Sent again ${after}${without}, which is not to be retried`;
  if (sameness === 'same') return found('retried-do-not-retry', severity, message);
  const lowered = severity === 'violation' ? 'departure' : 'note';
  return found('retried-do-not-retry', lowered, `${message}; new credentials would not have been seen`);
}

function findTooEarly(last: AuditedAttempt, current: AuditedAttempt) {
  const { policy, retryAfter } = last;
  if (retryAfter.kind === 'none' || retryAfter.kind === 'invalid') return undefined;
  if (!holdsToHeader(policy)) return undefined;
  const earlyMs = retryAfter.floorSeconds * 1000 - waitedMs(last, current);
  if (earlyMs <= retryAfterToleranceMs(retryAfter)) return undefined;
  const message = `Sent ${formatDuration(earlyMs / 1000)} before Retry-After allowed it`;
  return found('too-early', severityOf(policy.stage, isTrusted(current.attempt)), message);
}

function findTooFast(last: AuditedAttempt, current: AuditedAttempt) {
  const { policy, retryAfter } = last;
  const replaced = retryAfter.kind === 'seconds' || retryAfter.kind === 'date';
  if (replaced && retryAfterRole(policy) === 'instead') return undefined;
  const retry = current.attempt.attempt - 1;
  // Past its last retry the rule states no wait: that there is another at all is what is wrong then.
  if (retry > (largestCap(policy) ?? retry)) return undefined;
  const wait = ruleWaitSeconds(policy, retry);
  const waited = waitedMs(last, current);
  if (wait === undefined || !Number.isFinite(wait) || wait * 1000 - waited <= timerToleranceMs)
    return undefined;
  const figures =
    `${formatDuration(waited / 1000)} after the response, ${formatDuration(wait - waited / 1000)} ` +
    `short of the ${formatDuration(wait)} before retry ${retry}`;
  if (waited >= wait * 1000 * marginalShare) {
    return found('faster-than-schedule', 'note', `Sent ${figures}: marginal, as a jittered client's`);
  }
  return found(
    'faster-than-schedule',
    severityOf(policy.stage, isTrusted(current.attempt)),
    `Sent ${figures}`,
  );
}

/** Retries count against the cap they were made under: 429 and 503 may share one of five, 500 and 401 may not. */
function findTooMany(previous: readonly AuditedAttempt[], last: AuditedAttempt, current: AuditedAttempt) {
  const { attempt } = current;
  const cap = largestCap(last.policy);
  if (cap === undefined || attempt.attempt - 1 <= cap) return undefined;
  let lowest = attempt.attempt;
  let retries = 0;
  for (let index = previous.length - 1; index >= 0 && retries <= cap; index--) {
    const earlier = previous[index];
    // Overlapping attempts have the same number and count once.
    if (!earlier || earlier.attempt.attempt >= lowest) continue;
    lowest = earlier.attempt.attempt;
    if (largestCap(earlier.policy) === cap) retries++;
  }
  if (retries <= cap) return undefined;
  const message = `Retry ${attempt.attempt - 1} of the call, where the rule in force allows at most ${cap}`;
  return found('too-many', severityOf(last.policy.stage, isChainTrusted(attempt)), message);
}

function findOutsideWindow(
  previous: readonly AuditedAttempt[],
  last: AuditedAttempt,
  current: AuditedAttempt,
) {
  const window = last.policy.windowSeconds;
  const first = previous.find(({ exchange }) => outcomeOf(exchange) === 'failed') ?? previous[0];
  if (window === undefined || !first) return undefined;
  const elapsed = waitedMs(first, current);
  if (elapsed - window * 1000 <= timerToleranceMs) return undefined;
  const message =
    `Sent ${formatDuration(elapsed / 1000)} after the first failed response, ` +
    `${formatDuration(elapsed / 1000 - window)} outside the window of ${formatDuration(window)}`;
  return found('outside-window', severityOf(last.policy.stage, isChainTrusted(current.attempt)), message);
}

function findUnsafe({ exchange: { method, requestHeaders } }: AuditedAttempt) {
  if (isIdempotent(method)) return undefined;
  return hasIdempotencyKey(requestHeaders)
    ? found('unsafe-method', 'note', `${method} sent again, with an Idempotency-Key`)
    : found('unsafe-method', 'caution', `${method} sent again without an Idempotency-Key: it may act twice`);
}

/** The attempt whose response `current` answers: overlapping attempts of the same number are not it. */
function followedAttempt(previous: readonly AuditedAttempt[], current: AuditedAttempt) {
  const start = current.exchange.startedDateTime;
  return previous.findLast(
    (earlier) => earlier.attempt.attempt < current.attempt.attempt && receivedAt(earlier) <= start,
  );
}

/** The decision once the header's presence is known. One that cannot be read was sent: that is the server's fault. */
function decisionFor({ policy, retryAfter }: AuditedAttempt): Decision {
  if (policy.withoutHeader === undefined) return policy.decision;
  return retryAfter.kind === 'none' ? policy.withoutHeader : 'after-header';
}

/** Rules under which only a different request is sent: once it differs, they say nothing about it. */
function asksForChange(attempt: AuditedAttempt): boolean {
  const decision = decisionFor(attempt);
  return decision === 'never' || decision === 'after-change' || decision === 'after-auth';
}

/** Retry-After holds wherever a retry isn't ruled out, also where the provider says nothing (RFC 9110 §10.2.3). */
function holdsToHeader(policy: Policy): boolean {
  if (policy.retryAfter === 'hint') return false;
  return allowsRetry(policy.decision) || policy.decision === 'not-stated';
}

/** An ambiguous rule is kept by whoever keeps its widest reading. */
function largestCap({ maxRetries, readings = [] }: Policy): number | undefined {
  const caps = readings.map((reading) => reading.maxRetries);
  if (maxRetries !== undefined) caps.push(maxRetries);
  return caps.length > 0 ? Math.max(...caps) : undefined;
}

function severityOf(stage: Stage, trusted: boolean): Severity {
  if (stage === 'described') return 'departure';
  if (stage !== 'stated' && stage !== 'section') return 'note';
  return trusted ? 'violation' : 'departure';
}

function waitedMs(earlier: AuditedAttempt, current: AuditedAttempt): number {
  return Math.max(0, current.exchange.startedDateTime - receivedAt(earlier));
}

function receivedAt({ exchange }: AuditedAttempt): number {
  return exchange.status === 0 ? endedAt(exchange) : responseReceivedAt(exchange);
}

function responseName({ exchange }: AuditedAttempt): string {
  return exchange.status === 0 ? 'a failure' : String(exchange.status);
}

const found = (id: FindingId, severity: Severity, message: string): Finding => ({ id, severity, message });
