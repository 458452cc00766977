// The session log: append-only records with sequence numbers, written in batches, caught up from any number.
import { type Exchange, endedAt } from '../http/exchange.ts';
import { createBatches } from './batches.ts';
import { catchUp } from './catch-up.ts';
import { createFallbackStorage } from './fallback-storage.ts';
import {
  type LogEntry,
  type LogPage,
  type LogRecord,
  type LogStorage,
  type LogTail,
  type LogTotals,
  noTotals,
  type Retention,
  SEQ_RESERVE,
  type SealedRecord,
} from './log-record.ts';
import { describeEvicted, describeTrouble } from './notices.ts';
import { seal } from './record-text.ts';
import { createReplacements } from './replacements.ts';
import { defaultRetention } from './retention.ts';
import { createRoom } from './room.ts';

/** A worker that had nothing to do lives this long, ms: one that starts again sooner was stopped at work. */
const IDLE_LIFE_MS = 29_000;
/** What the browser told of is told this much later at the most, ms: on a busy machine 600 were seen. */
const TOLD_WITHIN_MS = 2_000;
/** While the database fails, the log keeps to this many characters. */
const MEMORY_BYTES = 64_000_000;

/** What happened to the log, for those who follow it. */
export type LogEvent =
  | { readonly kind: 'records'; readonly records: readonly SealedRecord[] }
  /** Every record up to that number was dropped for lack of room. */
  | { readonly kind: 'evicted'; readonly upToSeq: number }
  /** The database was deleted by others: what pages still have of these numbers is worth giving back. */
  | { readonly kind: 'lost'; readonly afterSeq: number; readonly upToSeq: number }
  /** The database works again: what could not be read of it can be. */
  | { readonly kind: 'recovered' }
  | { readonly kind: 'notices'; readonly notices: readonly string[] };

/** The log of a running session. */
export interface SessionLog {
  /** Adds a record; it is given its number at once and written within 100 ms. */
  append(entry: LogEntry): void;
  /** Takes back records that a page was sent and that were never stored, under their old numbers. */
  restore(records: readonly LogRecord[]): void;
  /** Writes what waits; resolves when it is stored. */
  flush(): Promise<void>;
  /** Records after `afterSeq` in steps, ending with the newest there is when the reader gets there. */
  catchUp(afterSeq: number): AsyncGenerator<LogPage>;
  /** As `catchUp`, at once and without what is packed: null where that can't be, and `catchUp` is to be used. */
  tail(afterSeq: number): Promise<LogTail | null>;
  /** What earlier lives of the worker left, ascending: the newest exchanges, and all that have not ended. */
  readonly left: readonly Exchange[];
  /** Drops a tab's records; its pages are told by a record. */
  clear(tabId: number): Promise<void>;
  /** Keeps so much from now on; what is too much is dropped at once. */
  retain(retention: Retention): Promise<void>;
  /** Follows the log; returns the way to stop. */
  subscribe(listener: (event: LogEvent) => void): () => void;
  /** Tells the log that its database was deleted and made anew. */
  databaseLost(): void;
  /** Limits and troubles known so far, one sentence each. */
  readonly notices: readonly string[];
  readonly lastSeq: number;
  /** The number up to which no record is left for lack of room. */
  readonly evictedUpTo: number;
  /** Numbers above the first and up to the second were given away by earlier lives and never stored. */
  readonly unstored: readonly [number, number];
}

/** What the log needs from the runtime. */
export interface LogOptions {
  readonly storage: LogStorage;
  /** Runs `task` once after `ms`. */
  readonly later: (ms: number, task: () => void) => void;
  /** Epoch ms. */
  readonly now: () => number;
  /** Known by the time when the store is open, or soon after. */
  readonly retention: Retention | Promise<Retention>;
  readonly mark: MemoryMark;
  /** Whether what is stored is of an earlier browser session, and is to go; never rejects. */
  readonly startsAnew?: Promise<boolean>;
}

/** Outlives the worker where the database can't: since when (epoch ms) records are in memory only, null = they are not. */
export interface MemoryMark {
  read(): Promise<number | null>;
  write(since: number | null): Promise<void>;
}

/**
 * Opens the log. When the store can't be opened or written, the log goes on in memory and says so in a notice:
 * capture never stops.
 */
export async function openSessionLog(options: LogOptions): Promise<SessionLog> {
  const { later, now, mark, startsAnew = Promise.resolve(false) } = options;
  let retention = defaultRetention;
  let troubledSince: number | null = null;
  const notices = new Map<string, string>();
  const listeners = new Set<(event: LogEvent) => void>();
  const replacements = createReplacements();
  const emit = (event: LogEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const notice = (key: string, text: string): void => {
    if (text === '') notices.delete(key);
    else notices.set(key, text);
    emit({ kind: 'notices', notices: [...notices.values()] });
  };
  const storage = createFallbackStorage(options.storage, {
    now,
    later,
    onTrouble: (trouble) => {
      room.limitBytes(trouble === '' ? null : MEMORY_BYTES);
      notice('storage', describeTrouble(trouble));
      troubledSince = trouble === '' ? null : (troubledSince ?? now());
      void mark.write(troubledSince).catch(() => {});
      if (trouble === '') emit({ kind: 'recovered' });
    },
    onFound: (found) => room.add(found),
  });

  let room = createRoom(noTotals, retention);
  // At once: every response waits in memory until the log is open.
  const [lostSince, opened, chosen] = await Promise.all([
    mark.read().catch(() => null),
    storage.open(startsAnew),
    options.retention,
  ]);
  retention = chosen;
  const unstored = [opened.storedSeq, opened.totals.lastSeq] as const;
  room = createRoom(opened.totals, retention);
  if (troubledSince !== null) room.limitBytes(MEMORY_BYTES);
  let seq = opened.totals.lastSeq;
  let { writtenAt } = opened.totals;
  /** What ended up to then is in the log, or in a gap of it: events come in order but for those that woke the worker. */
  let heardUpTo = now();
  /** Records that were on their way when the database was deleted: to the old one or to the new one. */
  let uncertain: Set<number> = new Set();
  const reservedTo = seq + SEQ_RESERVE;
  const totals = (): LogTotals => ({ ...room.counts, lastSeq: Math.max(seq, reservedTo), writtenAt });
  const left = replacements.takeUp([...opened.open, ...opened.recent]);
  const noticeEvicted = (): void => notice('evicted', describeEvicted(room.counts.evicted, retention));
  if (room.counts.evicted > 0) noticeEvicted();

  const evict = async (): Promise<void> => {
    if (!(await room.evict(storage, totals))) return;
    const upToSeq = room.counts.evictedUpTo;
    replacements.forget((gone) => gone <= upToSeq);
    emit({ kind: 'evicted', upToSeq });
    noticeEvicted();
  };
  let evicting: Promise<void> = Promise.resolve();
  const evictInTurn = (): Promise<void> => {
    evicting = evicting.then(evict);
    return evicting;
  };
  const write = async (put: readonly SealedRecord[], remove: readonly number[]): Promise<void> => {
    // Not the time of the write: a response may have ended before it and not have been told yet.
    writtenAt = Math.min(now(), Math.max(heardUpTo, now() - TOLD_WITHIN_MS));
    await storage.write({ put, remove, totals: totals() });
    await evictInTurn();
  };
  const batches = createBatches(write, later);
  const { flush, schedule } = batches;
  /** Takes a record in; an earlier one of the same exchange makes room for it. */
  const take = (record: LogRecord): SealedRecord => {
    const sealed = seal(record);
    const before = replacements.replace(record, sealed);
    if (before) {
      if (before.seq !== record.seq) batches.remove(before.seq);
      room.count(before, -1);
    }
    batches.put(sealed);
    room.count(sealed, 1);
    return sealed;
  };
  const append = (entry: LogEntry): void => {
    seq += 1;
    if (entry.kind === 'exchange' && entry.exchange.source === 'web-request') {
      heardUpTo = Math.max(heardUpTo, endedAt(entry.exchange));
    }
    const sealed = take({ ...entry, seq });
    emit({ kind: 'records', records: [sealed] });
    schedule();
  };

  if (lostSince !== null) {
    append({ kind: 'gap', tabId: -1, from: lostSince, to: now(), reason: 'memory-lost' });
    if (troubledSince === null) void mark.write(null).catch(() => {});
  }
  const restartedAfter = now() - writtenAt;
  if (writtenAt > 0 && restartedAfter < IDLE_LIFE_MS) {
    heardUpTo = now();
    append({ kind: 'gap', tabId: -1, from: writtenAt, to: heardUpTo, reason: 'stopped' });
  } else {
    // A life that is stopped before its first record must be known to the next one, or nobody tells of the gap.
    heardUpTo = now() - TOLD_WITHIN_MS;
    void write([], []);
  }

  return {
    get lastSeq() {
      return seq;
    },
    get evictedUpTo() {
      return room.counts.evictedUpTo;
    },
    get notices() {
      return [...notices.values()];
    },
    unstored,
    append,
    restore(records) {
      const taken: SealedRecord[] = [];
      for (const record of records) {
        if (record.seq > seq || record.seq <= room.counts.evictedUpTo) continue;
        if (replacements.hasNewer(record) && !uncertain.delete(record.seq)) continue;
        taken.push(take(record));
      }
      if (taken.length === 0) return;
      emit({ kind: 'records', records: taken });
      schedule();
    },
    flush,
    catchUp: (afterSeq) => catchUp(storage, flush, afterSeq),
    async tail(afterSeq) {
      await flush();
      return storage.readTail(afterSeq);
    },
    left,
    async clear(tabId) {
      await flush();
      const records = await storage.readTab(tabId);
      const gone = new Set(records.map((record) => record.seq));
      replacements.forget((before) => gone.has(before));
      for (const record of records) {
        room.count(record, -1);
        batches.remove(record.seq);
      }
      append({ kind: 'cleared', tabId });
      await flush();
    },
    async retain(next) {
      retention = next;
      room.retain(next);
      // Told anew: what is kept is part of the notice.
      if (room.counts.evicted > 0) noticeEvicted();
      await batches.run(evictInTurn);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    databaseLost() {
      const upToSeq = seq;
      const left = batches.unanswered();
      uncertain = new Set(left.map((record) => record.seq));
      room.empty();
      for (const record of left) room.count(record, 1);
      replacements.forget((before) => !uncertain.has(before));
      append({ kind: 'gap', tabId: -1, from: 0, to: now(), reason: 'database-lost' });
      emit({ kind: 'lost', afterSeq: room.counts.evictedUpTo, upToSeq });
    },
  };
}
