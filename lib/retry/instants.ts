// Ascending lists of instants: how many lie before a limit, and how one is put in or taken out.

/** How many of the ascending instants are ≤ `limit`, or < it where it is exclusive. O(log n). */
export function countUpTo(instants: ArrayLike<number>, limit: number, exclusive = false): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const instant = instants[middle] as number;
    if (exclusive ? instant < limit : instant <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts an instant where it belongs; quick at the end, where most belong. */
export function addInOrder(instants: number[], instant: number): void {
  const last = instants.at(-1);
  if (last === undefined || last <= instant) instants.push(instant);
  else instants.splice(countUpTo(instants, instant), 0, instant);
}

/** Takes an instant out once; nothing where it is not in. */
export function takeOut(instants: number[], instant: number): void {
  const at = countUpTo(instants, instant) - 1;
  if (instants[at] === instant) instants.splice(at, 1);
}
