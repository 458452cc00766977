// What the server itself says about retrying: every field that speaks of it, as it was read.
import type { ComponentChildren } from 'preact';
import { shown } from '../../lib/http/quoted.ts';
import type { RateLimit } from '../../lib/http/rate-limit.ts';
import { explainHeaderProblem } from '../../lib/http/rate-limit-fields.ts';
import { explainRetryAfter, type RetryAfter } from '../../lib/http/retry-after.ts';
import type { ServerHints as Hints } from '../../lib/http/retry-hints.ts';
import { formatDuration } from '../../lib/retry/duration.ts';
import { formatCount } from '../common/format.ts';

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
    <section aria-label="What the server says about retrying">
      <h3 class="rs-heading">What the server says about retrying</h3>
      <dl class="rs-facts">
        {readable ? (
          <Line name="Retry-After">
            wait {formatDuration(retryAfter.seconds)}
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
            wait {formatDuration(retryAfterMs.ms / 1000)}{' '}
            <span class="rs-tag">{readable ? 'Retry-After precedes it' : 'honoured by some clients'}</span>
          </Line>
        ) : null}
        {shouldRetry === undefined ? null : <Line name="should-retry">{shouldRetry ? 'yes' : 'no'}</Line>}
        {limits.map((limit, index) => (
          <Line key={index} name={limit.name ? `${limit.field} ${shown(limit.name)}` : limit.field}>
            {quotaText(limit)}
            {limit.assumed ? (
              <>
                {' '}
                <span class="rs-tag">reset taken as {limit.assumed}</span>
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
function quotaText({ limit, remaining, resetSeconds, windowSeconds, unit }: RateLimit): string {
  const units = unit ? ` ${shown(unit)}` : '';
  const parts: string[] = [];
  if (remaining !== null)
    parts.push(`${formatCount(remaining)}${limit === null ? '' : ` of ${formatCount(limit)}`}${units} left`);
  else if (limit !== null) parts.push(`limit ${formatCount(limit)}${units}`);
  if (resetSeconds !== null) parts.push(`refills in ${formatDuration(resetSeconds)}`);
  if (windowSeconds !== null) parts.push(`window ${formatDuration(windowSeconds)}`);
  return parts.join(' · ');
}
