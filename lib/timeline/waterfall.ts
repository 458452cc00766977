// Where an exchange's bar lies in a row of the waterfall, as numbers.
import { type Exchange, endedAt } from '../http/exchange.ts';

/** A stretch of time, epoch ms; `end` > `start`. */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}

/** One bar, in the unit of the width asked for (px, or per cent). `waiting` is the part of `width` until the response head; `open` has not ended yet. */
export interface Bar {
  readonly x: number;
  readonly width: number;
  readonly waiting: number;
  readonly open: boolean;
}

/** Bars of a few milliseconds stay visible: px or per cent. */
const MIN_WIDTH = 3;

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
  const length = to - from;
  const share =
    !open && exchange.responseStart >= 0 && exchange.time > 0
      ? clamp(exchange.responseStart / exchange.time, 0, 1)
      : 1;
  return { x: from, width: length, waiting: Math.max(length * share, MIN_WIDTH), open };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
