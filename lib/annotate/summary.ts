// How advice reads: the one-line summary and the sentences under it, in plain words.
import { quoted, shown } from '../http/quoted.ts';
import type { RetryAfter } from '../http/retry-after.ts';
import type { ServerHints } from '../http/retry-hints.ts';
import { formatDuration } from '../retry/duration.ts';
import { allowsRetry, type Decision, type Policy } from '../retry/policy.ts';
import type { Schedule } from '../retry/schedule.ts';

/** What the wording depends on besides the policy. */
export interface Situation {
  readonly policy: Policy;
  readonly schedule: Schedule;
  readonly retryAfter: RetryAfter;
  /** False when only the status is known (a look-up), so that "not sent" can't be told from "not known". */
  readonly live: boolean;
  /** True when the policy would have allowed a retry had Retry-After been sent. */
  readonly lacksHeader: boolean;
}

/** The one line: what to do. No final full stop. */
export function summarise({ policy, schedule, retryAfter, live, lacksHeader }: Situation): string {
  const header = retryAfter.kind === 'seconds' || retryAfter.kind === 'date' ? retryAfter.seconds : undefined;
  const first = schedule.waits[0];
  switch (policy.decision) {
    case 'never':
      return lacksHeader ? 'Do not retry · no Retry-After' : 'Do not retry';
    case 'after-change':
      return 'Change the request first';
    case 'after-auth':
      return 'Authenticate first';
    case 'not-applicable':
      return 'Nothing to retry';
    case 'not-stated':
      if (header !== undefined) return `Not stated · not before ${formatDuration(header)}`;
      return lacksHeader ? 'Not stated · no Retry-After' : 'Not stated';
    case 'anytime':
      return header ? waitThenRetry(header) : 'May be repeated at any time';
    case 'after-header':
      if (header !== undefined) return waitThenRetry(header);
      return live ? 'Retry only after Retry-After' : 'Only if Retry-After is sent, and not before it';
    case 'limited': {
      const limit = `at most ${count(policy.maxRetries ?? 0, 'retry', 'retries')}${within(policy)}`;
      return header ? `Wait ${formatDuration(header)}, then ${limit}` : capitalise(limit);
    }
    case 'interval': {
      const every = policy.intervalSeconds ?? 0;
      if (first === undefined) return `No retry fits the ${formatDuration(policy.windowSeconds ?? 0)} window`;
      if (first > every) return waitThenRetry(first);
      return `Every ${every} s, up to ${formatDuration(policy.windowSeconds ?? 0)}`;
    }
    case 'exponential':
      return first === undefined ? 'Do not retry' : waitThenRetry(first);
  }
}

/** Whole sentences that say how the rule goes on; '' when the summary says it all. */
export function explain({ policy, schedule, lacksHeader, live }: Situation): string {
  const sentences: string[] = [];
  switch (policy.decision) {
    case 'exponential': {
      const [first, ...rest] = schedule.waits.map(formatDuration);
      if (first === undefined) break;
      sentences.push(
        `Wait ${first} before the first retry${rest.length > 0 ? `, then ${rest.join(', ')}` : ''}: ` +
          `${policy.backoff?.formula ?? 'exponential'} seconds before retry n, at most ${count(schedule.waits.length, 'retry', 'retries')}.`,
      );
      sentences.push(
        policy.retryAfter === 'instead'
          ? 'A Retry-After header takes the place of the backoff.'
          : 'A Retry-After header sets the least wait: the longer of the two holds.',
      );
      break;
    }
    case 'interval':
      sentences.push(
        `One retry each ${policy.intervalSeconds ?? 0} s${within(policy)} of the first failed response` +
          `${policy.maxRetries ? `: ${count(policy.maxRetries, 'retry', 'retries')} at most` : ''}.`,
      );
      break;
    case 'limited':
      sentences.push('How far apart is not stated, so no instant is given.');
      break;
    case 'anytime':
      sentences.push('The request may be sent again unchanged; neither a delay nor a count is stated.');
      break;
    case 'after-header':
      if (policy.maxRetries) sentences.push(`At most ${count(policy.maxRetries, 'retry', 'retries')}.`);
      if (!live) sentences.push(withoutHeader(policy));
      break;
    case 'after-change':
      sentences.push('Sending the same request again goes against it; a changed request is a new call.');
      break;
    default:
      if (lacksHeader) sentences.push('A retry would be allowed only if a Retry-After header had been sent.');
  }
  return sentences.join(' ');
}

/**
 * What the server says besides Retry-After, one caution each: a wait where no Retry-After precedes it, a yes or no
 * that differs from the rule, quotas with nothing left. These fields never change the advice itself.
 */
export function cautionsOfHints(hints: ServerHints, decision: Decision, retryAfter: RetryAfter): string[] {
  const cautions: string[] = [];
  const { shouldRetry, retryAfterMs, limits } = hints;
  const said = shouldRetry === undefined ? '' : answerBeside(shouldRetry, decision);
  if (said) cautions.push(said);
  const preceded = retryAfter.kind === 'seconds' || retryAfter.kind === 'date';
  if (retryAfterMs && !preceded && decision !== 'not-applicable') {
    const { field, ms } = retryAfterMs;
    const still = decision === 'never' ? ', yet the rule is not to retry' : '';
    cautions.push(
      `The server sent ${field}: ${ms}, which some clients honour (${formatDuration(ms / 1000)})${still}.`,
    );
  }
  const named = new Set<string>();
  for (const { name, unit, remaining, resetSeconds } of limits) {
    // The older fields often repeat the newer ones.
    if (remaining !== 0 || named.has(name)) continue;
    named.add(name);
    const quota = name === '' ? 'quota' : `quota ${quoted(name)}`;
    const refill = resetSeconds === null ? '' : ` and refills in ${formatDuration(resetSeconds)}`;
    cautions.push(`The server's own ${quota} has 0${unit && ` ${shown(unit)}`} left${refill}.`);
  }
  return cautions;
}

/** '' where the server only confirms the rule. */
function answerBeside(shouldRetry: boolean, decision: Decision): string {
  if (!shouldRetry) {
    if (allowsRetry(decision)) return 'The server says not to retry this response, yet the rule allows it.';
    return decision === 'not-stated' ? 'The server says not to retry this response.' : '';
  }
  switch (decision) {
    case 'never':
      return 'The server says to retry this response, yet the rule is not to.';
    case 'after-change':
      return 'The server says to retry this response, yet the rule is to change the request first.';
    case 'after-auth':
      return 'The server says to retry this response, yet the rule is to authenticate first.';
    case 'not-stated':
      return 'The server says that this response may be retried.';
    default:
      return '';
  }
}

function withoutHeader(policy: Policy): string {
  return policy.withoutHeader === 'never'
    ? 'Without the header, do not retry.'
    : 'Without the header, nothing is stated.';
}

const waitThenRetry = (seconds: number): string =>
  seconds > 0 ? `Wait ${formatDuration(seconds)}, then retry` : 'Retry now';

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

const within = (policy: Policy): string =>
  policy.windowSeconds ? ` within ${formatDuration(policy.windowSeconds)}` : '';

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
