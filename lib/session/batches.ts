// When records are written: the first after a quiet time at once, those that follow together.
import type { SealedRecord } from './log-record.ts';

/** A batch is written when it has this many records … */
const BATCH_RECORDS = 50;
/** … or this many ms after the last one: what a stopped worker can lose. */
const BATCH_MS = 100;

/** Records on their way to the store. */
export interface Batches {
  put(record: SealedRecord): void;
  /** Takes a record away, written or not. */
  remove(seq: number): void;
  has(seq: number): boolean;
  /** Not written yet, ascending but for records that were given back. */
  waiting(): Iterable<SealedRecord>;
  /** Writes what waits; resolves when it is stored. */
  flush(): Promise<void>;
  /** Writes what waits, then runs a task, with no other write beside it. */
  run(task: () => Promise<void>): Promise<void>;
  /** Sees to it that what waits is written in time. */
  schedule(): void;
}

/** Makes an empty queue. `write` never rejects; it runs once at a time. `later` runs a task once after so many ms. */
export function createBatches(
  write: (put: readonly SealedRecord[], remove: readonly number[]) => Promise<void>,
  later: (ms: number, task: () => void) => void,
): Batches {
  const waiting = new Map<number, SealedRecord>();
  const removed: number[] = [];
  let coolingDown = false;
  let writing: Promise<void> = Promise.resolve();

  const writeAll = async (): Promise<void> => {
    const put = [...waiting.values()];
    const remove = removed.splice(0);
    waiting.clear();
    if (put.length + remove.length > 0) await write(put, remove);
  };
  const flush = (): Promise<void> => {
    // What is put in this very turn goes along.
    writing = writing.then(writeAll);
    return writing;
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
    has: (seq) => waiting.has(seq),
    waiting: () => waiting.values(),
    flush,
    run(task) {
      writing = writing.then(writeAll).then(task);
      return writing;
    },
    schedule() {
      if (waiting.size >= BATCH_RECORDS) void flush();
      if (coolingDown) return;
      coolDown();
      void flush();
    },
  };
}
