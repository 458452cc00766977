// The inspector as a whole: toolbar, list, detail, figures; the same in DevTools and on an opened file.
import { type ReadonlySignal, type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { ColumnLayout } from '../../lib/session/column-layout.ts';
import type { HostDesk } from '../../lib/stores/host-desk.ts';
import type { InspectorStore } from '../../lib/stores/inspector-store.ts';
import type { SavedFilters } from '../../lib/stores/saved-filters.ts';
import type { SimulationSource } from '../../lib/stores/simulation-store.ts';
import type { MenuPlace } from '../common/Menu.tsx';
import '../common/theme.css';
import { useNarrow, useShareOfHeight } from '../common/use-layout.ts';
import { Overview } from '../overview/Overview.tsx';
import type { ReadBody } from './detail-state.ts';
import { Footer } from './Footer.tsx';
import './inspector.css';
import { LazyDetail } from './LazyDetail.tsx';
import { LazyExportMenu } from './LazyExportMenu.tsx';
import { LazyKeyboardHelp } from './LazyKeyboardHelp.tsx';
import { ListPane } from './ListPane.tsx';
import type { RowTools } from './row-tools.ts';
import { Said } from './Said.tsx';
import { Splitter } from './Splitter.tsx';
import { type InspectorActions, Toolbar } from './Toolbar.tsx';

/** Below this width of the window, px, the detail stands under the list. */
const NARROW = 800;
/** The detail's share of the window's height when it stands under the list. */
const STACKED_SHARE = 0.62;
/** In a lower window the page scrolls, px; see inspector.css. */
const LEAST_HEIGHT = 480;
const LEAST_DETAIL = { side: 300, stacked: 120 } as const;
const LEAST_LIST = { side: 300, stacked: 120 } as const;

/** What an inspector is given. */
export interface InspectorProps {
  readonly store: InspectorStore;
  /** The current time, epoch ms, for countdowns; it need not tick more often than once a second. */
  readonly now: ReadonlySignal<number>;
  readonly actions: InspectorActions;
  /** What is captured besides this page, one sentence; '' for nothing to say. */
  readonly captureNote: ReadonlySignal<string>;
  /** Whether responses are arriving; absent = they are. */
  readonly recording?: ReadonlySignal<boolean>;
  /** What simulates retries; absent where there is nothing to do it. */
  readonly simulation?: SimulationSource;
  /** Asks DevTools for a body when a person wants to see it; absent where there is no DevTools. */
  readonly readBody?: ReadBody;
  /** The filters saved by name; absent where there is nowhere to keep them. */
  readonly savedFilters?: SavedFilters;
  /** What the person made of the list's columns; absent where nobody remembers it. */
  readonly columns?: Signal<ColumnLayout>;
  /** Says whose host is whose; absent where nobody remembers it. */
  readonly hosts?: HostDesk;
  /** Names of credentials that the person added to the known ones; absent where there are none. */
  readonly redactedNames?: ReadonlySignal<readonly string[]>;
  /** What stands under the toolbar. */
  readonly children?: ComponentChildren;
  /** What is pushed to a collector, '' for nothing; absent where nothing ever is. */
  readonly pushNote?: ReadonlySignal<string>;
}

/** Shows a session: every response, what it means, when to send it again, and whether the client did. */
export function Inspector(props: InspectorProps) {
  const { store, now, actions, captureNote, recording, simulation, readBody, savedFilters, columns } = props;
  const root = useRef<HTMLDivElement>(null);
  const narrow = useNarrow(NARROW);
  const always = useSignal(true);
  const width = useSignal(476);
  const height = useShareOfHeight(STACKED_SHARE, LEAST_HEIGHT);
  const stacked = narrow.value;
  const open = store.selected.value !== null;
  const said = useSignal('');
  const help = useSignal(false);
  const exporting = useSignal<MenuPlace | null>(null);
  const noNames = useSignal<readonly string[]>([]);
  const { redactedNames = noNames, hosts } = props;
  const tools: RowTools = { copyText: actions.copyText, redactedNames, hosts, said };

  const close = () => {
    store.selectedId.value = null;
    root.current?.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLElement && event.target.matches('input, select');
    if (event.key === 'Escape' && open && !typing) {
      event.preventDefault();
      close();
    }
  };
  const detailSize = stacked
    ? `minmax(${LEAST_LIST.stacked}px, 1fr) 5px min(${height.value}px, calc(100% - ${LEAST_LIST.stacked + 5}px))`
    : `minmax(0, 1fr) 5px min(${width.value}px, calc(100% - ${LEAST_LIST.side + 5}px))`;
  const template = open ? { [stacked ? 'gridTemplateRows' : 'gridTemplateColumns']: detailSize } : {};

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the detail from anywhere in the inspector.
    <div class="rs-inspector" ref={root} onKeyDown={onKeyDown}>
      <Toolbar
        store={store}
        actions={actions}
        narrow={narrow}
        recording={recording ?? always}
        savedFilters={savedFilters}
        exporting={exporting}
        onHelp={() => {
          help.value = true;
        }}
      />
      <p id="rs-filter-problem" class="rs-filter-problem" role="status">
        {store.filterProblem}
      </p>
      {props.children}
      <Overview store={store} narrow={narrow} />
      <main class={stacked ? 'rs-main rs-main-stacked' : 'rs-main'} style={template}>
        <ListPane
          store={store}
          actions={actions}
          captureNote={captureNote}
          live={recording ?? always}
          columns={columns}
          tools={tools}
        />
        {open ? (
          <Splitter
            size={stacked ? height : width}
            stacked={stacked}
            min={stacked ? LEAST_DETAIL.stacked : LEAST_DETAIL.side}
            max={
              stacked ? window.innerHeight - LEAST_LIST.stacked - 60 : window.innerWidth - LEAST_LIST.side - 5
            }
          />
        ) : null}
        <LazyDetail
          store={store}
          now={now}
          simulation={simulation}
          readBody={readBody}
          tools={tools}
          onClose={close}
        />
      </main>
      <LazyExportMenu store={store} tools={actions.exports} open={exporting} said={said} />
      <Said text={said} />
      <LazyKeyboardHelp open={help} said={said} />
      <Footer
        figures={store.figures}
        notices={store.notices}
        captureNote={captureNote}
        pushNote={props.pushNote}
      />
    </div>
  );
}
