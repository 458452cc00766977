// The list, or what stands in its place: what to do first where there is nothing, and the way back where nothing matches.
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ColumnLayout } from '../../lib/session/column-layout.ts';
import type { InspectorStore } from '../../lib/stores/inspector-store.ts';
import { say } from '../../lib/words/say.ts';
import { FirstSteps } from './FirstSteps.tsx';
import { ResponseList } from './ResponseList.tsx';
import type { RowTools } from './row-tools.ts';
import type { InspectorActions } from './Toolbar.tsx';

interface ListPaneProps {
  readonly store: InspectorStore;
  readonly actions: InspectorActions;
  readonly captureNote: ReadonlySignal<string>;
  /** Whether responses are arriving. */
  readonly live: ReadonlySignal<boolean>;
  readonly columns: Signal<ColumnLayout> | undefined;
  readonly tools: RowTools;
}

/** Shows the responses of the store. */
export function ListPane({ store, actions, captureNote, live, columns, tools }: ListPaneProps) {
  const empty = store.rows.value.length === 0;
  const filteredOut = !empty && store.visible.value.length === 0;
  return (
    <div class="rs-list-pane">
      <ResponseList store={store} live={live} columns={columns} tools={tools} />
      {empty ? <FirstSteps live={live.value} note={captureNote.value} actions={actions} /> : null}
      {filteredOut ? <NothingMatches store={store} /> : null}
    </div>
  );
}

function NothingMatches({ store }: { readonly store: InspectorStore }) {
  return (
    <div class="rs-empty">
      <p>{say('list.nothing')}</p>
      <button
        type="button"
        class="rs-button"
        onClick={() => {
          store.filterText.value = '';
          store.segment.value = 'all';
          store.timeRange.value = null;
        }}
      >
        {say('list.showAll')}
      </button>
    </div>
  );
}
