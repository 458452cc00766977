// A time axis from seconds to hours, and where its ticks and labels go without running into each other.

/** Maps seconds since the response to px. */
export interface ScheduleAxis {
  /** `linear` where the marks are of one order of magnitude, else linear near zero and logarithmic beyond. */
  readonly kind: 'linear' | 'log';
  /** The last second on the axis. */
  readonly end: number;
  x(seconds: number): number;
  /** The second at a px: the inverse of `x`, between the edges. */
  secondsAt(x: number): number;
}

/** What an axis has to show. Seconds since the response; px for the edges. */
export interface AxisRequest {
  /** The instants of the schedule. */
  readonly instants: readonly number[];
  /** Other marks that should be told apart: sent attempts, the end of an outage. */
  readonly others?: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** Up to this ratio of the last to the first mark a linear axis keeps them apart. */
const LINEAR_RATIO = 6;
/** A mark earlier than this share of the first instant does not stretch the axis any further. */
const EARLIEST_SHARE = 1 / 30;
/** Nothing is told apart below a millisecond. */
const LEAST_UNIT = 0.001;

/** An axis on which all marks fit and the first ones are apart. */
export function scheduleAxis({ instants, others = [], from, to }: AxisRequest): ScheduleAxis {
  const end = Math.max(...lastOf(instants), ...others, 1);
  const first = instants.find((instant) => instant > 0) ?? end;
  const early = Math.min(first, ...others.filter((mark) => mark > 0));
  const unit = Math.max(early, first * EARLIEST_SHARE, LEAST_UNIT);
  const span = to - from;
  if (end <= unit * LINEAR_RATIO) {
    return {
      kind: 'linear',
      end,
      x: (seconds) => from + (span * clamp(seconds, end)) / end,
      secondsAt: (x) => clamp(((x - from) / span) * end, end),
    };
  }
  const full = Math.log1p(end / unit);
  return {
    kind: 'log',
    end,
    x: (seconds) => from + (span * Math.log1p(clamp(seconds, end) / unit)) / full,
    secondsAt: (x) => clamp(unit * Math.expm1(((x - from) / span) * full), end),
  };
}

/** A label that wants to stand centred at `x`; lower `rank` is placed first. */
export interface LabelRequest {
  readonly x: number;
  readonly width: number;
  readonly rank: number;
}

/** A label that found room: which request, and its left edge. */
export interface PlacedLabel {
  readonly index: number;
  readonly left: number;
}

/**
 * Places labels between two edges, `gap` px apart. A label at an edge is pushed inwards; one that finds no room is left
 * out. Answers in the order of the requests.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  edges: { readonly from: number; readonly to: number; readonly gap: number },
): PlacedLabel[] {
  const taken: { left: number; right: number; index: number }[] = [];
  const order = requests.map((request, index) => ({ request, index }));
  order.sort((a, b) => a.request.rank - b.request.rank || a.index - b.index);
  for (const { request, index } of order) {
    const left = Math.max(edges.from, Math.min(request.x - request.width / 2, edges.to - request.width));
    const right = left + request.width;
    if (taken.every((other) => right + edges.gap <= other.left || left >= other.right + edges.gap)) {
      taken.push({ left, right, index });
    }
  }
  return taken.sort((a, b) => a.index - b.index).map(({ index, left }) => ({ index, left }));
}

/** The indices of ascending positions to draw so that neighbours are ≥ `minGap` px apart; first and last stay. */
export function thinTicks(xs: readonly number[], minGap: number): number[] {
  const kept: number[] = [];
  let previous = Number.NEGATIVE_INFINITY;
  xs.forEach((x, index) => {
    if (x - previous >= minGap) {
      kept.push(index);
      previous = x;
    }
  });
  const last = xs.length - 1;
  if (last >= 0 && kept[kept.length - 1] !== last) {
    if (kept.length > 1) kept.pop();
    kept.push(last);
  }
  return kept;
}

function lastOf(instants: readonly number[]): number[] {
  const last = instants[instants.length - 1];
  return last === undefined ? [] : [last];
}

function clamp(seconds: number, end: number): number {
  return Math.min(Math.max(seconds, 0), end);
}
