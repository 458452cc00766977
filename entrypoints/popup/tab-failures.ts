// The part of the popup that talks to the background: the active tab's last failures.
import { effect, type ReadonlySignal, type Signal } from '@preact/signals';
import { PORT_NAME } from '../../lib/messaging/protocol.ts';
import { createSessionClient } from '../../lib/messaging/session-client.ts';
import { later } from '../../lib/platform/clock.ts';
import { connectToBackground } from '../../lib/platform/ports.ts';
import { warn } from '../../lib/platform/warn.ts';
import type { Catalogue } from '../../lib/providers/catalogue.ts';
import { createTabFailures, type Failure } from '../../lib/stores/tab-failures.ts';

/** Failures that are shown at most. */
const MOST = 5;

/** Keeps `failures` at the tab's last failures, the newest first. */
export function followFailures(
  tabId: number,
  catalogue: ReadonlySignal<Catalogue>,
  failures: Signal<readonly Failure[]>,
): void {
  const tab = createTabFailures(catalogue, MOST);
  const client = createSessionClient({
    connect: () => connectToBackground(PORT_NAME),
    later,
    warn,
    onMessage: (message) => {
      if (message.type === 'records') tab.apply(message.records);
    },
  });
  client.subscribe(tabId);
  effect(() => {
    failures.value = tab.failures.value;
  });
}
