// The rows that the segment and the filter let through, worked out in parts where there are many.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { matchesFilter, type ParsedFilter } from '../session/filter.ts';
import type { Row } from '../session/row.ts';
import { createRowMarks } from '../session/row-marks.ts';
import { inSegment, type Segment } from '../session/segments.ts';
import { AT_ONCE } from './trailing.ts';

/** So many rows are looked through at once: a few ms. A filter of few rows answers in the same task. */
const PART = 10_000;

/** What is asked for. */
interface Wanted {
  readonly rows: ReadonlySignal<readonly Row[]>;
  readonly segment: ReadonlySignal<Segment>;
  readonly filter: ReadonlySignal<ParsedFilter>;
}

/**
 * Follows rows, segment and filter. While another filter is tried on many rows, those of the one before are shown, so
 * that no key that is typed meanwhile waits. `later` runs a task once after so many ms.
 */
export function createMatchingRows(
  { rows, segment, filter }: Wanted,
  later: (ms: number, task: () => void) => void,
): ReadonlySignal<readonly Row[]> {
  const wanted = computed(() => {
    const [part, parsed] = [segment.value, filter.value];
    if (part === 'all' && parsed.terms.length === 0) return null;
    return createRowMarks((row) => (inSegment(row, part) && matchesFilter(parsed, row) ? 1 : 0));
  });
  const inForce = signal(wanted.peek());
  effect(() => {
    const marks = wanted.value;
    const all = rows.peek();
    const markFrom = (done: number): void => {
      // Another filter was asked for meanwhile.
      if (marks !== wanted.peek()) return;
      // In a task of its own: the list is drawn in it.
      if (done >= all.length) {
        inForce.value = marks;
        return;
      }
      marks?.(all.slice(0, done + PART));
      later(0, () => markFrom(done + PART));
    };
    const first = (): void => markFrom(marks && all.length > AT_ONCE ? 0 : all.length);
    // A key that is typed is answered first: to draw other rows would lay the page out before it is.
    if (all.length > AT_ONCE) later(0, first);
    else first();
  });
  return computed(() => {
    // What has come since is marked here: it is little.
    const marks = inForce.value?.(rows.value);
    return marks ? rows.value.filter((_, index) => marks[index] === 1) : rows.value;
  });
}
