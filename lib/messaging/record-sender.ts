// How one subscriber is sent the log: the stored part first, then what is appended, each record once and in order.
import type { LogPage, SealedRecord } from '../session/log-record.ts';
import type { LogEvent, SessionLog } from '../session/session-log.ts';
import { MOST_CHARACTERS, MOST_RECORDS, type SessionMessage } from './protocol.ts';

/** Records that come within this many ms travel together: a page works on a message, not on each record. */
const GATHER_MS = 25;

/** What a subscriber wants. */
export interface Subscription {
  /** null follows all tabs; requests without a tab go to every subscriber. */
  readonly tabId: number | null;
  readonly afterSeq: number;
  /** Whether it can read packs itself. */
  readonly readsPacks: boolean;
}

/** What sending needs. */
export interface SenderOptions {
  readonly post: (message: SessionMessage) => void;
  /** Runs `task` once after `ms`. */
  readonly later: (ms: number, task: () => void) => void;
  /** Hears of what is not a matter of order. */
  readonly onNotices: () => void;
}

/** Starts to send; returns the way to stop. */
export function sendRecords(
  log: SessionLog,
  { tabId, afterSeq, readsPacks }: Subscription,
  { post, later, onNotices }: SenderOptions,
): () => void {
  const concerns = (record: SealedRecord): boolean =>
    tabId === null || record.tabId === tabId || record.tabId === -1;
  let stopped = false;
  let sentUpTo = afterSeq;
  // What is appended waits here: while the stored part is read, whose numbers are all lower, and then to be gathered.
  let waiting: SealedRecord[] = [];
  let caughtUp = false;
  let gathering = false;

  const send = ({ records, upToSeq }: Omit<LogPage, 'isPack'>, more: boolean): void => {
    const messages = inMessages(records);
    messages.forEach((texts, index) => {
      const last = index === messages.length - 1;
      post({ type: 'records', records: `[${texts.join(',')}]`, upToSeq, more: more || !last });
    });
  };
  const sendWaiting = (): void => {
    gathering = false;
    if (stopped || waiting.length === 0) return;
    const latest = waiting;
    waiting = [];
    sentUpTo = Math.max(sentUpTo, latest.at(-1)?.seq ?? 0);
    send({ records: latest, upToSeq: sentUpTo }, false);
  };
  const onEvent = (event: LogEvent): void => {
    if (event.kind === 'notices') onNotices();
    else if (event.kind === 'evicted') post({ type: 'evicted', upToSeq: event.upToSeq });
    else if (event.kind === 'lost') {
      post({ type: 'give-back', afterSeq: event.afterSeq, upToSeq: event.upToSeq });
    } else if (event.kind === 'recovered') {
      // What the database held all along may have been out of reach when the subscriber caught up.
      void catchUp();
    } else {
      waiting.push(...event.records.filter(concerns));
      if (!caughtUp || gathering || waiting.length === 0) return;
      gathering = true;
      later(GATHER_MS, sendWaiting);
    }
  };
  const catchUp = async (): Promise<void> => {
    caughtUp = false;
    sentUpTo = afterSeq;
    if (log.evictedUpTo > 0) post({ type: 'evicted', upToSeq: log.evictedUpTo });
    const [stored, given] = log.unstored;
    // The subscriber was sent numbers that no longer exist: an earlier life was stopped before it had stored them.
    if (afterSeq > stored && afterSeq <= given) post({ type: 'give-back', afterSeq: stored, upToSeq: given });
    const tail = readsPacks ? await log.tail(afterSeq) : null;
    if (tail && !stopped) {
      const { packs, records } = tail;
      sentUpTo = Math.max(afterSeq, packs.at(-1) ?? 0, records.at(-1)?.seq ?? 0);
      if (packs.length > 0) post({ type: 'packs', packs });
      send({ records: records.filter(concerns), upToSeq: sentUpTo }, true);
    }
    for await (const page of tail ? [] : log.catchUp(afterSeq)) {
      if (stopped) return;
      sentUpTo = page.upToSeq;
      send({ ...page, records: page.records.filter(concerns) }, true);
    }
    if (stopped) return;
    waiting = waiting.filter((record) => record.seq > sentUpTo || record.seq <= given);
    caughtUp = true;
    const rest = waiting;
    waiting = [];
    sentUpTo = Math.max(sentUpTo, log.lastSeq);
    send({ records: rest, upToSeq: sentUpTo }, false);
  };
  const unsubscribe = log.subscribe(onEvent);
  void catchUp();

  return () => {
    stopped = true;
    unsubscribe();
  };
}

/** The texts in parts of at most 500 records and a million characters; one record alone may be longer. */
function inMessages(records: readonly SealedRecord[]): string[][] {
  const messages: string[][] = [];
  let texts: string[] = [];
  let size = 0;
  for (const { text } of records) {
    if (texts.length === MOST_RECORDS || (texts.length > 0 && size + text.length > MOST_CHARACTERS)) {
      messages.push(texts);
      texts = [];
      size = 0;
    }
    texts.push(text);
    size += text.length + 1;
  }
  messages.push(texts);
  return messages;
}
