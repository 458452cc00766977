// The popup: looks a status up, and shows what is known of the active tab.
import { builtInPacks, genericPack } from '../../lib/providers/built-in.ts';

// The packs come first, so that all code stands together in the built file, where it compresses better.

import { computed, effect, signal } from '@preact/signals-core';
import { type ComponentChild, render } from 'preact';
import { StatusLookup } from '../../components/lookup/StatusLookup.tsx';
import { now } from '../../lib/platform/clock.ts';
import { appRoot, followTheme } from '../../lib/platform/page.ts';
import { arrangement, follow, hostAssignments } from '../../lib/platform/settings.ts';
import { warn } from '../../lib/platform/warn.ts';
import { speakTheBrowsersLanguage } from '../../lib/platform/words.ts';
import { usualArrangement } from '../../lib/providers/arrangement.ts';
import { type Assignment, createCatalogue } from '../../lib/providers/catalogue.ts';
import { createLookupStore } from '../../lib/stores/lookup-store.ts';
import { say } from '../../lib/words/say.ts';
import { openTab } from './tab.tsx';

speakTheBrowsersLanguage();
document.title = say('extension.look');
const assignments = signal<readonly Assignment[]>([]);
const chosen = signal(usualArrangement);
const catalogue = computed(() => createCatalogue(builtInPacks, genericPack, assignments.value, chosen.value));
const lookup = createLookupStore(catalogue, now);
const foot = signal<() => ComponentChild>(() => null);

followTheme();
// The address bar's keyword opens this page in a tab, with what was typed there.
const asked = new URLSearchParams(location.search).get('q');
lookup.ask(asked ?? '');
// Whatever signals are read while the page is drawn, it is drawn again when one of them changes.
effect(() => render(<StatusLookup lookup={lookup} foot={foot.value()} />, appRoot()));

follow(
  hostAssignments,
  (changed) => {
    assignments.value = changed;
  },
  warn,
);
follow(
  arrangement,
  (changed) => {
    chosen.value = changed;
  },
  warn,
);
if (asked === null) {
  openTab(catalogue).then((opened) => {
    foot.value = opened;
  }, warn);
}
