// How a schedule reads: the words for people who don't see the chart, and for the list beside it.
import { formatDuration } from '../../lib/retry/duration.ts';
import type { OtherReading, Outage, Outcome, SchedulePlan } from '../../lib/timeline/schedule-plan.ts';

/** An attempt that was really sent, seconds after the response. */
export interface SentMark {
  readonly seconds: number;
  /** True where the audit found fault with it. */
  readonly bad: boolean;
}

/** What becomes of a retry under the assumed outage; '' when nothing is assumed. */
export const outcomeText: Readonly<Record<Outcome, string>> = {
  planned: '',
  fails: 'fails',
  recovers: 'recovers',
  spare: 'not needed',
};

/** A duration for a mark: whole seconds, except below ten. */
export function markText(seconds: number): string {
  return seconds < 9.95 && !Number.isInteger(seconds)
    ? `${Number(seconds.toFixed(1))} s`
    : formatDuration(Math.round(seconds));
}

/** "up to 3 retries" and what follows it. */
export function bandText(plan: { readonly maxRetries: number }): string {
  return `up to ${plan.maxRetries} ${plan.maxRetries === 1 ? 'retry' : 'retries'}, spacing not stated`;
}

/** A reading that was not chosen: "reading B: 1 retry". */
export function readingText({ id, retries }: OtherReading): string {
  return `reading ${id}: ${retries} ${retries === 1 ? 'retry' : 'retries'}`;
}

/** The whole chart in one sentence or two. */
export function describePlan(plan: SchedulePlan, outage: Outage, sent: readonly SentMark[]): string {
  const parts: string[] = [];
  if (plan.kind === 'instants') {
    const times = plan.retries.map(({ instant }) => formatDuration(instant));
    const first = times[0] ?? '';
    const last = times[times.length - 1] ?? '';
    parts.push(
      times.length > 12
        ? `${times.length} retries from ${first} to ${last} after the response`
        : `${times.length === 1 ? 'Retry' : 'Retries'} at ${times.join(', ')} after the response`,
    );
    for (const other of plan.others) {
      const [first, last] = [formatDuration(other.first), formatDuration(other.last)];
      parts.push(`${readingText(other)} ${other.retries > 1 ? `from ${first} to ${last}` : `at ${first}`}`);
    }
  } else if (plan.kind === 'band') {
    const from = plan.fromSeconds > 0 ? `from ${formatDuration(plan.fromSeconds)} ` : '';
    parts.push(`${bandText(plan)}, ${from}within ${formatDuration(plan.windowSeconds)}`);
  }
  if (outage.seconds > 0 && plan.kind !== 'statement') {
    parts.push(recoveryText(plan, outage));
  }
  if (sent.length > 0) parts.push(`sent at ${sent.map(({ seconds }) => markText(seconds)).join(', ')}`);
  return `${parts.join('; ')}.`;
}

/** What the assumed outage does to the plan: "an outage of 10 min: recovers at 10 m 6 s". */
export function recoveryText(plan: { readonly recoversAt: number | null }, outage: Outage): string {
  return plan.recoversAt === null
    ? `with an outage of ${outage.label} every retry fails`
    : `with an outage of ${outage.label} it recovers at ${formatDuration(plan.recoversAt)}`;
}
