// How the brushed range and the zoomed view change: by dragging, by the wheel, by keys. Plain values in and out.
import type { TimeRange } from '../../lib/timeline/overview.ts';

/** What is dragged: an edge, the range as a whole, or a new range. */
export type Grip = 'from' | 'to' | 'inside' | 'outside';

/** The shortest stretch that can be looked at, ms. */
export const LEAST_VIEW = 100;
/** An arrow key moves by this share of the view. */
const STEP = 1 / 50;
/** The range that an arrow key makes where there is none, as a share of the view. */
const FIRST_RANGE = 1 / 10;

/** The instant at x in a strip `width` px wide. */
export const instantAt = (x: number, { from, to }: TimeRange, width: number): number =>
  from + (x / width) * (to - from);

/** The x of an instant in a strip `width` px wide. */
export const xOf = (at: number, { from, to }: TimeRange, width: number): number =>
  ((at - from) / (to - from)) * width;

/** What bounds a brush: the part of the session that is in view, and all of it. */
export interface Bounds {
  readonly view: TimeRange;
  readonly session: TimeRange;
}

/** The range after the pointer went from one instant to another, in either direction; `start` is the range at which it began. */
export function drag(
  grip: Grip,
  start: TimeRange | null,
  went: TimeRange,
  { view, session }: Bounds,
): TimeRange {
  if (!start || grip === 'outside') return rangeOf(clamp(went.from, view), clamp(went.to, view));
  const by = went.to - went.from;
  if (grip === 'inside') return move(start, by, session);
  const { from, to } = start;
  return grip === 'from' ? rangeOf(clamp(from + by, view), to) : rangeOf(from, clamp(to + by, view));
}

/** The range after an arrow key; where there is none the first arrow makes one, at the edge that it points away from. */
export function pressArrow(
  key: 'ArrowLeft' | 'ArrowRight',
  shift: boolean,
  start: TimeRange | null,
  { view, session }: Bounds,
): TimeRange | null {
  const direction = key === 'ArrowRight' ? 1 : -1;
  const length = view.to - view.from;
  const by = Math.max(1, length * STEP) * direction;
  if (start && shift) return rangeOf(start.from, clamp(Math.max(start.to + by, start.from + 1), session));
  if (start) return move(start, by, session);
  if (shift) return direction < 0 ? rangeOf(view.from, view.to + by) : null;
  const part = length * FIRST_RANGE;
  return direction > 0 ? rangeOf(view.from, view.from + part) : rangeOf(view.to - part, view.to);
}

/** The view, moved as little as it takes to see the range, or the range's end where it is longer. */
export function reveal(range: TimeRange, { view, session }: Bounds): TimeRange {
  const late = Math.max(0, range.to - view.to);
  const early = Math.max(0, view.from - range.from);
  if (range.to - range.from > view.to - view.from) {
    return range.to < view.from || late > 0 ? move(view, range.to - view.to, session) : view;
  }
  return move(view, late - early, session);
}

/** The view after zooming around an instant; `factor` below 1 shows less. Null for the whole session. */
export function zoom(view: TimeRange, session: TimeRange, at: number, factor: number): TimeRange | null {
  const whole = session.to - session.from;
  const length = Math.max(LEAST_VIEW, (view.to - view.from) * factor);
  if (length >= whole) return null;
  const share = (at - view.from) / (view.to - view.from);
  const from = at - share * length;
  return move({ from, to: from + length }, 0, session);
}

/** Moves a range as far as it stays inside the bounds, or as long as they are. */
export function move({ from, to }: TimeRange, by: number, bounds: TimeRange): TimeRange {
  const length = Math.min(to - from, bounds.to - bounds.from);
  const start = Math.min(Math.max(from + by, bounds.from), bounds.to - length);
  return { from: start, to: start + length };
}

/** True where two ranges share an instant. */
export const overlap = (a: TimeRange, b: TimeRange): boolean => a.from < b.to && b.from < a.to;

/** Two instants in any order as a range of whole ms, never empty. */
function rangeOf(a: number, b: number): TimeRange {
  const from = Math.floor(Math.min(a, b));
  return { from, to: Math.max(from + 1, Math.ceil(Math.max(a, b))) };
}

const clamp = (at: number, { from, to }: TimeRange): number => Math.min(Math.max(at, from), to);
