// How much the log holds, and which of its oldest records have to go.
import type { LogStorage, LogTotals, Retention } from './log-record.ts';
import type { Replaceable } from './replacements.ts';

/** Records looked at in one step when there is too much. */
const STEP = 50;

/** The counts of a log. */
export interface Room {
  /** Counts a record in (1) or out (−1). */
  count(record: Replaceable, sign: 1 | -1): void;
  /** Counts in what was in the store before it could be opened. */
  add(found: Pick<LogTotals, 'exchanges' | 'bytes'>): void;
  /** Everything stored is gone. */
  empty(): void;
  /** Keeps to fewer characters than the retention says, or as many (null). */
  limitBytes(bytes: number | null): void;
  /** Drops the oldest until the rest fits; true when something was dropped. */
  evict(storage: LogStorage, totals: () => LogTotals): Promise<boolean>;
  readonly counts: Pick<LogTotals, 'exchanges' | 'bytes' | 'evicted' | 'evictedUpTo'>;
}

/** Goes on from what an earlier life counted. */
export function createRoom(opened: LogTotals, retention: Retention): Room {
  let { exchanges, bytes, evicted, evictedUpTo } = opened;
  let mostBytes = retention.bytes;
  const isFull = (): boolean => exchanges > retention.exchanges || bytes > mostBytes;

  const count = (record: Replaceable, sign: 1 | -1): void => {
    if (record.kind === 'exchange') exchanges += sign;
    bytes += sign * record.text.length;
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
    limitBytes(limit) {
      mostBytes = Math.min(retention.bytes, limit ?? retention.bytes);
    },
    async evict(storage, totals) {
      const before = evictedUpTo;
      while (isFull()) {
        const oldest = await storage.read(0, Math.max(STEP, exchanges - retention.exchanges));
        const gone: number[] = [];
        for (const record of oldest) {
          if (!isFull()) break;
          gone.push(record.seq);
          count(record, -1);
          if (record.kind === 'exchange') evicted += 1;
          evictedUpTo = record.seq;
        }
        // Nothing can be read that could be dropped: the counts were wrong.
        if (gone.length === 0) empty();
        else await storage.write({ put: [], remove: gone, totals: totals() });
      }
      return evictedUpTo > before;
    },
  };
}
