// A map from fingerprints to values: like Map, without an object for each key and each entry.

/** Values by whole numbers ≥ 0 whose low bits are well mixed, as fingerprints are. */
export interface NumberMap<T> {
  /** Keys that were set, less those that `keepOnly` dropped. */
  size(): number;
  get(key: number): T | undefined;
  /** Setting `undefined` empties the entry; it goes with the next `keepOnly`. */
  set(key: number, value: T | undefined): void;
  /** Drops the entries that are empty or whose value `keep` refuses. O(n). */
  keepOnly(keep: (value: T) => boolean): void;
}

const leastSlots = 1024;
/** What memory is full of that nobody has written to: megabytes of another value take milliseconds. */
const freeSlot = 0;

/**
 * An empty map, with room for that many keys before it grows: open addressing in a column of keys and one of values, at most half full. A Map spends a heap
 * number on each key, hashes it, and has the collector walk them all: at 100,000 keys four times the time.
 */
export function createNumberMap<T>(expected = 0): NumberMap<T> {
  let keys = new Float64Array(0);
  let values: (T | undefined)[] = [];
  let mask = 0;
  let size = 0;
  reserve(Math.max(leastSlots, 2 ** Math.ceil(Math.log2(expected * 2 + 2))));

  function reserve(slots: number): void {
    keys = new Float64Array(slots);
    values = new Array<T | undefined>(slots);
    mask = slots - 1;
    size = 0;
  }

  /** The key's slot, or the free one where it belongs; keys are kept one higher. */
  function slotOf(key: number): number {
    let slot = key & mask;
    for (let found = keys[slot]; found !== key + 1 && found !== freeSlot; found = keys[slot]) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  function set(key: number, value: T | undefined): void {
    const slot = slotOf(key);
    values[slot] = value;
    if (keys[slot] !== freeSlot) return;
    keys[slot] = key + 1;
    size += 1;
    if (size * 2 > keys.length) refill(keys.length * 2, () => true);
  }

  function refill(slots: number, keep: (value: T) => boolean): void {
    const [oldKeys, oldValues] = [keys, values];
    reserve(slots);
    oldValues.forEach((value, index) => {
      if (value !== undefined && keep(value)) set((oldKeys[index] ?? 1) - 1, value);
    });
  }

  return {
    size: () => size,
    get: (key) => values[slotOf(key)],
    set,
    keepOnly: (keep) => refill(leastSlots, keep),
  };
}
