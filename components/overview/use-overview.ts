// What the overview shows, as signals: the view on the session, its bins, and the same in words.
import { type ReadonlySignal, type Signal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { InspectorStore } from '../../lib/stores/inspector-store.ts';
import {
  type Binning,
  binRows,
  countWithin,
  sessionRange,
  type TimeRange,
} from '../../lib/timeline/overview.ts';
import { sayJoined } from '../../lib/words/joined.ts';
import { say } from '../../lib/words/say.ts';
import { move, overlap } from './brush.ts';
import { formatRange, formatResponses } from './overview-text.ts';

/** The least room for a bar with its gap, px. */
const BAR_ROOM = 5;
const LEAST_BINS = 20;

/** The state of one strip; all but `zoomed` follows from the store and the width. */
export interface OverviewState {
  /** The whole session, null while it is empty. */
  readonly session: ReadonlySignal<TimeRange | null>;
  /** The part that was zoomed to, null for the whole session. */
  readonly zoomed: Signal<TimeRange | null>;
  /** What the strip shows from its left to its right edge. */
  readonly view: ReadonlySignal<TimeRange | null>;
  readonly binning: ReadonlySignal<Binning | null>;
  /** The range, its times and its responses in words. */
  readonly spoken: ReadonlySignal<string>;
}

/** Follows a store in a strip `width` px wide, and lets go of a range that has nothing to do with the session any more. */
export function useOverview(
  { counted: rows, timeRange }: InspectorStore,
  width: ReadonlySignal<number>,
): OverviewState {
  const known = useRef<Binning | null>(null);
  const zoomed = useSignal<TimeRange | null>(null);
  const mostBins = useComputed(() => Math.max(LEAST_BINS, Math.floor(width.value / BAR_ROOM)));
  const session = useComputed(() => sessionRange(rows.value, mostBins.value));
  const view = useComputed(() => {
    const whole = session.value;
    return whole && zoomed.value && overlap(whole, zoomed.value) ? move(zoomed.value, 0, whole) : whole;
  });
  const binning = useComputed(() => {
    const range = view.value;
    known.current = range ? binRows(rows.value, range, mostBins.value, known.current) : null;
    return known.current;
  });
  const spoken = useComputed(() => {
    if (!binning.value) return '';
    const all = rows.value;
    const range = timeRange.value;
    const counts = countWithin(binning.value, range);
    if (range) return sayJoined('join.comma', [formatRange(range), formatResponses(counts, all.length)]);
    const [first, last] = [all[0], all[all.length - 1]].map((row) => row?.exchange.startedDateTime ?? 0);
    const whole = formatRange({ from: first ?? 0, to: last ?? 0 });
    return say('overview.whole', { range: whole, responses: formatResponses(counts) });
  });
  useSignalEffect(() => {
    const whole = session.value;
    // A range of another page, or of what the log has let go of, would hide everything and be nowhere to be seen.
    if (timeRange.value && !(whole && overlap(whole, timeRange.value))) timeRange.value = null;
    if (zoomed.value && !(whole && overlap(whole, zoomed.value))) zoomed.value = null;
  });
  return { session, zoomed, view, binning, spoken };
}
