// Which rows of a list are attempts of one call: kept as rows come and go, at the cost of those alone.
import { outcomeOf } from '../retry/sightings.ts';
import { placeOfExchange, type Row } from './row.ts';

/** Attempts of one call that are in the list; the first leads. */
export interface CallGroup {
  readonly callId: string;
  /** Their numbers: a row keeps its number while rows before it go (see `CallGroups.first`). At least two. */
  readonly members: readonly number[];
}

/** The calls with several attempts in a list. */
export interface CallGroups {
  /** Takes the list as it is now; rows by start. */
  update(rows: readonly Row[]): void;
  /** By call; the same map each time. */
  readonly byCall: ReadonlyMap<string, CallGroup>;
  /** The number of the first row: that of the row at a place is so much higher. */
  readonly first: number;
  /** The list that was taken last. */
  readonly rows: readonly Row[];
  /** What the row at each place is. */
  readonly roles: Uint8Array;
  /** The group that a row leads. */
  ledBy(number: number): CallGroup | undefined;
}

/** What a row is in the list: on its own (0), … */
export const LEADS = 1;
export const FOLLOWS = 2;

/** Where more rows changed than this share of the list, it is looked through anew. */
const ANEW_SHARE = 0.1;

interface Group extends CallGroup {
  readonly members: number[];
}

/**
 * The groups of an empty list; `attemptsOf` gives all attempts of a row's call, in the list or not. Where the list is a
 * part of another one, that one's groups (`whole`) say which rows need a look at all.
 */
export function createCallGroups(attemptsOf: (row: Row) => readonly Row[], whole?: CallGroups): CallGroups {
  let known: readonly Row[] = [];
  let first = 0;
  let roles = new Uint8Array(1024);
  const byCall = new Map<string, Group>();
  const led = new Map<number, Group>();

  const roleAt = (number: number, role: number): void => {
    roles[number - first] = role;
  };
  const lead = (group: Group): void => {
    const [leader = 0] = group.members;
    led.set(leader, group);
    for (const member of group.members) roleAt(member, FOLLOWS);
    roleAt(leader, LEADS);
  };
  const dissolve = (group: Group): void => {
    byCall.delete(group.callId);
    led.delete(group.members[0] as number);
    for (const member of group.members) roleAt(member, 0);
  };
  const forget = (row: Row, number: number): void => {
    const group = roles[number - first] === 0 ? undefined : byCall.get(row.attempt.callId);
    const place = group?.members.indexOf(number) ?? -1;
    if (!group || place < 0) return;
    group.members.splice(place, 1);
    roleAt(number, 0);
    if (place === 0) led.delete(number);
    const isRepeated = group.members.some((member) => (known[member - first] as Row).attempt.attempt > 1);
    if (group.members.length > 1 && isRepeated) lead(group);
    else if (group.members.length > 0) dissolve(group);
    else byCall.delete(group.callId);
  };
  /** Takes in the row at a place; those before it are in. */
  const add = (rows: readonly Row[], place: number): void => {
    const row = rows[place] as Row;
    const { callId, attempt } = row.attempt;
    const number = first + place;
    roles[place] = 0;
    const group = byCall.get(callId);
    if (group) {
      group.members.push(number);
      roles[place] = FOLLOWS;
    } else if (attempt > 1) {
      const before = attemptsOf(row)
        .map(({ exchange }) => placeOfExchange(rows, exchange))
        .filter((earlier) => earlier >= 0 && earlier < place)
        .sort((a, b) => a - b)
        .map((earlier) => first + earlier);
      if (before.length === 0) return;
      const found: Group = { callId, members: [...before, number] };
      byCall.set(callId, found);
      lead(found);
    }
  };
  const reserve = (count: number): void => {
    if (count <= roles.length) return;
    const wider = new Uint8Array(Math.max(count, roles.length * 2));
    wider.set(roles);
    roles = wider;
  };
  const takeAnew = (rows: readonly Row[]): void => {
    byCall.clear();
    led.clear();
    first = 0;
    roles.fill(0);
    for (const group of (whole && groupsAmong(rows, whole)) ?? groupsOf(rows)) {
      byCall.set(group.callId, group);
      lead(group);
    }
  };

  return {
    byCall,
    ledBy: (number) => led.get(number),
    get first() {
      return first;
    },
    get rows() {
      return known;
    },
    get roles() {
      return roles.subarray(0, known.length);
    },
    update(rows) {
      if (rows === known) return;
      reserve(rows.length);
      const gone = rows[0] ? placeOfFirst(known, rows[0]) : known.length;
      let same = gone;
      while (same < known.length && isSamePlace(known[same], rows[same - gone])) same++;
      const changed = gone + (known.length - same) + (rows.length - (same - gone));
      if (changed > rows.length * ANEW_SHARE) takeAnew(rows);
      else {
        for (let place = known.length - 1; place >= same; place--) forget(known[place] as Row, first + place);
        for (let place = 0; place < gone; place++) forget(known[place] as Row, first + place);
        roles.copyWithin(0, gone, same);
        first += gone;
        for (let place = same - gone; place < rows.length; place++) add(rows, place);
      }
      known = rows;
    },
  };
}

/** The groups of rows that are among those of `whole`, in the same order; null where one is not. */
function groupsAmong(rows: readonly Row[], { rows: all, first, byCall }: CallGroups): Group[] | null {
  /** Where each row of the whole is, −1 for nowhere. */
  const places = new Int32Array(all.length).fill(-1);
  for (let place = 0, at = 0; place < rows.length; place++, at++) {
    while (at < all.length && all[at] !== rows[place]) at++;
    if (at >= all.length) return null;
    places[at] = place;
  }
  const isRepeated = (place: number): boolean => (rows[place] as Row).attempt.attempt > 1;
  const groups: Group[] = [];
  for (const { callId, members } of byCall.values()) {
    const among: number[] = [];
    for (const member of members) {
      const place = places[member - first] as number;
      if (place >= 0) among.push(place);
    }
    // The last one tells, but for requests that the browser itself sent on.
    if (among.length > 1 && among.findLast(isRepeated) !== undefined) groups.push({ callId, members: among });
  }
  return groups;
}

/** The calls with several attempts in a list that is looked through as a whole. */
export function groupsOf(rows: readonly Row[]): Group[] {
  // Most calls have one attempt: only those that were repeated are looked for.
  const members = new Map<string, number[]>();
  let allFailed = true;
  for (let i = 0; i < rows.length; i++) {
    const { attempt } = rows[i] as Row;
    if (attempt.attempt === 1) continue;
    members.set(attempt.callId, []);
    if (attempt.evidence !== 'heuristic') allFailed = false;
  }
  if (members.size === 0) return [];
  for (let i = 0; i < rows.length; i++) {
    const { attempt, exchange } = rows[i] as Row;
    // To look for a text a hundred thousand times takes longer than all the rest. Likeness repeats failures alone.
    if (allFailed && attempt.attempt === 1 && outcomeOf(exchange) !== 'failed') continue;
    members.get(attempt.callId)?.push(i);
  }
  return [...members].flatMap(([callId, list]) => (list.length > 1 ? [{ callId, members: list }] : []));
}

/** Where a row stands in the list; its end where it is not there, which makes the whole list new. */
function placeOfFirst(rows: readonly Row[], row: Row): number {
  if (isSamePlace(rows[0], row)) return 0;
  const place = placeOfExchange(rows, row.exchange);
  return place < 0 ? rows.length : place;
}

/** Whether a row is the same, or says more of the same attempt. */
function isSamePlace(known: Row | undefined, row: Row | undefined): boolean {
  if (known === row) return true;
  if (!known || !row) return false;
  const [a, b] = [known.attempt, row.attempt];
  return (
    a === b || (a.callId === b.callId && a.attempt === b.attempt && known.exchange.id === row.exchange.id)
  );
}
