// The bar above the list: recording, clearing, filtering, and taking the session elsewhere.
import type { ReadonlySignal } from '@preact/signals';
import type { InspectorStore, Segment } from '../../lib/stores/inspector-store.ts';
import type { SavedFilters } from '../../lib/stores/saved-filters.ts';
import { formatCount } from '../common/format.ts';
import { Icon } from '../common/Icon.tsx';
import { RadioSegments } from '../common/RadioSegments.tsx';
import { FilterBox } from './FilterBox.tsx';
import { SavedFilterMenu } from './SavedFilterMenu.tsx';

const segmentNames: readonly (readonly [Segment, string])[] = [
  ['all', 'All'],
  ['failed', 'Failed'],
  ['retryable', 'Retryable'],
  ['retried', 'Retried'],
  ['violations', 'Violations'],
];

/** What the inspector's buttons and menus do; what may be left out has no button then. */
export interface InspectorActions {
  clear(): void;
  exportHar(): void;
  /** Puts text on the clipboard; rejects where the browser refuses. */
  copyText(text: string): Promise<void>;
  openFile?(): void;
  /** Loads the inspected page anew. */
  reload?(): void;
  /** The address of a session to look at: `#…` in this page, anything else opens in a new tab. */
  readonly sample?: string;
}

interface ToolbarProps {
  readonly store: InspectorStore;
  readonly actions: InspectorActions;
  readonly narrow: ReadonlySignal<boolean>;
  readonly recording: ReadonlySignal<boolean>;
  /** Undefined where there is nowhere to keep them. */
  readonly savedFilters: SavedFilters | undefined;
  /** Opens the help of all keys. */
  onHelp(): void;
}

/** Shows the bar; in a narrow panel the segments are a drop-down and the buttons are icons. */
export function Toolbar({ store, actions, narrow, recording, savedFilters, onHelp }: ToolbarProps) {
  const compact = narrow.value;
  const button = compact ? 'rs-button rs-icon-only' : 'rs-button';
  return (
    <header class="rs-toolbar">
      <h1 class="rs-hidden">Retryscope</h1>
      <span
        class={recording.value ? 'rs-record' : 'rs-record rs-record-off'}
        title={recordTitle(recording.value)}
      >
        <Icon name="record" label={recordTitle(recording.value)} />
      </span>
      <button type="button" class={button} title="Clear" aria-label="Clear" onClick={() => actions.clear()}>
        {compact ? <Icon name="clear" /> : 'Clear'}
      </button>
      <FilterBox store={store} />
      {savedFilters ? <SavedFilterMenu saved={savedFilters} filterText={store.filterText} /> : null}
      {compact ? <SegmentSelect store={store} /> : <SegmentRadios store={store} />}
      <label class="rs-check" title="Keep the responses when the page navigates">
        <input
          type="checkbox"
          aria-label="Preserve log"
          checked={store.preserveLog.value}
          onChange={({ currentTarget }) => {
            store.preserveLog.value = currentTarget.checked;
          }}
        />
        {compact ? 'Preserve' : 'Preserve log'}
      </label>
      {actions.openFile ? (
        <button
          type="button"
          class={button}
          title="Open…"
          aria-label="Open…"
          onClick={() => actions.openFile?.()}
        >
          {compact ? <Icon name="open" /> : 'Open…'}
        </button>
      ) : null}
      <button
        type="button"
        class={button}
        title="Export HAR"
        aria-label="Export HAR"
        onClick={() => actions.exportHar()}
      >
        {compact ? <Icon name="export" /> : 'Export HAR'}
      </button>
      <button
        type="button"
        class="rs-button rs-icon-only"
        title="Keyboard help (?)"
        aria-label="Keyboard help"
        onClick={onHelp}
      >
        <Icon name="unknown" />
      </button>
    </header>
  );
}

const recordTitle = (recording: boolean): string => (recording ? 'Recording' : 'Not recording');

function SegmentRadios({ store }: { readonly store: InspectorStore }) {
  const counts = store.segmentCounts.value;
  const options = segmentNames.map(([id, name]) => ({ id, label: `${name} ${formatCount(counts[id])}` }));
  return <RadioSegments label="Show" options={options} chosen={store.segment} />;
}

function SegmentSelect({ store }: { readonly store: InspectorStore }) {
  const counts = store.segmentCounts.value;
  return (
    <select
      class="rs-button"
      aria-label="Show"
      value={store.segment.value}
      onChange={({ currentTarget }) => {
        const chosen = segmentNames.find(([segment]) => segment === currentTarget.value);
        if (chosen) store.segment.value = chosen[0];
      }}
    >
      {segmentNames.map(([segment, name]) => (
        <option key={segment} value={segment}>
          {name} {formatCount(counts[segment])}
        </option>
      ))}
    </select>
  );
}
