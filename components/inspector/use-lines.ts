// The lines of the list: which row each shows, in the order chosen, with the attempts of a call under its first.
import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import { type CallGroup, createCallGroups } from '../../lib/session/call-groups.ts';
import type { ColumnSort } from '../../lib/session/column-layout.ts';
import { callsWithRetries, linesByStart } from '../../lib/session/row-order.ts';
import type { InspectorStore, Row } from '../../lib/stores/inspector-store.ts';
import type { Retries } from './ResponseRow.tsx';
import { useSorted } from './use-sorted.ts';

/** The lines as the list asks for them; numbers count lines from 0. */
export interface ListLines {
  readonly count: number;
  /** Another value whenever the lines are others. */
  readonly version: unknown;
  rowAt(line: number): Row | undefined;
  /** The line of an exchange, −1 for none; a hook, because it remembers where it found the last one. */
  useLineOf(id: string | null): number;
  /** The line that an attempt stands under; undefined where it stands under none. */
  leaderOf(line: number): number | undefined;
  /** All attempts of a row's call, also those that the filter hides, in order. */
  attemptsOf(row: Row): readonly Row[];
  /** What stands under a line, or is folded away there. */
  retriesOf(line: number): Retries | null;
  /** Folds the later attempts of a row's call away, or shows them again. */
  fold(row: Row, away: boolean): boolean;
  /** Shows a row that is folded away; false where it is not. */
  unfold(row: Row | null): boolean;
  foldAll(): void;
  unfoldAll(): void;
}

/** Follows the store's visible rows. */
export function useLines(store: InspectorStore, sort: ReadonlySignal<ColumnSort | null>): ListLines {
  const folded = useSignal<ReadonlySet<string>>(new Set());
  const { all, some } = useMemo(() => {
    const attemptsOf = (row: Row) => store.attemptsOf(row);
    const groups = createCallGroups(attemptsOf);
    return { all: groups, some: createCallGroups(attemptsOf, groups) };
  }, [store]);
  const sorted = useSorted(store.visible, sort);
  const computed = useComputed(() => {
    const rows = store.visible.value;
    const { by, descending } = sort.value ?? { by: 'waterfall', descending: false };
    if (by !== 'waterfall' && sorted.value) return sorted.value;
    // Those of all rows are kept while a filter hides some: it is taken away at once.
    all.update(store.rows.value);
    if (rows !== store.rows.value) some.update(rows);
    const calls = rows === store.rows.value ? all : some;
    return { rows, ...linesByStart(calls, folded.value, descending) };
  });
  const { rows, order, groups, first } = computed.value;
  const rowAt = (line: number): Row | undefined => rows[order[line] ?? -1];
  const groupAt = (line: number): CallGroup | undefined =>
    groups.size > 0 ? groups.get(rowAt(line)?.attempt.callId ?? '') : undefined;

  const lastLine = useRef(-1);
  const fold = (row: Row, away: boolean): boolean => {
    const { callId } = row.attempt;
    if (folded.value.has(callId) === away || !groups.has(callId)) return false;
    const next = new Set(folded.value);
    if (away) next.add(callId);
    else next.delete(callId);
    folded.value = next;
    return true;
  };
  return {
    count: order.length,
    version: computed.value,
    rowAt,
    useLineOf(id) {
      if (id === null) return -1;
      // Looked for first where it stood last: most batches only append.
      if (rowAt(lastLine.current)?.exchange.id !== id)
        lastLine.current = order.findIndex((index) => rows[index]?.exchange.id === id);
      return lastLine.current;
    },
    leaderOf(line) {
      const group = groupAt(line);
      const place = group?.members.indexOf(first + (order[line] ?? -1)) ?? 0;
      return place > 0 ? line - place : undefined;
    },
    attemptsOf(row) {
      const group = groups.get(row.attempt.callId);
      // The store would look through all rows; where nothing is filtered out the group has them at hand.
      if (!group || rows.length !== store.rows.value.length) return store.attemptsOf(row);
      return group.members.flatMap((member) => rows[member - first] ?? []);
    },
    retriesOf(line) {
      const group = groupAt(line);
      if (!group || group.members[0] !== first + (order[line] ?? -1)) return null;
      return { count: group.members.length - 1, collapsed: folded.value.has(group.callId) };
    },
    fold,
    unfold: (row) => row !== null && fold(row, false),
    foldAll: () => {
      folded.value = new Set(callsWithRetries(store.visible.peek()));
    },
    unfoldAll: () => {
      folded.value = new Set();
    },
  };
}
