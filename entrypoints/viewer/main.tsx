// The viewer: the inspector on a HAR file that a person opens, without DevTools.
import { signal } from '@preact/signals';
import { render } from 'preact';
import { Inspector } from '../../components/inspector/Inspector.tsx';
import { formatProblems } from '../../lib/http/result.ts';
import { copyToClipboard } from '../../lib/platform/clipboard.ts';
import { every, later, now } from '../../lib/platform/clock.ts';
import { openDownload } from '../../lib/platform/download.ts';
import { savedFilters } from '../../lib/platform/filter-settings.ts';
import { chooseTextFile } from '../../lib/platform/open-file.ts';
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
const captureNote = signal(say('page.open'));
const columns = signal(defaultColumnLayout);
const names = signal<readonly string[]>([]);
let lastSeq = 0;
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

async function openFile(): Promise<void> {
  const file = await chooseTextFile('.har,.json');
  if (file) show(file.name, file.text);
}

/** Opens the sample session where the address asks for it. */
async function openSample(): Promise<void> {
  if (location.hash !== SAMPLE) return;
  const { default: text } = await import('./sample.har?raw');
  show(say('page.sample'), text);
  captureNote.value = say('page.sampleNote');
}

function show(name: string, text: string): void {
  const { exchanges, problems, gaps } = importHar(text);
  store.clear(lastSeq);
  store.apply(
    exchanges.map((exchange) => {
      lastSeq += 1;
      // All that a file holds is shown, whichever tab it came from.
      return { kind: 'exchange', seq: lastSeq, tabId: 0, exchange };
    }),
  );
  const broken = problems.length > 0 ? formatProblems(problems.slice(0, 5)) : '';
  store.told.value = broken === '' ? gaps : [...gaps, say('page.problems', { name, problems: broken })];
  captureNote.value = say('page.held', { name, count: exchanges.length });
}

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
      clear: () => store.clear(lastSeq),
      exports: { openFile: openDownload, now, catalogue, redactedNames: redactedNames.read },
      copyText: copyToClipboard,
      openFile: () => void openFile().catch(warn),
      sample: SAMPLE,
    }}
  />,
  appRoot(),
);
