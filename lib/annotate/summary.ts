// How advice reads: the one-line summary and the sentences under it, in plain words.
import { quoted, shown } from '../http/quoted.ts';
import type { RetryAfter } from '../http/retry-after.ts';
import type { ServerHints } from '../http/retry-hints.ts';
import { formatDuration } from '../retry/duration.ts';
import { allowsRetry, type Decision, type Policy } from '../retry/policy.ts';
import type { Schedule } from '../retry/schedule.ts';
import { sayJoined } from '../words/joined.ts';
import { say, type Word } from '../words/say.ts';

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
      return say(lacksHeader ? 'advice.neverNoHeader' : 'advice.never');
    case 'after-change':
      return say('advice.change');
    case 'after-auth':
      return say('advice.authenticate');
    case 'not-applicable':
      return say('advice.nothing');
    case 'not-stated':
      if (header !== undefined) return say('advice.notStatedUntil', { wait: formatDuration(header) });
      return say(lacksHeader ? 'advice.notStatedNoHeader' : 'advice.notStated');
    case 'anytime':
      return header ? waitThenRetry(header) : say('advice.anytime');
    case 'after-header':
      if (header !== undefined) return waitThenRetry(header);
      return say(live ? 'advice.onlyAfter' : 'advice.onlyIf');
    case 'limited':
      return limited(policy, header);
    case 'interval': {
      const every = policy.intervalSeconds ?? 0;
      const window = formatDuration(policy.windowSeconds ?? 0);
      if (first === undefined) return say('advice.noFit', { window });
      return first > every ? waitThenRetry(first) : say('advice.every', { every, window });
    }
    case 'exponential':
      return first === undefined ? say('advice.never') : waitThenRetry(first);
  }
}

function limited({ maxRetries: n = 0, windowSeconds }: Policy, header: number | undefined): string {
  const wait = formatDuration(header ?? 0);
  if (!windowSeconds) return say(header ? 'advice.waitAtMost' : 'advice.atMost', { n, wait });
  const window = formatDuration(windowSeconds);
  return say(header ? 'advice.waitAtMostWithin' : 'advice.atMostWithin', { n, wait, window });
}

/** Whole sentences that say how the rule goes on; '' when the summary says it all. */
export function explain(situation: Situation): string {
  const { policy, lacksHeader } = situation;
  switch (policy.decision) {
    case 'exponential':
      return explainBackoff(situation);
    case 'interval':
      return explainInterval(policy);
    case 'limited':
      return say('advice.noSpacing');
    case 'anytime':
      return say('advice.unchanged');
    case 'after-header':
      return explainHeader(situation);
    case 'after-change':
      return say('advice.newCall');
    default:
      return lacksHeader ? say('advice.lacksHeader') : '';
  }
}

function explainBackoff({ policy, schedule }: Situation): string {
  const [first, ...rest] = schedule.waits.map(formatDuration);
  if (first === undefined) return '';
  const formula = policy.backoff?.formula ?? say('advice.exponential');
  return sayJoined('advice.sentences', [
    say(rest.length > 0 ? 'advice.backoff' : 'advice.backoffOnce', {
      first,
      rest: sayJoined('advice.waits', rest),
      formula,
      most: schedule.waits.length,
    }),
    say(policy.retryAfter === 'instead' ? 'advice.instead' : 'advice.minimum'),
  ]);
}

function explainInterval({ intervalSeconds: every = 0, windowSeconds, maxRetries: n }: Policy): string {
  const rule = windowSeconds
    ? say('advice.eachWithin', { every, window: formatDuration(windowSeconds) })
    : say('advice.each', { every });
  return n ? say('advice.eachAtMost', { rule, n }) : say('advice.eachUncounted', { rule });
}

function explainHeader({ policy: { maxRetries, withoutHeader }, live }: Situation): string {
  const sentences: string[] = [];
  if (maxRetries) sentences.push(say('advice.count', { n: maxRetries }));
  if (!live)
    sentences.push(say(withoutHeader === 'never' ? 'advice.withoutNever' : 'advice.withoutNotStated'));
  return sayJoined('advice.sentences', sentences);
}

/**
 * What the server says besides Retry-After, one caution each: a wait where no Retry-After precedes it, a yes or no
 * that differs from the rule, quotas with nothing left. These fields never change the advice itself.
 */
export function cautionsOfHints(hints: ServerHints, decision: Decision, retryAfter: RetryAfter): string[] {
  const cautions: string[] = [];
  const { shouldRetry, retryAfterMs, limits } = hints;
  const said = shouldRetry === undefined ? undefined : answerBeside(shouldRetry, decision);
  if (said) cautions.push(say(said));
  const preceded = retryAfter.kind === 'seconds' || retryAfter.kind === 'date';
  if (retryAfterMs && !preceded && decision !== 'not-applicable') {
    const { field, ms } = retryAfterMs;
    const word = decision === 'never' ? 'advice.sentMsNever' : 'advice.sentMs';
    cautions.push(say(word, { field, ms, wait: formatDuration(ms / 1000) }));
  }
  const named = new Set<string>();
  for (const { name, unit, remaining, resetSeconds } of limits) {
    // The older fields often repeat the newer ones.
    if (remaining !== 0 || named.has(name)) continue;
    named.add(name);
    const quota = name === '' ? say('advice.quota') : say('advice.quotaNamed', { name: quoted(name) });
    const left = unit === '' ? '0' : `0 ${shown(unit)}`;
    cautions.push(
      resetSeconds === null
        ? say('advice.used', { quota, left })
        : say('advice.usedRefills', { quota, left, wait: formatDuration(resetSeconds) }),
    );
  }
  return cautions;
}

/** undefined where the server only confirms the rule. */
function answerBeside(shouldRetry: boolean, decision: Decision): Word | undefined {
  if (!shouldRetry) {
    if (allowsRetry(decision)) return 'advice.saysNoAllowed';
    return decision === 'not-stated' ? 'advice.saysNo' : undefined;
  }
  switch (decision) {
    case 'never':
      return 'advice.saysYesNever';
    case 'after-change':
      return 'advice.saysYesChange';
    case 'after-auth':
      return 'advice.saysYesAuthenticate';
    case 'not-stated':
      return 'advice.saysYes';
    default:
      return undefined;
  }
}

const waitThenRetry = (seconds: number): string =>
  seconds > 0 ? say('advice.waitRetry', { wait: formatDuration(seconds) }) : say('advice.now');
