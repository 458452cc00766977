// Which record of an exchange is its latest, so that a later one can take its place.
import type { SealedRecord } from './log-record.ts';
import { sizeOf } from './record-pack.ts';

/** Ids that are remembered; the older half is forgotten beyond it. */
const MOST = 5_000;

/** The latest record of each exchange, as far as it has to be known to be replaced. */
export type Replaceable = Pick<SealedRecord, 'seq' | 'kind'> & { readonly size: number };

/** Remembers recent exchanges: rows that ended long ago are not recorded again. */
export interface Replacements {
  /** Notes the latest record of an id; returns the one that it replaces. */
  replace(id: string, record: SealedRecord): Replaceable | undefined;
  /** The number of an id's latest record, 0 when none is known. */
  seqOf(id: string): number;
  /** Forgets records that are gone, so that they are not counted out twice. */
  forget(isGone: (seq: number) => boolean): void;
}

/** Makes an empty memory. */
export function createReplacements(): Replacements {
  const latest = new Map<string, Replaceable>();
  return {
    replace(id, record) {
      const { seq, kind } = record;
      const before = latest.get(id);
      // Only the length of the text is needed to count it out again.
      latest.set(id, { seq, kind, size: sizeOf(record) });
      if (latest.size > MOST) forgetHalf(latest);
      return before;
    },
    seqOf: (id) => latest.get(id)?.seq ?? 0,
    forget(isGone) {
      for (const [id, { seq }] of latest) if (isGone(seq)) latest.delete(id);
    },
  };
}

function forgetHalf(map: Map<string, unknown>): void {
  let excess = map.size / 2;
  for (const key of map.keys()) {
    if (excess-- <= 0) return;
    map.delete(key);
  }
}
