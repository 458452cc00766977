// The part of the popup that is about the active tab: the capture switch and the last failures.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ComponentChild } from 'preact';
import { TabFoot } from '../../components/lookup/TabFoot.tsx';
import { PORT_NAME } from '../../lib/messaging/protocol.ts';
import { every, later, now } from '../../lib/platform/clock.ts';
import { originsGate, purposeMemory } from '../../lib/platform/permissions.ts';
import { connectToBackground } from '../../lib/platform/ports.ts';
import { activeTab } from '../../lib/platform/tabs.ts';
import { warn } from '../../lib/platform/warn.ts';
import type { Catalogue } from '../../lib/providers/catalogue.ts';
import { siteOf } from '../../lib/providers/site.ts';
import { createRecentFailures } from '../../lib/stores/recent-failures.ts';
import { openSiteAccess } from '../../lib/stores/site-access.ts';
import { createTabCapture } from '../../lib/stores/tab-capture.ts';
import { followTab } from '../../lib/stores/tab-follower.ts';

/** Failures that are shown at most: as many as leave room for the answers. */
const MOST_FAILURES = 4;

/** Resolves to what is shown of the tab, null without one. */
export async function openTab(catalogue: ReadonlySignal<Catalogue>): Promise<ComponentChild> {
  const [tab, access] = await Promise.all([activeTab(), openSiteAccess(originsGate, purposeMemory, warn)]);
  if (!tab) return null;
  const host = siteOf(tab.url);
  const recent = createRecentFailures(catalogue, MOST_FAILURES);
  followTab(tab.id, { connect: () => connectToBackground(PORT_NAME), later, warn }, recent);
  const clock = signal(now());
  every(1000, () => {
    clock.value = now();
  });
  return (
    <TabFoot
      host={host}
      capture={createTabCapture(host, catalogue, access)}
      failures={recent.failures}
      now={clock}
    />
  );
}
