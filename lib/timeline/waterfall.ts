// Where an exchange's bar and its phases lie in a row of the waterfall, as numbers.
import { type Exchange, endedAt, type Timings } from '../http/exchange.ts';

/** A stretch of time, epoch ms; `end` > `start`. */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}

/** What an exchange did at a time: HAR's phases, `connect` without the `ssl` inside it. */
export type Phase = keyof Timings;

/** A phase's part of a bar, in the bar's unit. */
export interface BarPart {
  readonly phase: Phase;
  readonly x: number;
  readonly width: number;
}

/** One bar, in the unit of the width asked for (px); `open` has not ended yet. The parts fill it. */
export interface Bar {
  readonly x: number;
  readonly width: number;
  readonly parts: readonly BarPart[];
  readonly open: boolean;
}

/** Bars of a few milliseconds stay visible. */
const MIN_WIDTH = 3;

const phases: readonly Phase[] = ['blocked', 'dns', 'connect', 'ssl', 'send', 'wait', 'receive'];

/** The window that holds all exchanges; null when there are none. Never shorter than 1 ms. */
export function windowOf(exchanges: Iterable<Exchange>): TimeWindow | null {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const exchange of exchanges) {
    start = Math.min(start, exchange.startedDateTime);
    end = Math.max(end, endedAt(exchange));
  }
  return start <= end ? { start, end: Math.max(end, start + 1) } : null;
}

/** The x of an instant (epoch ms) in a row `width` wide; outside the window it lies outside 0 … `width`. */
export function instantX(instant: number, { start, end }: TimeWindow, width: number): number {
  return ((instant - start) / (end - start)) * width;
}

/** The bar of an exchange, kept inside 0 … `width`; a pending one reaches to the window's end. */
export function barOf(exchange: Exchange, window: TimeWindow, width: number): Bar {
  const open = exchange.state === 'pending';
  const from = clamp(instantX(exchange.startedDateTime, window, width), 0, width - MIN_WIDTH);
  const to = open ? width : clamp(instantX(endedAt(exchange), window, width), from + MIN_WIDTH, width);
  const bar = { x: from, width: to - from, open };
  return { ...bar, parts: open ? [{ phase: 'wait', x: bar.x, width: bar.width }] : partsOf(exchange, bar) };
}

/** How long each phase took, ms, in order; without HAR's timings the wait for the response head, then the rest. */
export function phaseLengths(exchange: Exchange): [Phase, number][] {
  const { timings, responseStart } = exchange;
  const time = Math.max(0, exchange.time);
  if (!timings) {
    const wait = responseStart >= 0 ? Math.min(responseStart, time) : time;
    return [
      ['wait', wait],
      ['receive', time - wait],
    ];
  }
  return phases.map((phase) => {
    const length = Math.max(0, timings[phase]);
    return [phase, phase === 'connect' ? Math.max(0, length - Math.max(0, timings.ssl)) : length];
  });
}

/** The phases one after the other, stretched to the bar: writers of HAR do not always add them up to `time`. */
function partsOf(exchange: Exchange, { x, width }: { x: number; width: number }): BarPart[] {
  const lengths = phaseLengths(exchange).filter(([, length]) => length > 0);
  const total = lengths.reduce((sum, [, length]) => sum + length, 0);
  if (total === 0) return [{ phase: 'wait', x, width }];
  let at = x;
  return lengths.map(([phase, length]) => {
    const part = { phase, x: at, width: (length / total) * width };
    at += part.width;
    return part;
  });
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
