// In which order rows stand in the list: by start with the attempts of a call together, or by a column's keys.
import { outcomeOf } from '../retry/sightings.ts';
import type { Row } from './row.ts';
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
  const { groups, roles } = groupsOf(rows, collapsed);
  const order = new Uint32Array(rows.length);
  let count = 0;
  const [first, step] = descending ? [rows.length - 1, -1] : [0, 1];
  for (let index = first; index >= 0 && index < rows.length; index += step) {
    const role = roles[index];
    if (role === FOLLOWS) continue;
    order[count++] = index;
    if (role !== LEADS) continue;
    const group = groups.get(rows[index]?.attempt.callId ?? '');
    if (!group || group.collapsed) continue;
    for (let i = 1; i < group.members.length; i++) order[count++] = group.members[i] as number;
  }
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

/** What a row is in the list: on its own (0), … */
const LEADS = 1;
const FOLLOWS = 2;

interface Grouped {
  readonly groups: Map<string, CallGroup>;
  readonly roles: Uint8Array;
}

function groupsOf(rows: readonly Row[], collapsed: ReadonlySet<string>): Grouped {
  // Most calls have one attempt: only those that were repeated are looked for.
  const members = new Map<string, number[]>();
  let allFailed = true;
  for (let i = 0; i < rows.length; i++) {
    const { attempt } = rows[i] as Row;
    if (attempt.attempt === 1) continue;
    members.set(attempt.callId, []);
    if (attempt.evidence !== 'heuristic') allFailed = false;
  }
  const groups = new Map<string, CallGroup>();
  const roles = new Uint8Array(rows.length);
  if (members.size === 0) return { groups, roles };
  for (let i = 0; i < rows.length; i++) {
    const { attempt, exchange } = rows[i] as Row;
    // To look for a text a hundred thousand times takes longer than all the rest. Likeness repeats failures alone.
    if (allFailed && attempt.attempt === 1 && outcomeOf(exchange) !== 'failed') continue;
    const list = members.get(attempt.callId);
    if (list && list.push(i) > 1) {
      roles[i] = FOLLOWS;
      roles[list[0] as number] = LEADS;
    }
  }
  for (const [callId, list] of members) {
    if (list.length > 1) groups.set(callId, { callId, members: list, collapsed: collapsed.has(callId) });
  }
  return { groups, roles };
}
