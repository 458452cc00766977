// What the session log holds: numbered records, one kind per fact, each kept as the text that it is sent as.
import type { Exchange } from '../http/exchange.ts';

/** A record without its number. A later exchange record with the same id takes the earlier one's place. */
export type LogEntry =
  | { readonly kind: 'exchange'; readonly tabId: number; readonly exchange: Exchange }
  /** The exchange of that id turned out to be none (see `isCacheProbe`): readers drop it. */
  | { readonly kind: 'withdrawn'; readonly tabId: number; readonly id: string }
  /** The tab's page changed at `at` (epoch ms): what "preserve log" is about. */
  | { readonly kind: 'navigation'; readonly tabId: number; readonly url: string; readonly at: number }
  /** A person cleared the tab: readers drop everything with a lower number, that of workers too. */
  | { readonly kind: 'cleared'; readonly tabId: number }
  /**
   * Responses that ended between `from` and `to` (epoch ms) may be missing, in every tab (`tabId` −1): the browser
   * stopped the background while it recorded, or the log's database was taken away.
   */
  | {
      readonly kind: 'gap';
      readonly tabId: -1;
      readonly from: number;
      readonly to: number;
      readonly reason: GapReason;
    };

/** Why responses may be missing. */
export type GapReason = 'stopped' | 'memory-lost' | 'database-lost' | 'devtools-dropped';

/** A record in the log; `seq` grows and is never used twice. */
export type LogRecord = LogEntry & { readonly seq: number };

/** A record as it is stored and sent: its text once made, and what must be known without reading it. */
export interface SealedRecord {
  readonly seq: number;
  readonly tabId: number;
  readonly kind: LogEntry['kind'];
  /** The record as JSON. */
  readonly text: string;
  /** The characters that the text had before it was packed (see `RecordPack`); absent where it was not. */
  readonly size?: number;
  /** 1 where the exchange has not ended: what a new life of the worker has to take up. */
  readonly open?: 1;
}

/** What has to be known of a record to count it, or to replace it. */
export type Replaceable = Pick<SealedRecord, 'seq' | 'kind'> & { readonly size: number };
export type Countable = Replaceable | SealedRecord;

/** What is known of the whole store, written with every batch. */
export interface LogTotals {
  /** The highest number that may have been used, stored or not. */
  readonly lastSeq: number;
  /** Exchange records there are. */
  readonly exchanges: number;
  /** Characters of all records' texts, as they were first written. */
  readonly bytes: number;
  /** Exchange records dropped for lack of room, in all … */
  readonly evicted: number;
  /** … and the number up to which none is left. */
  readonly evictedUpTo: number;
  /** When something was last written, epoch ms; 0 = never. */
  readonly writtenAt: number;
}

/** What one write does; all of it or nothing. */
export interface LogBatch {
  readonly put: readonly SealedRecord[];
  /** Numbers of records that newer ones replaced, or that were dropped. */
  readonly remove: readonly number[];
  readonly totals: LogTotals;
}

/** Some records, as they are read in one step. */
export interface LogPage {
  /** Ascending. */
  readonly records: readonly SealedRecord[];
  /** Whether they are kept as one, and are dropped so with the least effort. */
  readonly isPack: boolean;
  /** Nothing is left up to this number but what is in the page; the number asked for where nothing follows. */
  readonly upToSeq: number;
}

/** What is stored after a number, at one moment. */
export interface LogTail {
  /** The packs by their last numbers, ascending: readers who can get at the store read them there. */
  readonly packs: readonly number[];
  /** Ascending; those that go on may be older than packs. */
  readonly records: readonly SealedRecord[];
}

/** What a store holds when a life of the worker begins. */
export interface OpenedStore {
  /** `lastSeq` is above every number that earlier lives may have given away, also of records that were never stored. */
  readonly totals: LogTotals;
  /** The highest number stored. */
  readonly storedSeq: number;
  /** Every record that is marked `open`, ascending; none of them is packed. */
  readonly open: readonly SealedRecord[];
  /** The newest records that are not packed, ascending, at most `RECENT`. */
  readonly recent: readonly SealedRecord[];
}

/** So many of the newest records are taken up, to join what the other of webRequest and DevTools saw of them. */
export const RECENT = 200;

/** Where records are kept. Each method rejects when the store can't be used. */
export interface LogStorage {
  /**
   * Opens the store for one life of the worker, in as few steps as can be: every response waits for it. Where
   * `startsAnew` resolves to true, what is stored is of an earlier browser session and goes first.
   */
  open(startsAnew: Promise<boolean>): Promise<OpenedStore>;
  write(batch: LogBatch): Promise<void>;
  /** Records after a number: about `limit` of them, more where they are kept together. */
  read(afterSeq: number, limit: number): Promise<LogPage>;
  /** Everything after a number, packs by name only; null where it can't be told so. */
  readTail(afterSeq: number): Promise<LogTail | null>;
  /** Every record of a tab, ascending, to be counted out and removed. */
  readTab(tabId: number): Promise<Countable[]>;
}

/** How much the log keeps; the oldest are dropped, counted and shown. */
export interface Retention {
  readonly exchanges: number;
  /** Characters of all records. */
  readonly bytes: number;
}

/** Numbers that one life of the worker keeps for itself: more than it can give away. */
export const SEQ_RESERVE = 1_000_000;

/** The totals of an empty store. */
export const noTotals: LogTotals = {
  lastSeq: 0,
  exchanges: 0,
  bytes: 0,
  evicted: 0,
  evictedUpTo: 0,
  writtenAt: 0,
};
