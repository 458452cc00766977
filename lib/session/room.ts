// How much the log holds, and which of its oldest records have to go.
import type { Countable, LogStorage, LogTotals, Retention } from './log-record.ts';
import { sizeOf } from './record-pack.ts';

/** Records looked at in one step when there is too much. */
const STEP = 50;

/** The counts of a log. */
export interface Room {
  /** Counts a record in (1) or out (−1). */
  count(record: Countable, sign: 1 | -1): void;
  /** Counts in what was in the store before it could be opened. */
  add(found: Pick<LogTotals, 'exchanges' | 'bytes'>): void;
  /** Everything stored is gone. */
  empty(): void;
  /** What is kept from now on. */
  retain(retention: Retention): void;
  /** Keeps to fewer characters than the retention says, or as many (null). */
  limitBytes(bytes: number | null): void;
  /** Drops the oldest until the rest fits, packs as a whole; true when something was dropped. */
  evict(storage: LogStorage, totals: () => LogTotals): Promise<boolean>;
  readonly counts: Pick<LogTotals, 'exchanges' | 'bytes' | 'evicted' | 'evictedUpTo'>;
}

/** Goes on from what an earlier life counted. */
export function createRoom(opened: LogTotals, retention: Retention): Room {
  let { exchanges, bytes, evicted, evictedUpTo } = opened;
  let kept = retention;
  let memoryBytes = Number.POSITIVE_INFINITY;
  const isFull = (): boolean => exchanges > kept.exchanges || bytes > Math.min(kept.bytes, memoryBytes);

  const count = (record: Countable, sign: 1 | -1): void => {
    if (record.kind === 'exchange') exchanges += sign;
    bytes += sign * ('text' in record ? sizeOf(record) : record.size);
  };
  const empty = (): void => {
    exchanges = 0;
    bytes = 0;
  };

  return {
    get counts() {
      return { exchanges, bytes, evicted, evictedUpTo };
    },
    count,
    empty,
    add(found) {
      exchanges += found.exchanges;
      bytes += found.bytes;
    },
    retain(next) {
      kept = next;
    },
    limitBytes(limit) {
      memoryBytes = limit ?? Number.POSITIVE_INFINITY;
    },
    async evict(storage, totals) {
      const before = evictedUpTo;
      while (isFull()) {
        const { records, isPack, upToSeq } = await storage.read(evictedUpTo, STEP);
        const gone: number[] = [];
        for (const record of records) {
          if (!isPack && !isFull()) break;
          gone.push(record.seq);
          count(record, -1);
          if (record.kind === 'exchange') evicted += 1;
        }
        // Nothing can be read that could be dropped: the counts were wrong.
        if (upToSeq === evictedUpTo) empty();
        evictedUpTo = isPack ? upToSeq : (gone.at(-1) ?? upToSeq);
        await storage.write({ put: [], remove: gone, totals: totals() });
      }
      return evictedUpTo > before;
    },
  };
}
