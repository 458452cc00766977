// The DevTools panel: the inspector on the live session of the inspected tab.
import { signal } from '@preact/signals';
import { render } from 'preact';
import { Inspector } from '../../components/inspector/Inspector.tsx';
import { EXPORT_BUTTON } from '../../components/inspector/Toolbar.tsx';
import { isDevtoolsId } from '../../lib/capture/har-sightings.ts';
import type { BodyAnswer } from '../../lib/http/body.ts';
import type { Exchange } from '../../lib/http/exchange.ts';
import { PORT_NAME } from '../../lib/messaging/protocol.ts';
import { createSessionClient } from '../../lib/messaging/session-client.ts';
import { copyToClipboard } from '../../lib/platform/clipboard.ts';
import { drawn, every, later, now } from '../../lib/platform/clock.ts';
import { devtoolsTheme, inspectedTabId, onThemeChanged, pageReloader } from '../../lib/platform/devtools.ts';
import { openDownload } from '../../lib/platform/download.ts';
import { lastFilter, savedFilters } from '../../lib/platform/filter-settings.ts';
import { createPackReader } from '../../lib/platform/log-reader.ts';
import { appRoot, followTheme } from '../../lib/platform/page.ts';
import { connectToBackground } from '../../lib/platform/ports.ts';
import { isPrivate } from '../../lib/platform/private-window.ts';
import {
  arrangement,
  collector,
  columnLayout,
  follow,
  hostAssignments,
  preserveLog,
  redactedNames,
} from '../../lib/platform/settings.ts';
import { warn } from '../../lib/platform/warn.ts';
import { speakTheBrowsersLanguage } from '../../lib/platform/words.ts';
import { builtInPacks, genericPack } from '../../lib/providers/built-in.ts';
import type { CollectorChoice } from '../../lib/providers/collector.ts';
import { defaultColumnLayout } from '../../lib/session/column-layout.ts';
import { createHostDesk } from '../../lib/stores/host-desk.ts';
import { createInspectorStore } from '../../lib/stores/inspector-store.ts';
import { createLiveCatalogue } from '../../lib/stores/live-catalogue.ts';
import { remember } from '../../lib/stores/remembered.ts';
import { openSavedFilters, rememberFilter } from '../../lib/stores/saved-filters.ts';
import { sayJoined } from '../../lib/words/joined.ts';
import { say } from '../../lib/words/say.ts';

speakTheBrowsersLanguage();
const tabId = inspectedTabId();
const reload = pageReloader();
const { catalogue, assignments, load, assign, arrange } = createLiveCatalogue();
load(builtInPacks, genericPack);
const store = createInspectorStore(catalogue, now, later);
const clock = signal(now());
const captureNote = signal('');
const columns = signal(defaultColumnLayout);
const names = signal<readonly string[]>([]);
const pushNote = signal('');
/** The log answers within this, ms, unless the background has to start: a panel that is drawn with its rows is drawn once. */
const DRAWN_WITHIN_MS = 60;
let isDrawn = false;
let live: Promise<(choice: CollectorChoice) => void> | undefined;

const hosts = createHostDesk(
  catalogue,
  assignments,
  // What is done in a private window stays there.
  isPrivate()
    ? { read: async () => assignments.value, write: async (next) => assign(next) }
    : hostAssignments,
);

const client = createSessionClient(
  { connect: () => connectToBackground(PORT_NAME), later, now, warn, readPacks: createPackReader(), drawn },
  {
    records(records, more) {
      store.apply(records, more);
      draw();
    },
    expect: store.expect,
    evicted: store.clear,
    giveBack: store.recordsBetween,
    status({ origins, notices }) {
      store.told.value = notices;
      captureNote.value = describeCapture(origins);
    },
  },
);

followTheme(devtoolsTheme, onThemeChanged);
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
remember(store.preserveLog, preserveLog, warn).catch(warn);
// What is typed in a private window stays there.
if (!isPrivate()) rememberFilter(store, lastFilter, { later, warn }).catch(warn);
remember(columns, columnLayout, warn).catch(warn);
client.subscribe(tabId);
// What is done in a private window stays there.
if (!isPrivate()) follow(collector, pushTo, warn);

later(DRAWN_WITHIN_MS, draw);

/** Draws the panel, once. */
function draw(): void {
  if (isDrawn) return;
  isDrawn = true;
  render(
    <Inspector
      store={store}
      now={clock}
      captureNote={captureNote}
      simulation={{ catalogue, loadStart }}
      readBody={readBody}
      columns={columns}
      redactedNames={names}
      pushNote={pushNote}
      hosts={hosts}
      savedFilters={openSavedFilters(savedFilters, warn)}
      actions={{
        clear: () => client.clear(tabId),
        exports: { openFile: openDownload, now, catalogue, redactedNames: redactedNames.read },
        copyText: copyToClipboard,
        sample: '/viewer.html#sample',
        ...(reload && { reload }),
      }}
    />,
    appRoot(),
  );
  // The popup has a link for whoever wants a file.
  if (location.hash === `#${EXPORT_BUTTON}`) document.getElementById(EXPORT_BUTTON)?.click();
}

/** What pushes is loaded when it is switched on for the first time. */
function pushTo(choice: CollectorChoice): void {
  if (choice.isOn) {
    live ??= import('./live-push.ts').then(({ createLivePush }) =>
      createLivePush(store.rows, names, pushNote),
    );
  }
  live?.then((switchTo) => switchTo(choice), warn);
}

async function loadStart() {
  return (await import('../../lib/platform/simulation-worker.ts')).startSimulation;
}

function readBody({ id, twinId }: Exchange): Promise<BodyAnswer> {
  const devtoolsId = [id, twinId].find(isDevtoolsId);
  if (devtoolsId !== undefined) return client.askForBody(tabId, devtoolsId);
  return Promise.resolve({ kind: 'unavailable', reason: say('body.unseen') });
}

function describeCapture(origins: readonly string[]): string {
  if (origins.length === 0) {
    return say('page.devtoolsOnly');
  }
  const hosts = origins.map((origin) => origin.replace(/^\*:\/\/|\/\*$/g, ''));
  const sites = hosts.includes('*') ? say('page.allSites') : sayJoined('join.list', hosts);
  return say('page.background', { sites });
}
