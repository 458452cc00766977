// A page's end of a connection: subscribes, catches up, delivers, and reconnects when the worker was stopped.
import type { BodyAnswer } from '../http/body.ts';
import { formatProblems } from '../http/result.ts';
import type { LogRecord } from '../session/log-record.ts';
import { type ReadRecords, readPack } from '../session/pack-reader.ts';
import type { RecordPack } from '../session/pack-shape.ts';
import { seal } from '../session/record-text.ts';
import { say } from '../words/say.ts';
import type { Channel } from './channel.ts';
import { createOutbox } from './outbox.ts';
import { parseRecords } from './parse-record.ts';
import { parseSessionMessage } from './parse-session-message.ts';
import type { ClientMessage, Delivery, SessionMessage } from './protocol.ts';

/** What a page does with what it is sent; all but `records` may be left out. */
export interface SessionListener {
  /** `more` while stored records still follow. */
  records(records: readonly LogRecord[], more: boolean): void;
  /** About so many records will follow. */
  expect?(records: number): void;
  /** Everything up to that number was dropped for lack of room. */
  evicted?(upToSeq: number): void;
  status?(status: { readonly origins: readonly string[]; readonly notices: readonly string[] }): void;
  /** The records that the page still has after the first number up to the second: the log lost them. */
  giveBack?(afterSeq: number, upToSeq: number): readonly LogRecord[];
  /** Reads a body; asked of the page that offered to. */
  readBody?(devtoolsId: string): Promise<BodyAnswer>;
}

/** What a client needs from the runtime. */
export interface ClientOptions {
  /** Opens a connection to the background, starting it when it is stopped. */
  readonly connect: () => Channel;
  readonly later: (ms: number, task: () => void) => void;
  /** Epoch ms. */
  readonly now: () => number;
  readonly warn: (text: string) => void;
  /** Reads packs of the log in the database, by their last numbers and in that order; absent where it can't. */
  readonly readPacks?: (lastSeqs: readonly number[]) => AsyncIterable<RecordPack>;
  /** Resolves when what was told so far is to be seen. */
  readonly drawn?: () => Promise<void>;
}

/** A connection that outlives the background worker. */
export interface SessionClient {
  /** Follows a tab's records from the first on; null follows all tabs. */
  subscribe(tabId: number | null): void;
  /** Hands something over to be kept: sent again until the background says that it is settled. */
  deliver(delivery: Delivery): void;
  clear(tabId: number): void;
  /** Says that this page reads bodies of the tab. */
  offerBodies(tabId: number): void;
  /** Asks for a body; never rejects, and answers within 10 s. */
  askForBody(tabId: number, devtoolsId: string): Promise<BodyAnswer>;
}

/** The pause before connecting again, ms: long enough not to spin, short enough not to be noticed. */
const RECONNECT_MS = 200;
/** A message this often keeps the worker alive while a page is open (browsers stop it after 30 s) … */
const PING_MS = 20_000;
/** … and when its answer takes longer than this, ms, the connection is taken for dead. */
const ANSWER_MS = 10_000;

/** Of most packs, see `RecordPack`. */
const RECORDS_IN_A_PACK = 500;
/** So many records fill a window of 1,400 px. */
const FIRST_SHOWN = 60;

/** Connects when there is something to say. After a reconnect it goes on from the last number it was given. */
export function createSessionClient(options: ClientOptions, listener: SessionListener): SessionClient {
  const { connect, later, now, warn, readPacks, drawn } = options;
  let readsPacks = readPacks !== undefined;
  /** What came while packs were read, and has to wait for them. */
  let held: (() => void)[] | undefined;
  const inOrder = (task: () => void): void => {
    if (held) held.push(task);
    else task();
  };
  const outbox = createOutbox(now);
  const asked = new Map<number, (answer: BodyAnswer) => void>();
  let followed: { readonly tabId: number | null } | undefined;
  let offered: { readonly tabId: number } | undefined;
  let lastSeq = 0;
  let requests = 0;
  let channel: Channel | undefined;

  const concerns = (tabId: number): boolean =>
    !followed || followed.tabId === null || tabId === followed.tabId || tabId === -1;
  const take = ({ records, problems }: ReadRecords, upToSeq: number): readonly LogRecord[] => {
    if (problems.length > 0) warn(`Records were not understood: ${formatProblems(problems)}`);
    lastSeq = Math.max(lastSeq, upToSeq);
    // A pack holds those of every tab.
    return records.every(({ tabId }) => concerns(tabId))
      ? records
      : records.filter(({ tabId }) => concerns(tabId));
  };
  const takePacks = async (packs: readonly number[]): Promise<void> => {
    held = [];
    listener.expect?.(packs.length * RECORDS_IN_A_PACK);
    let isFirst = true;
    try {
      for await (const pack of readPacks?.(packs) ?? []) {
        if (!pack.tabIds.some(concerns)) {
          lastSeq = Math.max(lastSeq, pack.lastSeq);
          continue;
        }
        let records = take(readPack(pack), pack.lastSeq);
        if (isFirst) {
          listener.records(records.slice(0, FIRST_SHOWN), true);
          records = records.slice(FIRST_SHOWN);
          isFirst = false;
          // Those that are here already would keep the first from being shown.
          await drawn?.();
        }
        listener.records(records, true);
      }
    } catch (error) {
      // The rest is asked of the background, and all that follows it.
      warn(`The log could not be read: ${error}`);
      readsPacks = false;
      held = [];
      subscribe();
    }
    const tasks = held;
    held = undefined;
    for (const task of tasks) inOrder(task);
  };

  const handlers: { [T in SessionMessage['type']]: (message: Extract<SessionMessage, { type: T }>) => void } =
    {
      records: ({ records, upToSeq, more }) =>
        inOrder(() => listener.records(take(parseRecords(records), upToSeq), more)),
      packs: ({ packs }) => inOrder(() => void takePacks(packs)),
      evicted: ({ upToSeq }) => inOrder(() => listener.evicted?.(upToSeq)),
      status: (status) => listener.status?.(status),
      settled: ({ number }) => outbox.settled(number),
      pong: () => {},
      'give-back': ({ afterSeq, upToSeq }) => {
        const records = listener.giveBack?.(afterSeq, upToSeq) ?? [];
        for (const part of partsOf(records))
          send({ type: 'given-back', records: `[${part.map((record) => seal(record).text).join(',')}]` });
      },
      'read-body': ({ request, devtoolsId }) => {
        void listener.readBody?.(devtoolsId).then((answer) => send({ type: 'body-read', request, answer }));
      },
      body: ({ request, answer }) => answered(request, answer),
    };

  const open = (): Channel => {
    const opened = connect();
    let heard = now();
    let isOpen = true;
    const gone = (): void => {
      isOpen = false;
      if (channel !== opened) return;
      channel = undefined;
      if (followed || offered || outbox.waiting().length > 0) later(RECONNECT_MS, () => resume());
    };
    const ping = (): void => {
      if (!isOpen) return;
      const asked = now();
      opened.post({ type: 'ping' });
      later(ANSWER_MS, () => {
        if (!isOpen || heard >= asked) return;
        warn(`The background did not answer within ${ANSWER_MS / 1000} s: connecting anew.`);
        opened.close();
        gone();
      });
      later(PING_MS, ping);
    };
    opened.listen((value) => {
      heard = now();
      const parsed = parseSessionMessage(value);
      if (!parsed.ok) return warn(`A message was not understood: ${formatProblems(parsed.problems)}`);
      (handlers[parsed.value.type] as (message: SessionMessage) => void)(parsed.value);
    });
    opened.onClose(gone);
    channel = opened;
    if (offered) opened.post({ type: 'offer-bodies', ...offered });
    for (const { number, delivery } of outbox.waiting()) opened.post({ type: 'deliver', number, delivery });
    subscribe();
    later(0, ping);
    return opened;
  };
  const subscribe = (): void => {
    if (followed) channel?.post({ type: 'subscribe', ...followed, afterSeq: lastSeq, readsPacks });
  };
  const resume = (): void => {
    if (!channel) open();
  };
  /** Sends it on the connection there is, or on a new one. */
  const send = (message: ClientMessage): void => (channel ?? open()).post(message);
  const answered = (request: number, answer: BodyAnswer): void => {
    asked.get(request)?.(answer);
    asked.delete(request);
  };

  return {
    subscribe(tabId) {
      followed = { tabId };
      if (channel) subscribe();
      else open();
    },
    deliver(delivery) {
      const number = outbox.add(delivery);
      // A new connection begins with all that waits.
      if (channel) channel.post({ type: 'deliver', number, delivery });
      else open();
    },
    clear: (tabId) => send({ type: 'clear', tabId }),
    offerBodies(tabId) {
      offered = { tabId };
      if (channel) channel.post({ type: 'offer-bodies', tabId });
      else open();
    },
    askForBody(tabId, devtoolsId) {
      requests += 1;
      const request = requests;
      return new Promise((resolve) => {
        asked.set(request, resolve);
        send({ type: 'body-wanted', request, tabId, devtoolsId });
        const reason = say('body.silent', { seconds: ANSWER_MS / 1000 });
        later(ANSWER_MS, () => answered(request, { kind: 'unavailable', reason }));
      });
    },
  };
}

/** Records given back go in parts: each is a message. */
const PART = 200;

function partsOf(records: readonly LogRecord[]): (readonly LogRecord[])[] {
  const parts: (readonly LogRecord[])[] = [];
  for (let from = 0; from < records.length; from += PART) parts.push(records.slice(from, from + PART));
  return parts;
}
