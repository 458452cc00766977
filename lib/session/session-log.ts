// The session log: append-only records with sequence numbers, written in batches, caught up from any number.

import type { LogEntry, LogRecord, LogStorage } from './log-record.ts';
import { createMemoryStorage } from './memory-storage.ts';

/** A batch is written when it has this many records … */
const BATCH_RECORDS = 50;
/** … or this many ms after its first record, whichever comes first: what a stopped worker can lose. */
const BATCH_MS = 100;
/** Exchanges whose records can still be replaced; the older half is forgotten beyond it. */
const MOST_REPLACEABLE = 5_000;
/** Records read in one step while catching up. */
const PAGE = 500;

/** What happened to the log, for those who follow it. */
export type LogEvent =
  | { readonly kind: 'records'; readonly records: readonly LogRecord[] }
  /** Every record of the tab (null: of all tabs) up to `upToSeq` is gone because a person cleared it. */
  | { readonly kind: 'cleared'; readonly tabId: number | null; readonly upToSeq: number }
  | { readonly kind: 'notices'; readonly notices: readonly string[] };

/** The log of a running session. */
export interface SessionLog {
  /** Adds a record; it is given its number at once and written within 100 ms. */
  append(entry: LogEntry): void;
  /** Writes what waits; resolves when it is stored. */
  flush(): Promise<void>;
  /** Records after `afterSeq` in steps, ending with the newest there is when the reader gets there. */
  catchUp(afterSeq: number): AsyncGenerator<readonly LogRecord[]>;
  /** The newest exchanges, ascending: what a new worker needs to go on. */
  recent(limit: number): Promise<LogRecord[]>;
  clear(tabId: number | null): Promise<void>;
  /** Follows the log; returns the way to stop. */
  subscribe(listener: (event: LogEvent) => void): () => void;
  /** Gaps and limits known so far, one sentence each. */
  readonly notices: readonly string[];
  readonly lastSeq: number;
}

/** What the log needs from the runtime. */
export interface LogOptions {
  readonly storage: LogStorage;
  /** Runs `task` once after `ms`. */
  readonly later: (ms: number, task: () => void) => void;
  /** Records kept; the oldest are evicted, counted and shown. */
  readonly maxRecords: number;
}

/**
 * Opens the log. When the store can't be opened or written, the log goes on in memory and says so in a notice:
 * capture never stops.
 */
export async function openSessionLog({ storage: first, later, maxRecords }: LogOptions): Promise<SessionLog> {
  let storage = first;
  let seq = 0;
  let count = 0;
  let evicted = 0;
  const notices = new Map<string, string>();
  const listeners = new Set<(event: LogEvent) => void>();
  const seqOf = new Map<string, number>();
  let waiting: LogRecord[] = [];
  let replaced: number[] = [];
  let timerSet = false;
  let writing: Promise<void> = Promise.resolve();

  const emit = (event: LogEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const notice = (key: string, text: string): void => {
    notices.set(key, text);
    emit({ kind: 'notices', notices: [...notices.values()] });
  };
  const degrade = (error: unknown): void => {
    storage = createMemoryStorage();
    count = 0;
    notice('storage', `The browser's database can't be used (${String(error)}): this log is in memory only.`);
  };

  try {
    ({ lastSeq: seq, count } = await storage.open());
  } catch (error) {
    degrade(error);
  }

  const write = async (): Promise<void> => {
    const put = waiting;
    const remove = replaced;
    waiting = [];
    replaced = [];
    if (put.length === 0 && remove.length === 0) return;
    try {
      await storage.write({ put, remove });
    } catch (error) {
      degrade(error);
      await storage.write({ put, remove: [] });
    }
    count += put.length - remove.length;
    if (count > maxRecords) {
      const excess = count - maxRecords;
      await storage.evict(excess).catch(degrade);
      count -= excess;
      evicted += excess;
      notice('evicted', `The ${evicted} oldest records were dropped: the log keeps ${maxRecords}.`);
    }
  };
  /** Lets a record take the place of the earlier one of the same exchange, if there is one. */
  const replace = (id: string, seqNow: number): void => {
    const before = seqOf.get(id);
    if (before !== undefined) {
      const unwritten = waiting.findIndex((other) => other.seq === before);
      if (unwritten >= 0) waiting.splice(unwritten, 1);
      else replaced.push(before);
    }
    seqOf.set(id, seqNow);
    // Rows that ended are replaced only by the DevTools view of the same exchange, which follows soon.
    if (seqOf.size > MOST_REPLACEABLE) trim(seqOf);
  };
  const flush = (): Promise<void> => {
    writing = writing.then(write);
    return writing;
  };

  return {
    get lastSeq() {
      return seq;
    },
    get notices() {
      return [...notices.values()];
    },
    append(entry) {
      const record: LogRecord = { ...entry, seq: ++seq };
      if (entry.kind !== 'navigation')
        replace(entry.kind === 'exchange' ? entry.exchange.id : entry.id, record.seq);
      waiting.push(record);
      emit({ kind: 'records', records: [record] });
      if (waiting.length >= BATCH_RECORDS) void flush();
      else if (!timerSet) {
        timerSet = true;
        later(BATCH_MS, () => {
          timerSet = false;
          void flush();
        });
      }
    },
    flush,
    async *catchUp(afterSeq) {
      let from = afterSeq;
      for (;;) {
        await flush();
        const records = await storage.read(from, PAGE);
        const last = records.at(-1);
        if (!last) return;
        yield records;
        from = last.seq;
      }
    },
    async recent(limit) {
      await flush();
      const records = await storage.readLast(limit);
      for (const record of records) {
        if (record.kind === 'exchange') seqOf.set(record.exchange.id, record.seq);
      }
      return records;
    },
    async clear(tabId) {
      await flush();
      await storage.clear(tabId);
      ({ count } = await storage.open());
      emit({ kind: 'cleared', tabId, upToSeq: seq });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function trim(map: Map<string, number>): void {
  let excess = map.size / 2;
  for (const key of map.keys()) {
    if (excess-- <= 0) return;
    map.delete(key);
  }
}
