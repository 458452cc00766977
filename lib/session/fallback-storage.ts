// A log store that goes on in memory while the browser's database fails, and moves back when it works again.
import { say } from '../words/say.ts';
import { type LogBatch, type LogPage, type LogStorage, type LogTotals, noTotals } from './log-record.ts';
import { createMemoryStorage } from './memory-storage.ts';

/** A failing database is tried again this often at most, ms. */
const RETRY_MS = 5_000;
/** A database that has not answered by then, ms, counts as failing: browsers have been seen to let one hang. */
const ANSWER_MS = 10_000;

/** How the database is doing: '' = well, else why what is written now is kept in memory only. */
export type StorageTrouble = string;

/** What the fallback needs. */
export interface FallbackOptions {
  /** Epoch ms. */
  readonly now: () => number;
  /** Runs `task` once after `ms`. */
  readonly later: (ms: number, task: () => void) => void;
  /** Hears of each failure, and of the end of them. */
  readonly onTrouble: (trouble: StorageTrouble) => void;
  /** Hears what the store holds when it could be opened only after the log had begun without it. */
  readonly onFound: (totals: LogTotals) => void;
}

/**
 * Wraps a store. Writes that it refuses (no room, no access, corrupt) are kept in memory and read from there; what was
 * stored before is still read from the store where that can be. Nothing here ever rejects.
 */
export function createFallbackStorage(
  database: LogStorage,
  { now, later, onTrouble, onFound }: FallbackOptions,
): LogStorage {
  const primary = answering(database, later);
  const memory = createMemoryStorage();
  /** What the store still holds although it was removed. */
  const removed = new Set<number>();
  let failedAt = Number.NEGATIVE_INFINITY;
  let failing = false;

  /** Writes that the store has not answered yet, and what was removed by later ones: should they fail, it stays so. */
  let underWay = 0;
  const removedMeanwhile = new Set<number>();
  let lastTotals: LogTotals = noTotals;
  let retrying = false;
  let isOpen = false;
  let startsAnew: Promise<boolean> = Promise.resolve(false);

  const fail = (error: unknown): void => {
    failedAt = now();
    failing = true;
    onTrouble(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    if (retrying) return;
    retrying = true;
    // Also when nothing more is written: what waits in memory is gone with the worker.
    later(RETRY_MS, () => {
      retrying = false;
      if (failing) void recover(lastTotals);
    });
  };
  const recover = async (totals: LogTotals): Promise<boolean> => {
    try {
      if (!isOpen) {
        onFound((await primary.open(startsAnew)).totals);
        isOpen = true;
      }
      const { records: kept } = await memory.read(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
      await primary.write({ put: kept, remove: [...removed], totals });
      await memory.write({ put: [], remove: kept.map(({ seq }) => seq), totals });
      removed.clear();
      failing = false;
      onTrouble('');
      return true;
    } catch (error) {
      fail(error);
      return false;
    }
  };
  const writeToMemory = async (batch: LogBatch): Promise<void> => {
    for (const seq of batch.remove) removed.add(seq);
    await memory.write(batch);
  };

  return {
    async open(anew) {
      try {
        startsAnew = anew;
        const opened = await primary.open(anew);
        isOpen = true;
        return opened;
      } catch (error) {
        fail(error);
        // Above every number that the store may hold: lives count up from 0 by a million each.
        const lastSeq = now() * 1_000;
        lastTotals = { ...noTotals, lastSeq };
        return { totals: lastTotals, storedSeq: lastSeq, open: [], recent: [] };
      }
    },
    async write(batch) {
      lastTotals = batch.totals;
      if (underWay > 0) for (const seq of batch.remove) removedMeanwhile.add(seq);
      if (failing && (now() - failedAt < RETRY_MS || !(await recover(batch.totals)))) {
        return writeToMemory(batch);
      }
      try {
        underWay += 1;
        await primary.write(batch);
      } catch (error) {
        fail(error);
        await writeToMemory({ ...batch, put: batch.put.filter(({ seq }) => !removedMeanwhile.has(seq)) });
      } finally {
        underWay -= 1;
        if (underWay === 0) removedMeanwhile.clear();
      }
    },
    async read(afterSeq, limit) {
      const stored = await primary
        .read(afterSeq, limit)
        .catch((): LogPage => ({ records: [], isPack: false, upToSeq: afterSeq }));
      if (!failing) return stored;
      const { upToSeq, isPack } = stored;
      if (upToSeq === afterSeq) return memory.read(afterSeq, limit);
      const kept = stored.records.filter(({ seq }) => !removed.has(seq));
      const own = await memory.read(afterSeq, Number.POSITIVE_INFINITY);
      const between = own.records.filter(({ seq }) => seq <= upToSeq);
      return { records: [...kept, ...between].sort((a, b) => a.seq - b.seq), isPack, upToSeq };
    },
    readTail: async (afterSeq) => (failing ? null : primary.readTail(afterSeq).catch(() => null)),
    async readTab(tabId) {
      const stored = await primary.readTab(tabId).catch(() => []);
      if (!failing) return stored;
      const kept = stored.filter(({ seq }) => !removed.has(seq));
      return [...kept, ...(await memory.readTab(tabId))].sort((a, b) => a.seq - b.seq);
    },
  };
}

/** The same store, each of whose answers fails when it takes too long. */
function answering(storage: LogStorage, later: FallbackOptions['later']): LogStorage {
  const inTime = <T>(answer: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      answer.then(resolve, reject);
      later(ANSWER_MS, () => reject(new Error(say('log.noAnswer', { seconds: ANSWER_MS / 1000 }))));
    });
  return {
    open: (startsAnew) => inTime(storage.open(startsAnew)),
    write: (batch) => inTime(storage.write(batch)),
    read: (afterSeq, limit) => inTime(storage.read(afterSeq, limit)),
    readTail: (afterSeq) => inTime(storage.readTail(afterSeq)),
    readTab: (tabId) => inTime(storage.readTab(tabId)),
  };
}
