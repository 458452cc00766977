// Where the ticks of an axis of time go: at round local times, from milliseconds to centuries.
import type { TimeRange } from './overview.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const steps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800].map((seconds) => seconds * SECOND),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
];

/** Round instants on an axis: every `step` ms. */
export interface TimeTicks {
  readonly step: number;
  readonly instants: readonly number[];
}

/** At most `most` ticks (and one more) at round local times; `offset` is what local time is ahead of UTC by, ms. */
export function timeTicks({ from, to }: TimeRange, most: number, offset: number): TimeTicks {
  const wanted = (to - from) / Math.max(1, most);
  const step = steps.find((one) => one >= wanted) ?? roundDays(wanted);
  const instants: number[] = [];
  const start = Math.ceil((from + offset) / step) * step - offset;
  for (let at = start; at <= to; at += step) instants.push(at);
  return { step, instants };
}

/** 1, 2, 5, 10, 20 … days. */
function roundDays(least: number): number {
  const days = Math.max(1, least / DAY);
  const unit = 10 ** Math.floor(Math.log10(days));
  return ([1, 2, 5].find((one) => one * unit >= days) ?? 10) * unit * DAY;
}
