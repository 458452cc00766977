// The axes of a simulation's plots, from 0 to 1: time from seconds to hours, attempts, requests a second.
import { formatDuration } from '../retry/duration.ts';
import { instantsOf, type Plan } from '../retry/simulation/plan.ts';
import type { SimulationResult } from '../retry/simulation/result.ts';
import { placeLabels, type ScheduleAxis, scheduleAxis } from './schedule-axis.ts';

/** One way to retry with what came of it. */
export interface Simulated {
  readonly plan: Plan;
  readonly result: SimulationResult;
}

/** A value on an axis: where it is, 0 … 1, and what it reads as. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Round times, seconds: those that label any axis, and those between them where there is room. */
const ROUND = [0, 1, 10, 60, 600, 3600, 21_600, 86_400, 864_000];
const BETWEEN = [0.1, 0.2, 0.5, 2, 5, 20, 30, 120, 300, 1800, 7200, 10_800, 43_200, 172_800, 432_000];
/** Below a second nothing is counted one by one, so no more room is spent on it. */
const LEAST_SECONDS = 1;
/** Up to this many attempts each has the same room; beyond, the first ones have more. */
const MOST_EVEN = 16;
const ROUND_COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];
/** Px: a character of a label, one of a Chinese label, and between two labels. */
const CHAR = 6.2;
const WIDE_CHAR = 11.5;
const GAP = 10;

/** The time axis that all of them share, from the failure to the last that happens, or the end of the outage. */
export function simulationAxis(simulated: readonly Simulated[], outageSeconds: number): ScheduleAxis {
  const firsts = simulated.flatMap(({ plan }) => instantsOf(plan).find((instant) => instant > 0) ?? []);
  const lasts = simulated.flatMap(({ plan, result }) => [
    instantsOf(plan).at(-1) ?? 0,
    result.successByTime.seconds.at(-1) ?? 0,
    result.load ? (result.load.seconds.at(-1) ?? 0) + 1 : 0,
  ]);
  const first = Math.max(LEAST_SECONDS, Math.min(...firsts));
  const last = Math.max(first, ...lasts);
  return scheduleAxis({
    instants: Number.isFinite(first) ? [first, last] : [],
    others: outageSeconds > 0 ? [outageSeconds] : [],
    from: 0,
    to: 1,
  });
}

/** The round times on an axis that label it at any width. */
export const roundTimes = ({ end }: ScheduleAxis): number[] => ROUND.filter((seconds) => seconds <= end);

/** The labels that an axis `width` px wide has room for. */
export function timeTicks(axis: ScheduleAxis, width: number): Tick[] {
  const ranked = [ROUND, BETWEEN].flatMap((times, rank) =>
    times
      .filter((seconds) => seconds <= axis.end)
      .map((seconds) => ({ at: axis.x(seconds), label: formatDuration(seconds), rank })),
  );
  return withRoom(ranked, width);
}

/** Where so many attempts are, `most` being the last; each has the room from half a one less to half a one more. */
export function placeAttempts(attempts: number, most: number): number {
  const least = 0.5;
  return most <= MOST_EVEN
    ? (attempts - least) / most
    : Math.log(attempts / least) / Math.log((most + least) / least);
}

/** The numbers of attempts that label an axis up to `most`. */
export function roundAttempts(most: number): number[] {
  return most <= MOST_EVEN
    ? Array.from({ length: most }, (_, index) => index + 1)
    : ROUND_COUNTS.filter((count) => count <= most);
}

/** The labels of `roundAttempts` for which there is room. */
export function attemptTicks(most: number, width: number): Tick[] {
  const ticks = roundAttempts(most).map((count) => ({
    at: placeAttempts(count, most),
    label: String(count),
    rank: 0,
  }));
  return withRoom(ticks, width);
}

/** Where a load is, `top` being the highest: logarithmic beyond a request a second. */
export const placeLoad = (requests: number, top: number): number => Math.log1p(requests) / Math.log1p(top);

/** The power of ten that has room for so many requests a second. */
export const topOf = (requests: number): number =>
  10 ** Math.max(1, Math.ceil(Math.log10(Math.max(1, requests))));

/** 0, 1, 10, … requests a second. */
export function loadTicks(top: number): Tick[] {
  const ticks = [{ at: 0, label: '0' }];
  // On a high axis 1 would stand upon 0.
  for (let requests = top > 100 ? 10 : 1; requests <= top; requests *= 10) {
    ticks.push({ at: placeLoad(requests, top), label: compact(requests) });
  }
  return ticks;
}

/** 0 % to 100 %. */
export const shareTicks: readonly Tick[] = [0, 0.25, 0.5, 0.75, 1].map((at) => ({
  at,
  label: `${at * 100} %`,
}));

const compact = (count: number): string =>
  count >= 1e6 ? `${count / 1e6}M` : count >= 1e4 ? `${count / 1e3}k` : String(count);

/** Chinese characters are as wide as they are high. */
function widthOf(label: string): number {
  const wide = label.match(/\p{Script=Han}/gu)?.length ?? 0;
  return wide * WIDE_CHAR + (label.length - wide) * CHAR;
}

function withRoom(ranked: readonly (Tick & { readonly rank: number })[], width: number): Tick[] {
  const requests = ranked.map(({ at, label, rank }) => ({
    x: at * width,
    width: widthOf(label),
    rank,
  }));
  // Labels stand centred under their ticks, also at the edges.
  const edges = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, gap: GAP };
  return placeLabels(requests, edges).flatMap(({ index }) => {
    const tick = ranked[index];
    return tick ? [{ at: tick.at, label: tick.label }] : [];
  });
}
