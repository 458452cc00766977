// Which record of an exchange is its latest, so that a later one can take its place.
import type { Exchange } from '../http/exchange.ts';
import type { LogRecord, Replaceable, SealedRecord } from './log-record.ts';
import { sizeOf } from './record-pack.ts';
import { openRecord } from './record-text.ts';

/** Ids that are remembered; the older half is forgotten beyond it. */
const MOST = 5_000;

/** Remembers recent exchanges: rows that ended long ago are not recorded again. */
export interface Replacements {
  /** Notes a record as the latest of its exchange; returns the one that it replaces. */
  replace(record: LogRecord, sealed: SealedRecord): Replaceable | undefined;
  /** Whether a record is known of the same exchange that is as new, or newer. */
  hasNewer(record: LogRecord): boolean;
  /** Notes records that earlier lives of the worker left; returns the latest of each exchange, by first record. */
  takeUp(left: readonly SealedRecord[]): Exchange[];
  /** Forgets records that are gone, so that they are not counted out twice. */
  forget(isGone: (seq: number) => boolean): void;
}

/** Makes an empty memory. */
export function createReplacements(): Replacements {
  const latest = new Map<string, Replaceable>();
  const replace = (record: LogRecord, sealed: SealedRecord): Replaceable | undefined => {
    const id = idOf(record);
    if (id === null) return undefined;
    const { seq, kind } = sealed;
    const before = latest.get(id);
    // Only the length of the text is needed to count it out again.
    latest.set(id, { seq, kind, size: sizeOf(sealed) });
    if (latest.size > MOST) forgetHalf(latest);
    return before;
  };
  return {
    replace,
    hasNewer(record) {
      const id = idOf(record);
      return id !== null && (latest.get(id)?.seq ?? 0) >= record.seq;
    },
    takeUp(left) {
      const exchanges = new Map<string, Exchange>();
      for (const sealed of left.toSorted((a, b) => a.seq - b.seq)) {
        const record = openRecord(sealed);
        if (record) replace(record, sealed);
        if (record?.kind === 'exchange') exchanges.set(record.exchange.id, record.exchange);
      }
      return [...exchanges.values()];
    },
    forget(isGone) {
      for (const [id, { seq }] of latest) if (isGone(seq)) latest.delete(id);
    },
  };
}

/** What a record is the latest of; null for those that never take another's place. */
function idOf(record: LogRecord): string | null {
  if (record.kind === 'exchange') return record.exchange.id;
  return record.kind === 'withdrawn' ? record.id : null;
}

function forgetHalf(map: Map<string, unknown>): void {
  let excess = map.size / 2;
  for (const key of map.keys()) {
    if (excess-- <= 0) return;
    map.delete(key);
  }
}
