// In which order rows stand in the list: by start with the attempts of a call together, or by a column's keys.
import type { Row } from './rows.ts';
import { sortedIndices } from './sort-index.ts';

/** Attempts of one call that are in the list, as places in the list of rows; the first leads. */
export interface CallGroup {
  readonly callId: string;
  readonly members: readonly number[];
  /** True where only the first is shown. */
  readonly collapsed: boolean;
}

/** The lines of the list: which row each shows. */
export interface Lines {
  /** Places in the list of rows, one for each line. */
  readonly order: Uint32Array;
  /** The calls with several attempts in the list, by id; empty where rows are not ordered by start. */
  readonly groups: ReadonlyMap<string, CallGroup>;
}

/** The lines by start: each call where its first attempt in the list stands, its later attempts right after it. */
export function linesByStart(
  rows: readonly Row[],
  collapsed: ReadonlySet<string>,
  descending = false,
): Lines {
  const { groups, follows } = groupsOf(rows, collapsed);
  const order = new Uint32Array(rows.length);
  let count = 0;
  const add = (index: number): void => {
    if (follows[index] === 1) return;
    order[count++] = index;
    const group = groups.size > 0 ? groups.get(rows[index]?.attempt.callId ?? '') : undefined;
    if (!group || group.collapsed) return;
    for (let i = 1; i < group.members.length; i++) order[count++] = group.members[i] as number;
  };
  if (descending) for (let i = rows.length - 1; i >= 0; i--) add(i);
  else for (let i = 0; i < rows.length; i++) add(i);
  return { order: order.subarray(0, count), groups };
}

/** The lines by a key of each row; rows with the same key stay in order of start. */
export function linesByKey(keys: Float64Array, descending: boolean): Lines {
  return { order: sortedIndices(keys, descending), groups: new Map() };
}

/** The id of every call with several attempts in the list. */
export const callsWithRetries = (rows: readonly Row[]): string[] => [
  ...groupsOf(rows, new Set()).groups.keys(),
];

interface Grouped {
  readonly groups: Map<string, CallGroup>;
  /** 1 for each row that stands under another. */
  readonly follows: Uint8Array;
}

function groupsOf(rows: readonly Row[], collapsed: ReadonlySet<string>): Grouped {
  // Most calls have one attempt: only those that were repeated are looked for.
  const members = new Map<string, number[]>();
  for (const { attempt } of rows) if (attempt.attempt > 1) members.set(attempt.callId, []);
  const groups = new Map<string, CallGroup>();
  const follows = new Uint8Array(rows.length);
  if (members.size === 0) return { groups, follows };
  for (let i = 0; i < rows.length; i++) {
    const list = members.get(rows[i]?.attempt.callId ?? '');
    if (list && list.push(i) > 1) follows[i] = 1;
  }
  for (const [callId, list] of members) {
    if (list.length > 1) groups.set(callId, { callId, members: list, collapsed: collapsed.has(callId) });
  }
  return { groups, follows };
}
