// The popup: looks a status up; what it shows of the active tab is loaded when the look-up stands.
import { signal } from '@preact/signals';
import { type ComponentChild, render } from 'preact';
import { StatusLookup } from '../../components/lookup/StatusLookup.tsx';
import { now } from '../../lib/platform/clock.ts';
import { appRoot, followTheme } from '../../lib/platform/page.ts';
import { onAssignmentsChanged, readAssignments } from '../../lib/platform/settings.ts';
import { warn } from '../../lib/platform/warn.ts';
import { createLiveCatalogue } from '../../lib/stores/live-catalogue.ts';
import { createLookupStore } from '../../lib/stores/lookup-store.ts';

const { catalogue, load, assign } = createLiveCatalogue();
const { query, answers, hint } = createLookupStore(catalogue, now);
const foot = signal<ComponentChild>(null);

followTheme();
render(<StatusLookup query={query} answers={answers} hint={hint} foot={foot} />, appRoot());

readAssignments().then(assign, warn);
onAssignmentsChanged(assign);
// The box stands before the packs are read; what is typed meanwhile is answered when they are.
const packs = import('../../lib/providers/built-in.ts').then(({ builtInPacks, genericPack }) =>
  load(builtInPacks, genericPack),
);
// Which hosts capture needs is in the packs, so the switch comes after them.
Promise.all([import('./tab.tsx'), packs])
  .then(([{ openTab }]) => openTab(catalogue))
  .then((opened) => {
    foot.value = opened;
  }, warn);
