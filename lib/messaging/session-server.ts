// The background's end of a connection: what it does with each message, and what it sends.
import type { Exchange } from '../http/exchange.ts';
import { formatProblems } from '../http/result.ts';
import type { LogRecord } from '../session/log-record.ts';
import type { Recorder } from '../session/recorder.ts';
import type { SessionLog } from '../session/session-log.ts';
import type { Channel } from './channel.ts';
import { type ClientMessage, parseClientMessage, type SessionMessage } from './protocol.ts';

/** What a connection is served from. */
export interface ServedSession {
  readonly opening: Promise<SessionLog>;
  readonly recorder: Recorder;
  /** Sites granted to background capture, as match patterns. */
  origins(): Promise<readonly string[]>;
  /** Runs `task` once after `ms`. */
  later(ms: number, task: () => void): void;
}

/** The most records in one message. */
const MOST_RECORDS = 500;
/** Records that come within this many ms travel together: a page works on a message, not on each record. */
const GATHER_MS = 25;

/** Serves one connection until its other end closes. A message that does not parse is answered by nothing but a warning. */
export function serveSession(
  channel: Channel,
  session: ServedSession,
  warn: (text: string) => void,
): { sendStatus(): void } {
  const post = (message: SessionMessage): void => channel.post(message);
  let stop = (): void => {};
  let closed = false;

  const sendStatus = async (): Promise<void> => {
    const [log, origins] = await Promise.all([session.opening, session.origins()]);
    if (!closed) post({ type: 'status', origins, notices: log.notices });
  };

  const subscribe = async (tabId: number | null, afterSeq: number): Promise<void> => {
    const log = await session.opening;
    stop();
    const concerns = (record: LogRecord): boolean => tabId === null || record.tabId === tabId;
    const send = (records: readonly LogRecord[], upToSeq: number): void => {
      for (let from = 0; from === 0 || from < records.length; from += MOST_RECORDS) {
        post({ type: 'records', records: records.slice(from, from + MOST_RECORDS), upToSeq });
      }
    };
    // What is appended waits here: while the stored part is read, whose numbers are all lower, and then to be gathered.
    let waiting: LogRecord[] = [];
    let caughtUp = false;
    let gathering = false;
    const sendWaiting = (): void => {
      gathering = false;
      const last = waiting.at(-1);
      if (closed || !last) return;
      send(waiting, last.seq);
      waiting = [];
    };
    let sentUpTo = afterSeq;
    stop = log.subscribe((event) => {
      if (event.kind === 'notices') void sendStatus();
      else if (event.kind === 'cleared') {
        if (event.tabId === null || tabId === null || event.tabId === tabId) {
          // In the order in which it happened: what was appended before the clear goes first.
          if (caughtUp) sendWaiting();
          post({ type: 'cleared', upToSeq: event.upToSeq });
        }
      } else {
        waiting.push(...event.records.filter(concerns));
        if (caughtUp && !gathering && waiting.length > 0) {
          gathering = true;
          session.later(GATHER_MS, sendWaiting);
        }
      }
    });
    for await (const records of log.catchUp(afterSeq)) {
      if (closed) return;
      sentUpTo = records.at(-1)?.seq ?? sentUpTo;
      send(records.filter(concerns), sentUpTo);
    }
    waiting = waiting.filter((record) => record.seq > sentUpTo);
    caughtUp = true;
    send(waiting, Math.max(sentUpTo, log.lastSeq));
    waiting = [];
  };

  const handlers: { [T in ClientMessage['type']]: (message: Extract<ClientMessage, { type: T }>) => void } = {
    subscribe: ({ tabId, afterSeq }) => {
      void subscribe(tabId, afterSeq);
      void sendStatus();
    },
    'devtools-exchanges': ({ exchanges }: { exchanges: readonly Exchange[] }) =>
      session.recorder.onDevtools(exchanges),
    navigated: ({ tabId, url, at }) => session.recorder.onNavigated(tabId, url, at),
    clear: ({ tabId }) => void session.opening.then((log) => log.clear(tabId)),
  };

  channel.listen((value) => {
    const parsed = parseClientMessage(value);
    if (!parsed.ok) return warn(`A message was not understood: ${formatProblems(parsed.problems)}`);
    const message = parsed.value;
    (handlers[message.type] as (message: ClientMessage) => void)(message);
  });
  channel.onClose(() => {
    closed = true;
    stop();
  });
  return { sendStatus: () => void sendStatus() };
}
