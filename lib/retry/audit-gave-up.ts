// Whether a call ended while the rule still had a retry to give.
import { carriesIdempotencyKey, isIdempotent } from '../http/methods.ts';
import { say } from '../words/say.ts';
import {
  type AuditedAttempt,
  decisionFor,
  receivedAt,
  responseName,
  retryCaps,
  windowOpener,
} from './audit-attempt.ts';
import { formatDuration } from './duration.ts';
import type { Finding } from './finding.ts';
import { allowsRetry, type Policy, retryAfterRole } from './policy.ts';
import { ruleWaitSeconds } from './schedule.ts';
import { outcomeOf } from './sightings.ts';

/** The retry that the rule in force has left after the last attempt of a call. */
export interface OpenRetry {
  /** The call's last attempt, which failed. */
  readonly last: AuditedAttempt;
  /** When the last response was received, epoch ms. */
  readonly since: number;
  /** The wait from that response, seconds; null where the rule only says within which window. */
  readonly waitSeconds: number | null;
  /** The rule's window from the first failed response, seconds; null when not stated. */
  readonly windowSeconds: number | null;
  /** Epoch ms: a client that follows the rule, jitter included, has sent the retry by then. */
  readonly overdueAt: number;
}

/** Additive jitter of up to this share of the wait keeps a rule: whoever waits a little longer has not given up. */
const jitterShare = 0.2;
/** … and no timer is expected to be better than this. */
const leastGraceMs = 1000;

/**
 * The retry that is still open after a call's attempts, given in order of start. undefined where nothing is due:
 * the last response is no failure (Huawei OCE's 100 and 206 among them) or not there yet; the rule allows no
 * retry, names no instant (`anytime`) or has none left in its count or window; or a method that is not
 * idempotent went without an Idempotency-Key (RFC 9110 §9.2.2). Of a rule with several readings the
 * shortest count will do, and of one without a count, one retry. `limited` is due at the end of its window.
 */
export function openRetryAfter(chain: readonly AuditedAttempt[]): OpenRetry | undefined {
  const last = lastFailure(chain);
  const opener = windowOpener(chain);
  if (!last || !opener || !allowsRetry(decisionFor(last)) || !isRepeatable(last)) return undefined;
  const { policy } = last;
  const caps = retryCaps(policy);
  const retries = last.attempt.attempt - 1;
  if (retries >= (caps.length > 0 ? Math.min(...caps) : 1)) return undefined;

  const since = receivedAt(last);
  const windowSeconds = policy.windowSeconds ?? null;
  const windowEnd = windowSeconds === null ? null : receivedAt(opener) + windowSeconds * 1000;
  const wait = waitBefore(last, retries + 1);
  const due = since + (wait ?? 0) * 1000;
  if (windowEnd !== null && due > windowEnd) return undefined;
  if (policy.decision === 'limited') {
    if (windowEnd === null) return undefined;
    return { last, since, waitSeconds: null, windowSeconds, overdueAt: windowEnd + leastGraceMs };
  }
  if (wait === undefined || !Number.isFinite(due)) return undefined;
  const grace = Math.max(leastGraceMs, jitterShare * wait * 1000);
  return { last, since, waitSeconds: wait, windowSeconds, overdueAt: due + grace };
}

/** What is to be said of a call whose open retry never came, although its page lived past `overdueAt`. */
export function describeGivenUp({ last, waitSeconds, windowSeconds }: OpenRetry): Finding {
  const { attempt } = last.attempt;
  const due =
    waitSeconds === null
      ? say('audit.dueWithin', { window: formatDuration(windowSeconds ?? Number.NaN) })
      : say('audit.dueAfter', { wait: formatDuration(waitSeconds) });
  const word = attempt === 1 ? 'audit.gaveUp' : 'audit.gaveUpLater';
  const message = say(word, { response: responseName(last), attempt, due });
  return { id: 'gave-up', severity: 'advice', message };
}

/** The latest attempt, where it and whatever overlapped it failed. */
function lastFailure(chain: readonly AuditedAttempt[]): AuditedAttempt | undefined {
  let latest: AuditedAttempt | undefined;
  for (const one of chain) {
    const outcome = outcomeOf(one.exchange);
    if (outcome === 'open') return undefined;
    if (latest && one.attempt.attempt < latest.attempt.attempt) continue;
    const overlapping = latest?.attempt.attempt === one.attempt.attempt;
    if (overlapping && latest && outcomeOf(latest.exchange) !== 'failed') continue;
    latest = one;
  }
  return latest && outcomeOf(latest.exchange) === 'failed' ? latest : undefined;
}

function isRepeatable({ exchange }: AuditedAttempt): boolean {
  return isIdempotent(exchange.method) || carriesIdempotencyKey(exchange);
}

/** The wait before a retry, seconds: the rule's own and the header's, joined as the rule says. */
function waitBefore({ policy, retryAfter }: AuditedAttempt, retry: number): number | undefined {
  const own = ruleWaitSeconds(policy, retry);
  const sent = retryAfter.kind === 'seconds' || retryAfter.kind === 'date';
  const header = sent && holds(policy) ? retryAfter.seconds : undefined;
  if (own === undefined || header === undefined) return header ?? own;
  return retryAfterRole(policy) === 'minimum' ? Math.max(own, header) : header;
}

const holds = (policy: Policy): boolean => retryAfterRole(policy) !== 'hint';
