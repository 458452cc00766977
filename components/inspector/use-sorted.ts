// The lines of a list that is sorted by a column: worked out in parts, the lines before being shown until then.
import { type ReadonlySignal, useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { ColumnSort } from '../../lib/session/column-layout.ts';
import type { InParts } from '../../lib/session/in-parts.ts';
import { type Lines, linesByKey } from '../../lib/session/row-order.ts';
import type { Row } from '../../lib/stores/inspector-store.ts';
import { runInParts } from '../common/run-in-parts.ts';
import { keysOf } from './row-keys.ts';

/** Lines, and the rows that they are of. */
interface SortedLines extends Lines {
  readonly rows: readonly Row[];
}

/** Work under way. */
interface Sorting {
  readonly sort: ColumnSort;
  readonly cancel: () => void;
}

/** Follows rows and sort; null where they stand in order of start, and until the first lines are worked out. */
export function useSorted(
  rows: ReadonlySignal<readonly Row[]>,
  sort: ReadonlySignal<ColumnSort | null>,
): ReadonlySignal<SortedLines | null> {
  const sorted = useSignal<SortedLines | null>(null);
  const sorting = useRef<Sorting | null>(null);

  const start = (list: readonly Row[], by: ColumnSort): void => {
    const started = performance.now();
    let isDone = false;
    const cancel = runInParts(sortedLines(list, by), (lines) => {
      isDone = true;
      sorting.current = null;
      sorted.value = lines;
      // What came meanwhile: rows that never stop coming would else never be shown, nor leave time for anything else.
      if (rows.peek() !== list) restart(by, performance.now() - started);
    });
    if (!isDone) sorting.current = { sort: by, cancel };
  };
  const restart = (by: ColumnSort, rest: number): void => {
    const timer = setTimeout(() => start(rows.peek(), by), rest);
    sorting.current = { sort: by, cancel: () => clearTimeout(timer) };
  };

  useSignalEffect(() => {
    const [list, by] = [rows.value, sort.value];
    const isSorted = by !== null && by.by !== 'waterfall';
    if (isSorted && sorting.current?.sort === by) return;
    sorting.current?.cancel();
    sorting.current = null;
    if (isSorted) start(list, by);
    else sorted.value = null;
  });
  return sorted;
}

function* sortedLines(rows: readonly Row[], { by, descending }: ColumnSort): InParts<SortedLines> {
  const keys = yield* keysOf(by, rows);
  return { rows, ...(yield* linesByKey(keys, descending)) };
}
