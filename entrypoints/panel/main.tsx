// The DevTools panel: the inspector on the live session of the inspected tab.
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { Inspector } from '../../components/inspector/Inspector.tsx';
import { PORT_NAME } from '../../lib/messaging/protocol.ts';
import { createSessionClient } from '../../lib/messaging/session-client.ts';
import { every, later, now } from '../../lib/platform/clock.ts';
import { devtoolsTheme, inspectedTabId, onThemeChanged } from '../../lib/platform/devtools.ts';
import { downloadText } from '../../lib/platform/download.ts';
import { appRoot, setTheme } from '../../lib/platform/page.ts';
import { connectToBackground } from '../../lib/platform/ports.ts';
import {
  onAssignmentsChanged,
  readAssignments,
  readPreserveLog,
  writePreserveLog,
} from '../../lib/platform/settings.ts';
import { startSimulation } from '../../lib/platform/simulation-worker.ts';
import { warn } from '../../lib/platform/warn.ts';
import { builtInPacks, genericPack } from '../../lib/providers/built-in.ts';
import { createInspectorStore } from '../../lib/stores/inspector-store.ts';
import { createLiveCatalogue } from '../../lib/stores/live-catalogue.ts';
import { sessionHar } from '../../lib/stores/session-har.ts';
import { createSimulationStore } from '../../lib/stores/simulation-store.ts';

const tabId = inspectedTabId();
const { catalogue, load, assign } = createLiveCatalogue();
load(builtInPacks, genericPack);
const store = createInspectorStore(catalogue, now);
const clock = signal(now());
const captureNote = signal('');

const client = createSessionClient({
  connect: () => connectToBackground(PORT_NAME),
  later,
  warn,
  onMessage(message) {
    if (message.type === 'records') store.apply(message.records);
    else if (message.type === 'cleared') store.clear(message.upToSeq);
    else {
      store.notices.value = message.notices;
      captureNote.value = describeCapture(message.origins);
    }
  },
});

setTheme(devtoolsTheme());
onThemeChanged(() => setTheme(devtoolsTheme()));
every(1000, () => {
  clock.value = now();
});
readAssignments().then(assign, warn);
onAssignmentsChanged(assign);
readPreserveLog().then((preserve) => {
  store.preserveLog.value = preserve;
  effect(() => void writePreserveLog(store.preserveLog.value).catch(warn));
}, warn);
client.subscribe(tabId);

render(
  <Inspector
    store={store}
    now={clock}
    captureNote={captureNote}
    simulation={createSimulationStore(catalogue, startSimulation)}
    actions={{
      clear: () => client.post({ type: 'clear', tabId }),
      exportHar: () => {
        const { name, text } = sessionHar(store, catalogue.value, now());
        downloadText(name, 'application/json', text);
      },
    }}
  />,
  appRoot(),
);

function describeCapture(origins: readonly string[]): string {
  if (origins.length === 0) {
    return 'DevTools capture only. To see workers, other tabs and failures without DevTools, grant sites in the popup.';
  }
  const hosts = origins.map((origin) => origin.replace(/^\*:\/\/|\/\*$/g, ''));
  return `Background capture on for ${hosts.includes('*') ? 'all sites' : hosts.join(', ')}`;
}
