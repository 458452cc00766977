// Counts the values of a filter key among all rows, a few milliseconds at a time, so that typing is never held up.
import { createValueTally, type ValueCount } from '../../lib/session/filter-values.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';

/** The clock and the timer; tests have their own. */
export interface SliceTools {
  now(): number;
  later(task: () => void): void;
}

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

/** How long one turn may take; the browser draws 60 times a second. */
const SLICE_MS = 6;
/** The clock is looked at once in so many rows. */
const ROWS_A_LOOK = 100;

const browserTools: SliceTools = {
  now: () => performance.now(),
  later: (task) => void setTimeout(task),
};

/** Starts with nothing counted. */
export function createValueCounter({ now, later }: SliceTools = browserTools): ValueCounter {
  let known: { key: string; rows: readonly Row[]; counts: readonly ValueCount[] } | null = null;
  let asked = 0;
  return {
    ask(key, rows, done) {
      asked += 1;
      const mine = asked;
      if (known?.key === key) {
        done(known.counts);
        if (known.rows === rows) return;
      }
      const tally = createValueTally(key);
      if (!tally) {
        done([]);
        return;
      }
      let at = 0;
      const turn = (): void => {
        if (mine !== asked) return;
        const started = now();
        while (at < rows.length && now() - started < SLICE_MS) {
          const end = Math.min(at + ROWS_A_LOOK, rows.length);
          for (; at < end; at++) {
            const row = rows[at];
            if (row) tally.add(row);
          }
        }
        if (at < rows.length) {
          later(turn);
          return;
        }
        known = { key, rows, counts: tally.counts() };
        done(known.counts);
      };
      turn();
    },
    cancel() {
      asked += 1;
    },
  };
}
