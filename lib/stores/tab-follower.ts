// How the popup follows one tab's failures: it asks once, and hears the list anew whenever it changes.
import type { Channel } from '../messaging/channel.ts';
import { type FailuresRequest, parseFailures } from '../messaging/failures-protocol.ts';
import type { FailedExchange } from '../session/tab-failures.ts';

/** What following needs from the runtime. */
interface FollowerOptions {
  /** Opens a connection to the background, starting it when it is stopped. */
  readonly connect: () => Channel;
  readonly later: (ms: number, task: () => void) => void;
  readonly warn: (text: string) => void;
}

/** The pause before connecting again, ms: the background is stopped when it has nothing to do. */
const RECONNECT_MS = 200;

/** Follows a tab for as long as the page lives. */
export function followTab(
  request: FailuresRequest,
  { connect, later, warn }: FollowerOptions,
  show: (failed: readonly FailedExchange[]) => void,
): void {
  const follow = (): void => {
    const channel = connect();
    channel.listen((message) => {
      const failed = parseFailures(message);
      if (failed) show(failed);
      else warn("The tab's failures were not understood");
    });
    channel.onClose(() => later(RECONNECT_MS, follow));
    channel.post(request);
  };
  follow();
}
