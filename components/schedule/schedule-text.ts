// How a schedule reads: the words for people who don't see the chart, and for the list beside it.
import { formatDuration } from '../../lib/retry/duration.ts';
import type { OtherReading, Outage, Outcome, SchedulePlan } from '../../lib/timeline/schedule-plan.ts';
import { say } from '../../lib/words/say.ts';

/** A plan that can be drawn. */
export type DrawnPlan = Exclude<SchedulePlan, { kind: 'statement' }>;

/** An attempt that was really sent, seconds after the response. */
export interface SentMark {
  readonly seconds: number;
  /** True where the audit found fault with it. */
  readonly bad: boolean;
}

/** What becomes of a retry under the assumed outage; '' when nothing is assumed. */
export function outcomeText(outcome: Outcome): string {
  return outcome === 'planned' ? '' : say(`schedule.outcome.${outcome}`);
}

/** An outage to choose: a duration, or that nothing is assumed. */
export function outageText({ seconds, label }: Outage): string {
  return seconds === 0 ? say('schedule.noOutage') : label;
}

/** A duration for a mark: whole seconds, except below ten. */
export function markText(seconds: number): string {
  return seconds < 9.95 && !Number.isInteger(seconds)
    ? formatDuration(Number(seconds.toFixed(1)))
    : formatDuration(Math.round(seconds));
}

/** "up to 3 retries" and what follows it. */
export function bandText({ maxRetries }: { readonly maxRetries: number }): string {
  return say('schedule.band', { n: maxRetries });
}

/** A reading that was not chosen: "reading B: 1 retry". */
export function readingText({ id, retries }: OtherReading): string {
  return say('schedule.other', { id, n: retries });
}

/** The whole chart in one sentence or two. */
export function describePlan(plan: DrawnPlan, outage: Outage, sent: readonly SentMark[]): string {
  const parts = planParts(plan);
  if (outage.seconds > 0) parts.push(recoveryText(plan.recoversAt, outage));
  if (sent.length > 0) {
    const times = listTimes(sent.map(({ seconds }) => markText(seconds)));
    parts.push(say('schedule.tell.sent', { times }));
  }
  return say('schedule.tell.whole', {
    parts: parts.reduce((all, part) => say('schedule.tell.part', { parts: all, part })),
  });
}

function planParts(plan: DrawnPlan): string[] {
  if (plan.kind === 'instants') {
    return [instantsText(plan.retries.map(({ instant }) => instant)), ...plan.others.map(otherText)];
  }
  const band = bandText(plan);
  const window = formatDuration(plan.windowSeconds);
  return plan.fromSeconds > 0
    ? [say('schedule.tell.bandFrom', { band, from: formatDuration(plan.fromSeconds), window })]
    : [say('schedule.tell.band', { band, window })];
}

/** Beyond a dozen only the first and the last are told. */
function instantsText(instants: readonly number[]): string {
  const times = instants.map(formatDuration);
  const [first = ''] = times;
  const last = times[times.length - 1] ?? '';
  return times.length > 12
    ? say('schedule.tell.span', { count: times.length, first, last })
    : say('schedule.tell.times', { n: times.length, times: listTimes(times) });
}

function otherText(other: OtherReading): string {
  const reading = readingText(other);
  const first = formatDuration(other.first);
  return other.retries > 1
    ? say('schedule.tell.otherSpan', { reading, first, last: formatDuration(other.last) })
    : say('schedule.tell.otherAt', { reading, time: first });
}

const listTimes = (times: readonly string[]): string =>
  times.reduce((all, time) => say('schedule.tell.time', { times: all, time }));

/** What the assumed outage does to the plan: "with an outage of 10 min it recovers at 10 m 6 s". */
function recoveryText(recoversAt: number | null, { label: outage }: Outage): string {
  return recoversAt === null
    ? say('schedule.tell.allFail', { outage })
    : say('schedule.tell.recovers', { outage, time: formatDuration(recoversAt) });
}
