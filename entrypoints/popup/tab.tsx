// The part of the popup that is about the active tab: the capture switch and the last failures.
import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { ComponentChild } from 'preact';
import { TabFoot } from '../../components/lookup/TabFoot.tsx';
import type { Channel } from '../../lib/messaging/channel.ts';
import { FAILURES_PORT } from '../../lib/messaging/failures-protocol.ts';
import { every, later, now } from '../../lib/platform/clock.ts';
import { originsGate, purposeMemory } from '../../lib/platform/permissions.ts';
import { connectToBackground } from '../../lib/platform/ports.ts';
import { activeTab } from '../../lib/platform/tabs.ts';
import { warn } from '../../lib/platform/warn.ts';
import type { Catalogue } from '../../lib/providers/catalogue.ts';
import { siteOf } from '../../lib/providers/site.ts';
import type { FailedExchange } from '../../lib/session/tab-failures.ts';
import { adviseOnFailures } from '../../lib/stores/recent-failures.ts';
import { openSiteAccess } from '../../lib/stores/site-access.ts';
import { createTabCapture } from '../../lib/stores/tab-capture.ts';
import { followTab } from '../../lib/stores/tab-follower.ts';

/** Failures that are shown at most: as many as leave room for the answers. */
const MOST_FAILURES = 4;

/** Resolves to what draws what is known of the tab: nothing without one. */
export async function openTab(catalogue: ReadonlySignal<Catalogue>): Promise<() => ComponentChild> {
  const [tab, access] = await Promise.all([activeTab(), openSiteAccess(originsGate, purposeMemory, warn)]);
  if (!tab) return () => null;
  const host = siteOf(tab.url);
  const failed = signal<readonly FailedExchange[]>([]);
  const failures = adviseOnFailures(catalogue, failed);
  const connect = (): Channel => connectToBackground(FAILURES_PORT);
  followTab({ tabId: tab.id, most: MOST_FAILURES }, { connect, later, warn }, (latest) => {
    failed.value = latest;
  });
  const clock = signal(now());
  every(1000, () => {
    clock.value = now();
  });
  const capture = createTabCapture(host, catalogue, access);
  const log = `/panel.html?tab=${tab.id}`;
  return () => <TabFoot host={host} log={log} capture={capture} failures={failures} now={clock} />;
}
