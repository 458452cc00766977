// What the three plots of a simulation draw: success by time, attempts a call, and the load on the server.
import type { Load } from '../retry/simulation/result.ts';
import type { ScheduleAxis } from './schedule-axis.ts';
import {
  placeAttempts,
  placeLoad,
  roundAttempts,
  roundTimes,
  type Simulated,
  topOf,
} from './simulation-axes.ts';

/** Curves over common points, each a step that lasts to the next point. */
export interface Plot {
  /** Seconds or attempts, in order. */
  readonly points: readonly number[];
  /** For each curve, its value at each point: a share, or requests a second. */
  readonly values: readonly (readonly number[])[];
  /** The points, and the values, on axes from 0 to 1. */
  readonly xs: readonly number[];
  readonly ys: readonly (readonly number[])[];
  /** A few round points with the values there: what the plot says as a table. */
  readonly figures: readonly Figure[];
}

/** A line of figures: from one point, for the load to another, one value for each curve. */
export interface Figure {
  readonly from: number;
  readonly to: number | null;
  readonly values: readonly number[];
}

/** Points of time along the axis: about as many as a narrow plot has px to tell apart. */
const BINS = 300;

/** Share of calls that had succeeded by each second. */
export function successPlot(simulated: readonly Simulated[], axis: ScheduleAxis): Plot {
  const steps = simulated.map(({ result }) => result.successByTime);
  const seconds = steps.flatMap((one) => [...one.seconds]);
  const points = [...new Set([...secondsOf(axis), ...seconds, axis.end])].sort((a, b) => a - b);
  const values = steps.map(({ seconds: at, share }) => {
    let step = 0;
    let value = 0;
    return points.map((point) => {
      for (; (at[step] ?? Number.POSITIVE_INFINITY) <= point; step++) value = share[step] ?? value;
      return value;
    });
  });
  const marks = [...new Set([...roundTimes(axis), axis.end])];
  return {
    points,
    values,
    xs: points.map(axis.x),
    ys: values,
    figures: marks.map((from) => ({ from, to: null, values: valuesAt(points, values, from) })),
  };
}

/** Share of calls that made at least so many attempts; the last point is one more than any made. */
export function attemptsPlot(simulated: readonly Simulated[]): Plot {
  const most = mostAttempts(simulated);
  const points = Array.from({ length: most + 1 }, (_, index) => index + 1);
  const values = simulated.map(({ result: { attemptsDistribution, calls } }) => {
    let left = calls;
    return points.map((attempts) => {
      const share = calls === 0 ? 0 : left / calls;
      left -= attemptsDistribution[attempts - 1] ?? 0;
      return share;
    });
  });
  return {
    points,
    values,
    xs: points.map((attempts) => placeAttempts(attempts - 0.5, most)),
    ys: values,
    figures: roundAttempts(most).map((from) => ({ from, to: null, values: valuesAt(points, values, from) })),
  };
}

/** The most attempts that any call made. */
function mostAttempts(simulated: readonly Simulated[]): number {
  const counts = simulated.map(
    ({ result }) => result.attemptsDistribution.findLastIndex((calls) => calls > 0) + 1,
  );
  return Math.max(1, ...counts);
}

/** The load's plot with the height of its axis, requests a second. */
export interface LoadPlot extends Plot {
  readonly top: number;
}

/**
 * Requests in the busiest second of each step of time; null where calls were apart and share no server. `capacity`,
 * where there is one, has room on the axis too.
 */
export function loadPlot(
  simulated: readonly Simulated[],
  axis: ScheduleAxis,
  capacity: number | null,
): LoadPlot | null {
  const loads = simulated.flatMap(({ result }) => result.load ?? []);
  if (loads.length === 0 || loads.length < simulated.length) return null;
  const points = secondsOf(axis);
  const values = loads.map((load) => busiest(load, points));
  const top = topOf(Math.max(capacity ?? 0, ...loads.map(({ peak }) => peak.requests)));
  const marks = [...new Set(roundTimes(axis).map(Math.floor))].filter((second) => second < axis.end);
  const between = loads.map((load) => busiest(load, marks));
  return {
    points,
    values,
    xs: points.map(axis.x),
    ys: values.map((requests) => requests.map((one) => placeLoad(one, top))),
    figures: marks.map((from, index) => ({
      from,
      to: marks[index + 1] ?? axis.end,
      values: between.map((requests) => requests[index] ?? 0),
    })),
    top,
  };
}

/** Whole seconds that are about evenly apart on the axis. */
function secondsOf(axis: ScheduleAxis): number[] {
  const seconds = Array.from({ length: BINS }, (_, bin) => Math.floor(axis.secondsAt(bin / BINS)));
  return [...new Set(seconds)];
}

/** The most requests in one second from each of `starts` (ascending) up to the next. */
function busiest({ seconds, attempts }: Load, starts: readonly number[]): number[] {
  let at = 0;
  return starts.map((_, index) => {
    const end = starts[index + 1] ?? Number.POSITIVE_INFINITY;
    let most = 0;
    for (; (seconds[at] ?? Number.POSITIVE_INFINITY) < end; at++) most = Math.max(most, attempts[at] ?? 0);
    return most;
  });
}

function valuesAt(points: readonly number[], values: readonly (readonly number[])[], at: number): number[] {
  const index = points.findLastIndex((point) => point <= at);
  return values.map((curve) => curve[index] ?? 0);
}
