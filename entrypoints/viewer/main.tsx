// The viewer: the inspector on a HAR file that a person opens, without DevTools.
import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import { Inspector } from '../../components/inspector/Inspector.tsx';
import { Opening } from '../../components/viewer/Opening.tsx';
import { copyToClipboard } from '../../lib/platform/clipboard.ts';
import { every, later, now } from '../../lib/platform/clock.ts';
import { openDownload } from '../../lib/platform/download.ts';
import { savedFilters } from '../../lib/platform/filter-settings.ts';
import { chooseFile, takeDroppedFiles } from '../../lib/platform/open-file.ts';
import { startOpening } from '../../lib/platform/open-file-worker.ts';
import { appRoot, followTheme } from '../../lib/platform/page.ts';
import {
  arrangement,
  columnLayout,
  follow,
  hostAssignments,
  redactedNames,
} from '../../lib/platform/settings.ts';
import { warn } from '../../lib/platform/warn.ts';
import { speakTheBrowsersLanguage } from '../../lib/platform/words.ts';
import { builtInPacks, genericPack } from '../../lib/providers/built-in.ts';
import { defaultColumnLayout } from '../../lib/session/column-layout.ts';
import { createHostDesk } from '../../lib/stores/host-desk.ts';
import { createInspectorStore } from '../../lib/stores/inspector-store.ts';
import { createLiveCatalogue } from '../../lib/stores/live-catalogue.ts';
import { createOpeningStore } from '../../lib/stores/opening-store.ts';
import { remember } from '../../lib/stores/remembered.ts';
import { openSavedFilters } from '../../lib/stores/saved-filters.ts';
import { importHar } from '../../lib/transfer/har-import.ts';
import { say } from '../../lib/words/say.ts';

speakTheBrowsersLanguage();
document.title = say('page.viewer');
const { catalogue, assignments, load, assign, arrange } = createLiveCatalogue();
load(builtInPacks, genericPack);
const store = createInspectorStore(catalogue, now, later);
const clock = signal(now());
const opening = createOpeningStore<File>(store, startOpening);
const captureNote = computed(() => opening.note.value || say('page.open'));
const dragging = signal(false);
const columns = signal(defaultColumnLayout);
const names = signal<readonly string[]>([]);
/** The address's end that asks for the sample session. */
const SAMPLE = '#sample';

followTheme();
every(1000, () => {
  clock.value = now();
});
follow(hostAssignments, assign, warn);
follow(arrangement, arrange, warn);
follow(
  redactedNames,
  (changed) => {
    names.value = changed;
  },
  warn,
);
remember(columns, columnLayout, warn).catch(warn);

async function chooseAndOpen(): Promise<void> {
  const file = await chooseFile('.har,.json,.ndjson,.jsonl');
  if (file) opening.open(file);
}

/** Opens the sample session where the address asks for it. */
async function openSample(): Promise<void> {
  if (location.hash !== SAMPLE) return;
  const { default: text } = await import('./sample.har?raw');
  const { exchanges, gaps } = importHar(text);
  opening.show(say('page.sampleNote'), exchanges, gaps);
}

takeDroppedFiles((isOver) => {
  dragging.value = isOver;
}, opening.open);
addEventListener('hashchange', () => void openSample().catch(warn));
openSample().catch(warn);

render(
  <Inspector
    store={store}
    now={clock}
    captureNote={captureNote}
    simulation={{
      catalogue,
      loadStart: async () => (await import('../../lib/platform/simulation-worker.ts')).startSimulation,
    }}
    recording={signal(false)}
    columns={columns}
    redactedNames={names}
    hosts={createHostDesk(catalogue, assignments, hostAssignments)}
    savedFilters={openSavedFilters(savedFilters, warn)}
    actions={{
      clear: opening.clear,
      exports: { openFile: openDownload, now, catalogue, redactedNames: redactedNames.read },
      copyText: copyToClipboard,
      openFile: () => void chooseAndOpen().catch(warn),
      sample: SAMPLE,
    }}
  >
    <Opening state={opening.state} dragging={dragging} cancel={opening.cancel} dismiss={opening.dismiss} />
  </Inspector>,
  appRoot(),
);
