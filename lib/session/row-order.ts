// In which order rows stand in the list: by start with the attempts of a call together, or by a column's keys.
import { type CallGroup, type CallGroups, FOLLOWS, groupsOf, LEADS } from './call-groups.ts';
import type { InParts } from './in-parts.ts';
import type { Row } from './row.ts';
import { sortedIndices } from './sort-index.ts';

/** The lines of the list: which row each shows. */
export interface Lines {
  /** Places in the list of rows, one for each line. */
  readonly order: Uint32Array;
  /** The calls with several attempts in the list, by id; empty where rows are not ordered by start. */
  readonly groups: ReadonlyMap<string, CallGroup>;
  /** The number of the first row in `groups`. */
  readonly first: number;
}

/** The lines by start: each call where its first attempt in the list stands, its later attempts right after it. */
export function linesByStart(
  { byCall, first, roles, ledBy }: CallGroups,
  collapsed: ReadonlySet<string>,
  descending = false,
): Lines {
  const order = new Uint32Array(roles.length);
  let count = 0;
  const [from, step] = descending ? [roles.length - 1, -1] : [0, 1];
  for (let place = from; place >= 0 && place < roles.length; place += step) {
    const role = roles[place];
    if (role === FOLLOWS) continue;
    order[count++] = place;
    if (role !== LEADS) continue;
    const group = ledBy(first + place);
    if (!group || (collapsed.size > 0 && collapsed.has(group.callId))) continue;
    for (let i = 1; i < group.members.length; i++) order[count++] = (group.members[i] as number) - first;
  }
  return { order: order.subarray(0, count), groups: byCall, first };
}

/** The lines by a key of each row; rows with the same key stay in order of start. */
export function* linesByKey(keys: Float64Array, descending: boolean): InParts<Lines> {
  return { order: yield* sortedIndices(keys, descending), groups: new Map(), first: 0 };
}

/** The id of every call with several attempts in the list. */
export const callsWithRetries = (rows: readonly Row[]): string[] =>
  groupsOf(rows).map(({ callId }) => callId);
