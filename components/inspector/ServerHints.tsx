// What the server itself says about retrying: every field that speaks of it, as it was read.
import type { ComponentChildren } from 'preact';
import { shown } from '../../lib/http/quoted.ts';
import type { RateLimit } from '../../lib/http/rate-limit.ts';
import { explainHeaderProblem } from '../../lib/http/rate-limit-fields.ts';
import type { ResetUnit } from '../../lib/http/rate-limit-reset.ts';
import { explainRetryAfter, type RetryAfter } from '../../lib/http/retry-after.ts';
import type { ServerHints as Hints } from '../../lib/http/retry-hints.ts';
import { formatDuration } from '../../lib/retry/duration.ts';
import { say, type Word } from '../../lib/words/say.ts';
import { formatCount } from '../common/format.ts';

const resetWords: Readonly<Record<ResetUnit, Word>> = {
  'delta seconds': 'hints.delta',
  'epoch seconds': 'hints.epoch',
  'epoch milliseconds': 'hints.epochMs',
};

interface ServerHintsProps {
  readonly retryAfter: RetryAfter;
  readonly hints: Hints;
}

/** Shows one line per field, with what had to be assumed to read it; nothing when no such field was sent. */
export function ServerHints({ retryAfter, hints }: ServerHintsProps) {
  const { shouldRetry, retryAfterMs, limits, problems } = hints;
  const said = shouldRetry !== undefined || retryAfterMs !== undefined || limits.length + problems.length > 0;
  if (!said && retryAfter.kind === 'none') return null;
  const readable = retryAfter.kind === 'seconds' || retryAfter.kind === 'date';
  return (
    <section aria-label={say('hints.title')}>
      <h3 class="rs-heading">{say('hints.title')}</h3>
      <dl class="rs-facts">
        {readable ? (
          <Line name="Retry-After">
            {waitText(retryAfter.seconds)}
            {retryAfter.kind === 'date' || retryAfter.flags.length > 0 ? (
              <span class="rs-quiet"> · {explainRetryAfter(retryAfter)}</span>
            ) : null}
          </Line>
        ) : null}
        {retryAfter.kind === 'invalid' ? (
          <Unread name="Retry-After">{explainRetryAfter(retryAfter)}</Unread>
        ) : null}
        {retryAfterMs ? (
          <Line name={retryAfterMs.field}>
            {waitText(retryAfterMs.ms / 1000)}{' '}
            <span class="rs-tag">{say(readable ? 'hints.precedes' : 'hints.honoured')}</span>
          </Line>
        ) : null}
        {shouldRetry === undefined ? null : (
          <Line name="should-retry">{say(shouldRetry ? 'hints.yes' : 'hints.no')}</Line>
        )}
        {limits.map((limit, index) => (
          <Line key={index} name={limit.name ? `${limit.field} ${shown(limit.name)}` : limit.field}>
            {quotaText(limit)}
            {limit.assumed ? (
              <>
                {' '}
                <span class="rs-tag">{say(resetWords[limit.assumed])}</span>
              </>
            ) : null}
          </Line>
        ))}
        {problems.map((problem, index) => (
          <Unread key={index} name={problem.field}>
            {explainHeaderProblem(problem)}
          </Unread>
        ))}
      </dl>
    </section>
  );
}

interface LineProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

function Line({ name, children }: LineProps) {
  return (
    <>
      <dt class="rs-mono">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Unread({ name, children }: LineProps) {
  return (
    <>
      <dt class="rs-mono">{name}</dt>
      <dd class="rs-unread">{children}</dd>
    </>
  );
}

/** `50 of 100 left · refills in 30 s · window 1 m`, as much of it as was said. */
function quotaText(quota: RateLimit): string {
  const { limit, remaining, resetSeconds, windowSeconds } = quota;
  const parts: string[] = [];
  if (remaining !== null) parts.push(say('hints.left', { amount: leftText(remaining, quota) }));
  else if (limit !== null) parts.push(say('hints.limit', { amount: inUnit(formatCount(limit), quota) }));
  if (resetSeconds !== null) parts.push(say('hints.refills', { time: formatDuration(resetSeconds) }));
  if (windowSeconds !== null) parts.push(say('hints.window', { time: formatDuration(windowSeconds) }));
  return parts.join(' · ');
}

/** `50 of 100`, in the quota's unit. */
function leftText(remaining: number, quota: RateLimit): string {
  const { limit } = quota;
  const left = formatCount(remaining);
  const amount = limit === null ? left : say('hints.ofLimit', { remaining: left, limit: formatCount(limit) });
  return inUnit(amount, quota);
}

const inUnit = (amount: string, { unit }: RateLimit): string =>
  unit ? say('hints.inUnit', { amount, unit: shown(unit) }) : amount;

const waitText = (seconds: number): string => say('hints.wait', { time: formatDuration(seconds) });
