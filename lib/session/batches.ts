// When records are written: the first after a quiet time at once, those that follow together.
import type { SealedRecord } from './log-record.ts';

/**
 * A batch is written when it has this many records: half of what a stopped worker may lose, since what the browser has
 * told it and it has not come to yet is lost too …
 */
const BATCH_RECORDS = 25;
/** … or this many ms after the last one. */
const BATCH_MS = 100;
/**
 * A batch is handed to the store while so many others are still being written: what the store has been given outlives
 * the worker, what waits here does not. A store that hangs is not given more.
 */
const MOST_UNDER_WAY = 6;

/** Records on their way to the store. */
export interface Batches {
  put(record: SealedRecord): void;
  /** Takes a record away, written or not. */
  remove(seq: number): void;
  /** What waits, and what the store was handed and has not answered. */
  unanswered(): SealedRecord[];
  /** Writes what waits; resolves when that and all before it is stored. */
  flush(): Promise<void>;
  /** Writes what waits, then runs a task, with no other write beside it. */
  run(task: () => Promise<void>): Promise<void>;
  /** Sees to it that what waits is written in time. */
  schedule(): void;
}

/**
 * Makes an empty queue. `write` never rejects; it is called in order, also while earlier calls are under way. `later`
 * runs a task once after so many ms.
 */
export function createBatches(
  write: (put: readonly SealedRecord[], remove: readonly number[]) => Promise<void>,
  later: (ms: number, task: () => void) => void,
): Batches {
  const waiting = new Map<number, SealedRecord>();
  const removed: number[] = [];
  let coolingDown = false;
  /** Writes that have been handed over, and what they put. */
  const underWay = new Map<Promise<void>, readonly SealedRecord[]>();
  let handing: Promise<void> = Promise.resolve();

  const handOver = async (): Promise<void> => {
    while (underWay.size >= MOST_UNDER_WAY) await Promise.race(underWay.keys());
    const put = [...waiting.values()];
    const remove = removed.splice(0);
    waiting.clear();
    if (put.length + remove.length === 0) return;
    const writing = write(put, remove).finally(() => underWay.delete(writing));
    underWay.set(writing, put);
  };
  const flush = async (): Promise<void> => {
    // What is put in this very turn goes along.
    handing = handing.then(handOver);
    await handing;
    await Promise.all(underWay.keys());
  };
  const coolDown = (): void => {
    coolingDown = true;
    later(BATCH_MS, () => {
      coolingDown = false;
      if (waiting.size + removed.length === 0) return;
      coolDown();
      void flush();
    });
  };

  return {
    put: (record) => void waiting.set(record.seq, record),
    remove(seq) {
      if (!waiting.delete(seq)) removed.push(seq);
    },
    unanswered: () => [...underWay.values(), ...waiting.values()].flat(),
    flush,
    run(task) {
      handing = handing.then(async () => {
        await handOver();
        await Promise.all(underWay.keys());
        await task();
      });
      return handing;
    },
    schedule() {
      if (waiting.size >= BATCH_RECORDS) void flush();
      if (coolingDown) return;
      coolDown();
      void flush();
    },
  };
}
