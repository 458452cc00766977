// The instants of a schedule as a list: what the chart draws, in words.
import { formatDuration } from '../../lib/retry/duration.ts';
import type { PlannedRetry } from '../../lib/timeline/schedule-plan.ts';
import { say } from '../../lib/words/say.ts';
import { formatClock } from '../common/format.ts';
import { type DrawnPlan, outcomeText } from './schedule-text.ts';

interface RetryListProps {
  readonly plan: DrawnPlan;
  /** Epoch ms, null when there is no response to count from. */
  readonly receivedAt: number | null;
  readonly visible: boolean;
}

/** Shows "Retry 1 at 8 s" and on; hidden from sight, not from assistive technology, unless `visible`. */
export function RetryList({ plan, receivedAt, visible }: RetryListProps) {
  const retries = plan.kind === 'band' ? plan.illustration : plan.retries;
  return (
    <ol aria-label={say('schedule.list')} class={visible ? 'rs-schedule-list' : 'rs-hidden'}>
      {plan.kind === 'band' ? (
        <li class="rs-schedule-rule">
          {say('schedule.rule', { n: plan.maxRetries, time: formatDuration(plan.windowSeconds) })}
        </li>
      ) : null}
      {retries.map((retry) => (
        <Item key={retry.retry} retry={retry} receivedAt={receivedAt} sketch={plan.kind === 'band'} />
      ))}
    </ol>
  );
}

interface ItemProps {
  readonly retry: PlannedRetry;
  readonly receivedAt: number | null;
  readonly sketch: boolean;
}

function Item({ retry: { retry, instant, wait, outcome }, receivedAt, sketch }: ItemProps) {
  return (
    <li>
      <span>
        {say(sketch ? 'schedule.sketchAt' : 'schedule.retryAt', { retry, time: formatDuration(instant) })}
      </span>{' '}
      <span class="rs-mono">
        {receivedAt === null ? '' : formatClock(receivedAt + instant * 1000, receivedAt)}
      </span>{' '}
      <span class="rs-quiet">{say('schedule.after', { time: formatDuration(wait) })}</span>{' '}
      <span class={`rs-outcome-${outcome}`}>{outcomeText(outcome)}</span>
    </li>
  );
}
