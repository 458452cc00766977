// The viewer: the inspector on a HAR file that a person opens, without DevTools.
import { signal } from '@preact/signals';
import { render } from 'preact';
import { Inspector } from '../../components/inspector/Inspector.tsx';
import { formatProblems } from '../../lib/http/result.ts';
import { every, now } from '../../lib/platform/clock.ts';
import { downloadText } from '../../lib/platform/download.ts';
import { chooseTextFile } from '../../lib/platform/open-file.ts';
import { appRoot } from '../../lib/platform/page.ts';
import { onAssignmentsChanged, readAssignments } from '../../lib/platform/settings.ts';
import { startSimulation } from '../../lib/platform/simulation-worker.ts';
import { warn } from '../../lib/platform/warn.ts';
import { builtInPacks, genericPack } from '../../lib/providers/built-in.ts';
import { createInspectorStore } from '../../lib/stores/inspector-store.ts';
import { createLiveCatalogue } from '../../lib/stores/live-catalogue.ts';
import { sessionHar } from '../../lib/stores/session-har.ts';
import { createSimulationStore } from '../../lib/stores/simulation-store.ts';
import { importHar } from '../../lib/transfer/har-import.ts';

const { catalogue, load, assign } = createLiveCatalogue();
load(builtInPacks, genericPack);
const store = createInspectorStore(catalogue, now);
const clock = signal(now());
const captureNote = signal('Open a HAR file to read its responses here.');
let lastSeq = 0;

every(1000, () => {
  clock.value = now();
});
readAssignments().then(assign, warn);
onAssignmentsChanged(assign);

async function openFile(): Promise<void> {
  const file = await chooseTextFile('.har,.json');
  if (!file) return;
  const { exchanges, problems, gaps } = importHar(file.text);
  store.clear(lastSeq);
  store.apply(
    exchanges.map((exchange) => {
      lastSeq += 1;
      return { kind: 'exchange', seq: lastSeq, tabId: exchange.tabId, exchange };
    }),
  );
  const broken = problems.length > 0 ? [`${file.name}: ${formatProblems(problems.slice(0, 5))}`] : [];
  store.notices.value = [...gaps, ...broken];
  captureNote.value = `${file.name}: ${exchanges.length} exchanges`;
}

render(
  <Inspector
    store={store}
    now={clock}
    captureNote={captureNote}
    simulation={createSimulationStore(catalogue, startSimulation)}
    recording={signal(false)}
    actions={{
      clear: () => store.clear(lastSeq),
      exportHar: () => {
        const { name, text } = sessionHar(store, catalogue.value, now());
        downloadText(name, 'application/json', text);
      },
      openFile: () => void openFile().catch(warn),
    }}
  />,
  appRoot(),
);
