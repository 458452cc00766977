// Counts the values of a filter key among all rows, a few milliseconds at a time, so that typing is never held up.
import { createValueTally, type ValueCount } from '../../lib/session/filter-values.ts';
import type { InParts } from '../../lib/session/in-parts.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';
import { type PartTools, runInParts } from '../common/run-in-parts.ts';

/** Answers with the counts of one key at a time. */
export interface ValueCounter {
  /**
   * Calls `done` at once when there is little to count or the same was asked before; else with the earlier counts of
   * the key, if any, and again when all rows are counted, unless something else has been asked by then.
   */
  ask(key: string, rows: readonly Row[], done: (counts: readonly ValueCount[]) => void): void;
  /** What was asked last is not wanted any more. */
  cancel(): void;
}

/** Rows that are counted without a look at the clock. */
const ROWS_A_LOOK = 100;

/** Starts with nothing counted. */
export function createValueCounter(tools?: PartTools): ValueCounter {
  let known: { key: string; rows: readonly Row[]; counts: readonly ValueCount[] } | null = null;
  let cancel = (): void => {};
  return {
    ask(key, rows, done) {
      cancel();
      if (known?.key === key) {
        done(known.counts);
        if (known.rows === rows) return;
      }
      const tally = createValueTally(key);
      if (!tally) {
        done([]);
        return;
      }
      cancel = runInParts(
        addAll(tally, rows),
        (counts) => {
          known = { key, rows, counts };
          done(counts);
        },
        tools,
      );
    },
    cancel: () => cancel(),
  };
}

type Tally = NonNullable<ReturnType<typeof createValueTally>>;

function* addAll(tally: Tally, rows: readonly Row[]): InParts<readonly ValueCount[]> {
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_A_LOOK === 0) yield;
    tally.add(row);
  }
  return tally.counts();
}
