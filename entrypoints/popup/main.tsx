// The popup: looks a status up, shows the active tab's last failures, and grants capture of this site.
import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import { StatusLookup } from '../../components/lookup/StatusLookup.tsx';
import { every, now } from '../../lib/platform/clock.ts';
import { appRoot } from '../../lib/platform/page.ts';
import { hasOrigins, removeOrigins, requestOrigins } from '../../lib/platform/permissions.ts';
import { onAssignmentsChanged, readAssignments } from '../../lib/platform/settings.ts';
import { activeTab } from '../../lib/platform/tabs.ts';
import { warn } from '../../lib/platform/warn.ts';
import { originsToGrant, siteOf } from '../../lib/providers/site.ts';
import { createLiveCatalogue } from '../../lib/stores/live-catalogue.ts';
import { createLookupStore } from '../../lib/stores/lookup-store.ts';
import type { Failure } from '../../lib/stores/tab-failures.ts';

const { catalogue, load, assign } = createLiveCatalogue();
// The box stands before the packs are read; what is typed meanwhile is answered when they are.
import('../../lib/providers/built-in.ts').then(
  ({ builtInPacks, genericPack }) => load(builtInPacks, genericPack),
  warn,
);
const { query, answers, hint } = createLookupStore(catalogue, now);
const failures = signal<readonly Failure[]>([]);
const clock = signal(now());
const site = signal<{ host: string; origins: readonly string[] } | null>(null);
const granted = signal(false);

every(1000, () => {
  clock.value = now();
});
readAssignments().then(assign, warn);
onAssignmentsChanged(assign);
activeTab().then(async (tab) => {
  if (!tab) return;
  const host = siteOf(tab.url);
  site.value = { host, origins: originsToGrant(host, catalogue.value) };
  // The look-up answers first; what this tab ran into is loaded when it stands.
  const { followFailures } = await import('./tab-failures.ts');
  followFailures(tab.id, catalogue, failures);
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
