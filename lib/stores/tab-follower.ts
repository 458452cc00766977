// How the popup follows one tab's records: it only listens, so it needs little of what a panel says and hears.
import { formatProblems } from '../http/result.ts';
import type { Channel } from '../messaging/channel.ts';
import { parsePackedRecords } from '../messaging/parse-record.ts';
import type { ClientMessage } from '../messaging/protocol.ts';
import { isBag, isInteger, isText } from '../messaging/shape.ts';
import type { RecentFailures } from './recent-failures.ts';

/** What following needs from the runtime. */
interface FollowerOptions {
  /** Opens a connection to the background, starting it when it is stopped. */
  readonly connect: () => Channel;
  readonly later: (ms: number, task: () => void) => void;
  readonly warn: (text: string) => void;
}

/** The pause before connecting again, ms: the background is stopped when it has nothing to do. */
const RECONNECT_MS = 200;

/** Follows a tab from its first record on, for as long as the page lives. */
export function followTab(
  tabId: number,
  { connect, later, warn }: FollowerOptions,
  { apply, evict }: Pick<RecentFailures, 'apply' | 'evict'>,
): void {
  let lastSeq = 0;
  const follow = (): void => {
    const channel = connect();
    channel.listen((message) => {
      if (!isBag(message) || !isInteger(message.upToSeq)) return;
      if (message.type === 'evicted') evict(message.upToSeq);
      if (message.type !== 'records' || !isText(message.records) || !isText(message.dictionary)) return;
      lastSeq = Math.max(lastSeq, message.upToSeq);
      const { records, problems } = parsePackedRecords(message.records, message.dictionary);
      if (problems.length > 0) warn(`Records were not understood: ${formatProblems(problems)}`);
      apply(records);
    });
    channel.onClose(() => later(RECONNECT_MS, follow));
    const subscribe: ClientMessage = { type: 'subscribe', tabId, afterSeq: lastSeq, readsPacks: false };
    channel.post(subscribe);
  };
  follow();
}
