// The background's end of a connection: what it does with each message, and what it sends.
import { formatProblems } from '../http/result.ts';
import type { Recorder } from '../session/recorder.ts';
import type { SessionLog } from '../session/session-log.ts';
import type { BodyDesk } from './body-desk.ts';
import type { Channel } from './channel.ts';
import { parseClientMessage } from './parse-client-message.ts';
import { parseRecords } from './parse-record.ts';
import type { ClientMessage, Delivery, SessionMessage } from './protocol.ts';
import { sendRecords } from './record-sender.ts';
import { isBag, isInteger } from './shape.ts';

/** What a connection is served from. */
export interface ServedSession {
  readonly opening: Promise<SessionLog>;
  readonly recorder: Recorder;
  readonly bodies: BodyDesk;
  /** Sites granted to background capture, as match patterns. */
  origins(): Promise<readonly string[]>;
  /** Runs `task` once after `ms`. */
  later(ms: number, task: () => void): void;
}

type Handlers = { [T in ClientMessage['type']]: (message: Extract<ClientMessage, { type: T }>) => void };

/** Serves one connection until its other end closes. A message that does not parse is answered by nothing but a warning. */
export function serveSession(
  channel: Channel,
  session: ServedSession,
  warn: (text: string) => void,
): { sendStatus(): void } {
  const { recorder, bodies } = session;
  const post = (message: SessionMessage): void => {
    if (!closed) channel.post(message);
  };
  let stopSending = (): void => {};
  let stopOffering = (): void => {};
  let closed = false;

  const sendStatus = async (): Promise<void> => {
    const [log, origins] = await Promise.all([session.opening, session.origins()]);
    post({ type: 'status', origins, notices: log.notices });
  };
  const keep = (delivery: Delivery): Promise<void> => {
    switch (delivery.type) {
      case 'devtools-exchanges':
        return recorder.onDevtools(delivery.exchanges);
      case 'navigated':
        return recorder.onNavigated(delivery.tabId, delivery.url, delivery.at);
      case 'dropped':
        return recorder.onDropped(delivery.from, delivery.to);
    }
  };
  const settled = (number: number): void => post({ type: 'settled', number });

  const handlers: Handlers = {
    subscribe(message) {
      void session.opening.then((log) => {
        stopSending();
        if (closed) return;
        const onNotices = (): void => void sendStatus();
        stopSending = sendRecords(log, message, { post, later: session.later, onNotices });
      });
      void sendStatus();
    },
    deliver: ({ number, delivery }) => void keep(delivery).then(() => settled(number)),
    clear: ({ tabId }) => void session.opening.then((log) => log.clear(tabId)),
    ping: () => post({ type: 'pong' }),
    'given-back': ({ records }) => {
      const read = parseRecords(records);
      if (read.problems.length > 0) warn(`Records given back: ${formatProblems(read.problems)}`);
      recorder.onGivenBack(read.records);
    },
    'offer-bodies': ({ tabId }) => {
      stopOffering();
      stopOffering = bodies.offer(tabId, post);
    },
    'body-wanted': ({ request, tabId, devtoolsId }) =>
      bodies.ask(tabId, devtoolsId, (answer) => post({ type: 'body', request, answer })),
    'body-read': ({ request, answer }) => bodies.answered(request, answer),
  };

  channel.listen((value) => {
    const parsed = parseClientMessage(value, warn);
    if (parsed.ok) {
      const message = parsed.value;
      (handlers[message.type] as (message: ClientMessage) => void)(message);
      return;
    }
    warn(`A message was not understood: ${formatProblems(parsed.problems)}`);
    // What can't be read now can't be read next time either.
    if (isBag(value) && value.type === 'deliver' && isInteger(value.number)) settled(value.number);
  });
  channel.onClose(() => {
    closed = true;
    stopSending();
    stopOffering();
  });
  return { sendStatus: () => void sendStatus() };
}
