// What an attempt did that the rule in force did not allow, or that a person should know.
import { carriesIdempotencyKey, isIdempotent } from '../http/methods.ts';
import { retryAfterToleranceMs } from '../http/retry-after.ts';
import { say } from '../words/say.ts';
import { isChainTrusted, isTrusted } from './attempt.ts';
import {
  type AuditedAttempt,
  decisionFor,
  followedAttempt,
  responseName,
  retryCaps,
  waitedMs,
  windowOpener,
} from './audit-attempt.ts';
import { formatDuration } from './duration.ts';
import type { Finding, FindingId, Severity } from './finding.ts';
import { allowsRetry, type Policy, retryAfterRole, type Stage } from './policy.ts';
import { compareRequests, type Sameness } from './same-request.ts';
import { ruleWaitSeconds } from './schedule.ts';

export type { AuditedAttempt } from './audit-attempt.ts';

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
  // Comparing two requests costs more than all the rest, and matters to these rules only.
  const sameness = asksForChange(last) ? compareRequests(last.exchange, current.exchange) : 'same';
  if (sameness === 'changed') return [];
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
  const forbidden = last.policy.withoutHeader ? 'audit.forbiddenNoHeader' : 'audit.forbidden';
  const message = say(decision === 'after-change' ? 'audit.unchanged' : forbidden, {
    waited: formatDuration(waitedMs(last, current) / 1000),
    response: responseName(last),
  });
  if (sameness === 'same') return found('retried-do-not-retry', severity, message);
  const lowered = severity === 'violation' ? 'departure' : 'note';
  return found('retried-do-not-retry', lowered, say('audit.unseen', { message }));
}

function findTooEarly(last: AuditedAttempt, current: AuditedAttempt) {
  const { policy, retryAfter } = last;
  if (retryAfter.kind === 'none' || retryAfter.kind === 'invalid') return undefined;
  if (!holdsToHeader(policy)) return undefined;
  const earlyMs = retryAfter.floorSeconds * 1000 - waitedMs(last, current);
  if (earlyMs <= retryAfterToleranceMs(retryAfter)) return undefined;
  const message = say('audit.tooEarly', { early: formatDuration(earlyMs / 1000) });
  const severity = severityOf(policy.stage, isTrusted(current.attempt));
  return found('too-early', severity, message, earlyMs / 1000);
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
  const early = wait - waited / 1000;
  const message = say('audit.tooFast', {
    waited: formatDuration(waited / 1000),
    early: formatDuration(early),
    wait: formatDuration(wait),
    retry,
  });
  if (waited >= wait * 1000 * marginalShare) {
    return found('faster-than-schedule', 'note', say('audit.marginal', { message }), early);
  }
  const severity = severityOf(policy.stage, isTrusted(current.attempt));
  return found('faster-than-schedule', severity, message, early);
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
  const message = say('audit.tooMany', { retry: attempt.attempt - 1, most: cap });
  return found('too-many', severityOf(last.policy.stage, isChainTrusted(attempt)), message);
}

function findOutsideWindow(
  previous: readonly AuditedAttempt[],
  last: AuditedAttempt,
  current: AuditedAttempt,
) {
  const window = last.policy.windowSeconds;
  const first = windowOpener(previous);
  if (window === undefined || !first) return undefined;
  const elapsed = waitedMs(first, current);
  const late = elapsed / 1000 - window;
  if (late * 1000 <= timerToleranceMs) return undefined;
  const message = say('audit.outside', {
    elapsed: formatDuration(elapsed / 1000),
    late: formatDuration(late),
    window: formatDuration(window),
  });
  const severity = severityOf(last.policy.stage, isChainTrusted(current.attempt));
  return found('outside-window', severity, message, late);
}

function findUnsafe({ exchange }: AuditedAttempt) {
  const { method } = exchange;
  if (isIdempotent(method)) return undefined;
  return carriesIdempotencyKey(exchange)
    ? found('unsafe-method', 'note', say('audit.unsafeKey', { method }))
    : found('unsafe-method', 'caution', say('audit.unsafe', { method }));
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
function largestCap(policy: Policy): number | undefined {
  const caps = retryCaps(policy);
  return caps.length > 0 ? Math.max(...caps) : undefined;
}

function severityOf(stage: Stage, trusted: boolean): Severity {
  if (stage === 'described') return 'departure';
  if (stage !== 'stated' && stage !== 'section') return 'note';
  return trusted ? 'violation' : 'departure';
}

function found(id: FindingId, severity: Severity, message: string, seconds?: number): Finding {
  return seconds === undefined ? { id, severity, message } : { id, severity, message, seconds };
}
