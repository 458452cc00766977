// How a session's responses spread over time, as numbers: ranges, bins by class, and the heights of bars.
import type { Exchange } from '../http/exchange.ts';
import { type StatusClass, statusClass } from '../http/status.ts';
import type { Row } from '../session/row.ts';

/** A stretch of time, epoch ms, from `from` up to but without `to`; a response lies in it when its request began there. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/**
 * What the overview tells apart, in the order of the stack from its foot. `unknown` is a status outside 100–599,
 * `none` a request that ended, or was lost sight of, without a response.
 */
export const responseClasses = [
  'success',
  'redirect',
  'pending',
  'client',
  'server',
  'unknown',
  'none',
] as const;
export type ResponseClass = (typeof responseClasses)[number];

/** How many responses there are of each class. */
export type ClassCounts = Readonly<Record<ResponseClass, number>>;

/** Rows counted by time and class. Bins lie side by side, each `width` ms long. */
export interface Binning {
  /** Ms a bin; a power of two, so that bins keep their edges while a session grows. */
  readonly width: number;
  /** Which multiple of `width` the first bin starts at. */
  readonly first: number;
  /** Number of bins. */
  readonly bins: number;
  /** Bin by bin, a count for each of `responseClasses`. */
  readonly counts: Uint32Array;
  /** How many rows lie before the first bin and after the last. */
  readonly before: number;
  readonly after: number;
  /** What was counted. */
  readonly rows: readonly Row[];
}

const CLASSES = responseClasses.length;
const [SUCCESS, REDIRECT, PENDING, CLIENT, SERVER, UNKNOWN, NONE] = [0, 1, 2, 3, 4, 5, 6] as const;
/** A session is drawn at least this long, ms. */
const LEAST_SPAN = 1000;
/** The drawn session ends at a multiple of so many bins, so that it holds still while responses come in. */
const ROOM = 8;

const startOf = ({ exchange }: Row): number => exchange.startedDateTime;

const indexOfClass: Readonly<Record<StatusClass, number>> = {
  interim: SUCCESS,
  success: SUCCESS,
  redirect: REDIRECT,
  client: CLIENT,
  server: SERVER,
  unknown: UNKNOWN,
  none: NONE,
};
/** By status, so that a hundred thousand rows are a hundred thousand look-ups. */
const indexOfStatus = Uint8Array.from({ length: 600 }, (_, status) => indexOfClass[statusClass(status)]);

/** The number of a response's class in `responseClasses`. */
function classIndex({ status, state, gap }: Exchange): number {
  if (status === 0 && state === 'pending' && (gap === '' || gap === 'start-missed')) return PENDING;
  return indexOfStatus[status] ?? UNKNOWN;
}

/** The index of the first row that started at an instant or later; rows are in order of their start. */
function firstFrom(rows: readonly Row[], at: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && startOf(row) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The rows of a range, from rows in order of their start; all of them, the same array, where there is no range. */
export function rowsWithin(rows: readonly Row[], range: TimeRange | null): readonly Row[] {
  return range ? rows.slice(firstFrom(rows, range.from), firstFrom(rows, range.to)) : rows;
}

/** Counts rows by class. */
export function countClasses(rows: readonly Row[]): ClassCounts {
  const counts = new Uint32Array(CLASSES);
  for (const { exchange } of rows) bump(counts, classIndex(exchange), 1);
  return countsAt(counts, 0);
}

/** Counts the rows of a range by class, all rows without one; bins that lie in it whole need no second look at their rows. */
export function countWithin(binning: Binning, range: TimeRange | null): ClassCounts {
  const { counts, width, first, bins, rows } = binning;
  const { from, to } = range ?? { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const start = Math.max(0, Math.ceil(from / width) - first);
  const end = Math.min(bins, Math.floor(to / width) - first);
  if (start >= end) return countClasses(rowsWithin(rows, { from, to }));
  const sum = new Uint32Array(CLASSES);
  for (let index = start * CLASSES; index < end * CLASSES; index += 1) {
    sum[index % CLASSES] = (sum[index % CLASSES] ?? 0) + (counts[index] ?? 0);
  }
  const edges = [
    { from, to: (first + start) * width },
    { from: (first + end) * width, to },
  ];
  for (const edge of edges) {
    for (const { exchange } of rowsWithin(rows, edge)) bump(sum, classIndex(exchange), 1);
  }
  return countsAt(sum, 0);
}

/** The counts of one bin; none outside the bins. */
export function countsOfBin({ counts, bins }: Binning, bin: number): ClassCounts {
  return countsAt(counts, bin >= 0 && bin < bins ? bin * CLASSES : counts.length);
}

/** What the strip shows of rows in order of their start when all of them are shown; null when there are none. */
export function sessionRange(rows: readonly Row[], mostBins: number): TimeRange | null {
  const first = rows[0];
  const last = rows[rows.length - 1];
  if (!first || !last) return null;
  const from = startOf(first);
  const end = Math.max(startOf(last), from + LEAST_SPAN - 1);
  const width = binWidth(end - from, mostBins - ROOM - 1);
  const step = width * ROOM;
  return { from: Math.floor(from / width) * width, to: (Math.floor(end / step) + 1) * step };
}

/**
 * Counts every row into one bin, or as before or after the bins, which cover the range; there are at most `mostBins`
 * of them and one more. What was counted before is counted on from: rows whose exchange is still the same cost a
 * comparison each.
 */
export function binRows(
  rows: readonly Row[],
  range: TimeRange,
  mostBins: number,
  previous?: Binning | null,
): Binning {
  const width = binWidth(range.to - range.from, mostBins);
  const first = Math.floor(range.from / width);
  const bins = Math.max(1, Math.ceil(range.to / width) - first);
  const base = previous && canCountOn(previous, width, first, bins) ? previous : null;
  const counts = new Uint32Array(bins * CLASSES);
  let before = base?.before ?? 0;
  let after = base?.after ?? 0;
  if (base) counts.set(base.counts);

  const count = (row: Row | undefined, by: 1 | -1): void => {
    if (!row) return;
    const bin = Math.floor(startOf(row) / width) - first;
    if (bin < 0) before += by;
    else if (bin >= bins) after += by;
    else bump(counts, bin * CLASSES + classIndex(row.exchange), by);
  };
  const old = base?.rows ?? [];
  const longer = Math.max(rows.length, old.length);
  for (let index = 0; index < longer; index += 1) {
    const row = rows[index];
    const was = old[index];
    if (row === was || row?.exchange === was?.exchange) continue;
    count(was, -1);
    count(row, 1);
  }
  return { width, first, bins, counts, before, after, rows };
}

/** Longer at the end is the same binning, as long as nothing lay beyond the end. */
function canCountOn(previous: Binning, width: number, first: number, bins: number): boolean {
  const fits = previous.bins === bins || (previous.bins < bins && previous.after === 0);
  return previous.width === width && previous.first === first && fits;
}

/** The number of the bin in which an instant lies, whether there is such a bin or not. */
export const binAt = ({ width, first }: Binning, at: number): number => Math.floor(at / width) - first;

/** The stretch of a bin. */
export function rangeOfBin({ width, first }: Binning, bin: number): TimeRange {
  return { from: (first + bin) * width, to: (first + bin + 1) * width };
}

/** The most responses that any bin holds, at least 1. */
export function fullestBin({ counts }: Binning): number {
  let most = 1;
  for (let at = 0; at < counts.length; at += CLASSES) {
    let sum = 0;
    for (let index = at; index < at + CLASSES; index += 1) sum += counts[index] ?? 0;
    if (sum > most) most = sum;
  }
  return most;
}

/**
 * How high each class stands in a bar, in the order of `responseClasses`, where `most` responses are `height` high: in
 * whole units, what is there at least `least`, all of them together at most `height`.
 */
export function stackHeights(counts: ClassCounts, most: number, height: number, least: number): number[] {
  const heights = responseClasses.map((name) =>
    counts[name] > 0 ? Math.max(least, Math.round((counts[name] / most) * height)) : 0,
  );
  const sum = () => heights.reduce((total, one) => total + one, 0);
  for (let excess = sum() - height; excess > 0; excess = sum() - height) {
    const highest = heights.indexOf(Math.max(...heights));
    const lowered = Math.max(least, (heights[highest] ?? 0) - excess);
    if (lowered === heights[highest]) break;
    heights[highest] = lowered;
  }
  return heights;
}

/** The smallest power of two of ms with which a span takes at most `mostBins` bins. */
const binWidth = (span: number, mostBins: number): number =>
  2 ** Math.max(0, Math.ceil(Math.log2(span / Math.max(1, mostBins))));

function bump(counts: Uint32Array, index: number, by: 1 | -1): void {
  counts[index] = (counts[index] ?? 0) + by;
}

function countsAt(counts: Uint32Array, at: number): ClassCounts {
  const of = (index: number): number => counts[at + index] ?? 0;
  return {
    success: of(SUCCESS),
    redirect: of(REDIRECT),
    pending: of(PENDING),
    client: of(CLIENT),
    server: of(SERVER),
    unknown: of(UNKNOWN),
    none: of(NONE),
  };
}
