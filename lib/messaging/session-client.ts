// A page's end of a connection: subscribes, catches up, and reconnects when the worker was stopped.
import { formatProblems } from '../http/result.ts';
import type { Channel } from './channel.ts';
import { type ClientMessage, parseSessionMessage, type SessionMessage } from './protocol.ts';

/** What a client needs from the runtime. */
export interface ClientOptions {
  /** Opens a connection to the background, starting it when it is stopped. */
  readonly connect: () => Channel;
  readonly later: (ms: number, task: () => void) => void;
  readonly onMessage: (message: SessionMessage) => void;
  readonly warn: (text: string) => void;
}

/** A connection that outlives the background worker. */
export interface SessionClient {
  /** Follows a tab's records from the first on; null follows all tabs. */
  subscribe(tabId: number | null): void;
  post(message: ClientMessage): void;
}

/** The pause before connecting again, ms: long enough not to spin, short enough not to be noticed. */
const RECONNECT_MS = 200;

/** Connects at once. After a reconnect it subscribes again from the last number it was given. */
export function createSessionClient({ connect, later, onMessage, warn }: ClientOptions): SessionClient {
  let followed: { tabId: number | null } | undefined;
  let lastSeq = 0;
  let channel: Channel | undefined;

  const open = (): Channel => {
    const opened = connect();
    opened.listen((value) => {
      const parsed = parseSessionMessage(value);
      if (!parsed.ok) return warn(`A message was not understood: ${formatProblems(parsed.problems)}`);
      if (parsed.value.type === 'records') lastSeq = Math.max(lastSeq, parsed.value.upToSeq);
      onMessage(parsed.value);
    });
    opened.onClose(() => {
      channel = undefined;
      if (followed) later(RECONNECT_MS, () => resume());
    });
    channel = opened;
    return opened;
  };
  const resume = (): void => {
    if (followed && !channel) open().post({ type: 'subscribe', ...followed, afterSeq: lastSeq });
  };

  return {
    subscribe(tabId) {
      followed = { tabId };
      (channel ?? open()).post({ type: 'subscribe', tabId, afterSeq: lastSeq });
    },
    post(message) {
      (channel ?? open()).post(message);
    },
  };
}
