// The popup: looks a status up, shows the active tab's last failures, and grants capture of this site.
import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import { StatusLookup } from '../../components/lookup/StatusLookup.tsx';
import { PORT_NAME } from '../../lib/messaging/protocol.ts';
import { createSessionClient } from '../../lib/messaging/session-client.ts';
import { every, later, now } from '../../lib/platform/clock.ts';
import { appRoot } from '../../lib/platform/page.ts';
import { hasOrigins, removeOrigins, requestOrigins } from '../../lib/platform/permissions.ts';
import { connectToBackground } from '../../lib/platform/ports.ts';
import { onAssignmentsChanged, readAssignments } from '../../lib/platform/settings.ts';
import { activeTab } from '../../lib/platform/tabs.ts';
import { warn } from '../../lib/platform/warn.ts';
import { originsToGrant, siteOf } from '../../lib/providers/site.ts';
import { createLiveCatalogue } from '../../lib/stores/live-catalogue.ts';
import { createLookupStore } from '../../lib/stores/lookup-store.ts';
import { createTabFailures } from '../../lib/stores/tab-failures.ts';

const { catalogue, assign } = createLiveCatalogue();
const { query, answers, hint } = createLookupStore(catalogue, now);
const { failures, apply } = createTabFailures(catalogue, 5);
const clock = signal(now());
const site = signal<{ host: string; origins: readonly string[] } | null>(null);
const granted = signal(false);

const client = createSessionClient({
  connect: () => connectToBackground(PORT_NAME),
  later,
  warn,
  onMessage: (message) => {
    if (message.type === 'records') apply(message.records);
  },
});

every(1000, () => {
  clock.value = now();
});
readAssignments().then(assign, warn);
onAssignmentsChanged(assign);
activeTab().then(async (tab) => {
  if (!tab) return;
  client.subscribe(tab.id);
  const host = siteOf(tab.url);
  site.value = { host, origins: originsToGrant(host, catalogue.value) };
  granted.value = host !== '' && (await hasOrigins(site.value.origins));
}, warn);

const tab = computed(() =>
  site.value
    ? {
        host: site.value.host,
        granted: granted.value,
        canCapture: site.value.host !== '',
        failures: failures.value,
      }
    : null,
);

async function toggleCapture(): Promise<void> {
  if (!site.value) return;
  const { origins } = site.value;
  if (granted.value) granted.value = !(await removeOrigins(origins));
  else granted.value = await requestOrigins(origins);
}

render(
  <StatusLookup
    query={query}
    answers={answers}
    hint={hint}
    tab={tab}
    now={clock}
    onToggleCapture={() => void toggleCapture().catch(warn)}
  />,
  appRoot(),
);
