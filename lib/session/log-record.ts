// What the session log holds: numbered records, one kind per fact.
import type { Exchange } from '../http/exchange.ts';

/** A record without its number. A later exchange record with the same id takes the earlier one's place. */
export type LogEntry =
  | { readonly kind: 'exchange'; readonly tabId: number; readonly exchange: Exchange }
  /** The exchange of that id turned out to be none (see `isCacheProbe`): readers drop it. */
  | { readonly kind: 'withdrawn'; readonly tabId: number; readonly id: string }
  /** The tab's page changed at `at` (epoch ms): what "preserve log" is about. */
  | { readonly kind: 'navigation'; readonly tabId: number; readonly url: string; readonly at: number };

/** A record in the log; `seq` grows by one and is never used twice. */
export type LogRecord = LogEntry & { readonly seq: number };

/** What one write does; all of it or nothing. */
export interface LogBatch {
  readonly put: readonly LogRecord[];
  /** Numbers of records that newer ones replaced. */
  readonly remove: readonly number[];
}

/** Where records are kept. Each method rejects when the store can't be used. */
export interface LogStorage {
  /** The highest number ever used and how many records there are. */
  open(): Promise<{ lastSeq: number; count: number }>;
  write(batch: LogBatch): Promise<void>;
  /** Records after a number, ascending, at most `limit`. */
  read(afterSeq: number, limit: number): Promise<LogRecord[]>;
  /** The newest records, ascending, at most `limit`. */
  readLast(limit: number): Promise<LogRecord[]>;
  /** Deletes the oldest `n` records. */
  evict(n: number): Promise<void>;
  /** Deletes a tab's records, or all when `tabId` is null. */
  clear(tabId: number | null): Promise<void>;
}
