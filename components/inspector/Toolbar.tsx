// The bar above the list: recording, clearing, filtering, and taking the session elsewhere.
import type { ReadonlySignal, Signal } from '@preact/signals';
import { type Segment, type SegmentCounts, segments } from '../../lib/session/segments.ts';
import type { InspectorStore } from '../../lib/stores/inspector-store.ts';
import type { SavedFilters } from '../../lib/stores/saved-filters.ts';
import type { ExportTools } from '../../lib/stores/session-export.ts';
import { say } from '../../lib/words/say.ts';
import { formatCount } from '../common/format.ts';
import { Icon } from '../common/Icon.tsx';
import type { MenuPlace } from '../common/Menu.tsx';
import { placeUnder } from '../common/menu-place.ts';
import { RadioSegments } from '../common/RadioSegments.tsx';
import { FilterBox } from './FilterBox.tsx';
import { SavedFilterMenu } from './SavedFilterMenu.tsx';

/** The id of the button that opens the menu of exports, for links that lead to it. */
export const EXPORT_BUTTON = 'export';

/** What the inspector's buttons and menus do; what may be left out has no button then. */
export interface InspectorActions {
  clear(): void;
  /** What it takes to save rows as a file. */
  readonly exports: ExportTools;
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
  /** Where the menu of exports is open; null while it is closed. */
  readonly exporting: Signal<MenuPlace | null>;
  /** Opens the help of all keys. */
  onHelp(): void;
}

/** Shows the bar; in a narrow panel the segments are a drop-down and the buttons are icons. */
export function Toolbar(props: ToolbarProps) {
  const { store, actions, narrow, recording, savedFilters, exporting, onHelp } = props;
  const compact = narrow.value;
  const recordState = say(recording.value ? 'toolbar.recording' : 'toolbar.notRecording');
  return (
    <header class="rs-toolbar">
      <h1 class="rs-hidden">Retryscope</h1>
      <span class={recording.value ? 'rs-record' : 'rs-record rs-record-off'} title={recordState}>
        <Icon name="record" label={recordState} />
      </span>
      <BarButton name="clear" compact={compact} onClick={() => actions.clear()} />
      <FilterBox store={store} />
      {savedFilters ? <SavedFilterMenu saved={savedFilters} filterText={store.filterText} /> : null}
      {compact ? <SegmentSelect store={store} /> : <SegmentRadios store={store} />}
      <label class="rs-check" title={say('toolbar.preserveMeaning')}>
        <input
          type="checkbox"
          aria-label={say('toolbar.preserve')}
          checked={store.preserveLog.value}
          onChange={({ currentTarget }) => {
            store.preserveLog.value = currentTarget.checked;
          }}
        />
        {say(compact ? 'toolbar.preserveShort' : 'toolbar.preserve')}
      </label>
      {actions.openFile ? (
        <BarButton name="open" compact={compact} onClick={() => actions.openFile?.()} />
      ) : null}
      <ExportButton compact={compact} exporting={exporting} />
      <button
        type="button"
        class="rs-button rs-icon-only"
        title={say('help.open')}
        aria-label={say('help.label')}
        onClick={onHelp}
      >
        <Icon name="unknown" />
      </button>
    </header>
  );
}

interface BarButtonProps {
  /** Of its icon and of its text. */
  readonly name: 'clear' | 'open';
  readonly compact: boolean;
  onClick(): void;
}

function BarButton({ name, compact, onClick }: BarButtonProps) {
  const label = say(`toolbar.${name}`);
  return (
    <button
      type="button"
      class={compact ? 'rs-button rs-icon-only' : 'rs-button'}
      title={label}
      aria-label={label}
      onClick={onClick}
    >
      {compact ? <Icon name={name} /> : label}
    </button>
  );
}

/** Opens the menu of exports under itself, or closes it. */
function ExportButton({
  compact,
  exporting,
}: { readonly compact: boolean } & Pick<ToolbarProps, 'exporting'>) {
  const label = say('export.label');
  return (
    <button
      type="button"
      id={EXPORT_BUTTON}
      class={compact ? 'rs-button rs-icon-only' : 'rs-button'}
      title={label}
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={exporting.value !== null}
      onClick={({ currentTarget }) => {
        exporting.value = exporting.value ? null : placeUnder(currentTarget);
      }}
      // A press would take the focus out of the menu, close it, and the click would open it again.
      onMouseDown={(event) => {
        if (exporting.value) event.preventDefault();
      }}
    >
      {compact ? (
        <Icon name="export" />
      ) : (
        <>
          {label} <Icon name="expanded" />
        </>
      )}
    </button>
  );
}

function SegmentRadios({ store }: { readonly store: InspectorStore }) {
  const counts = store.segmentCounts.value;
  const options = segments.map((id) => ({ id, label: segmentText(id, counts) }));
  return <RadioSegments label={say('toolbar.show')} options={options} chosen={store.segment} />;
}

function SegmentSelect({ store }: { readonly store: InspectorStore }) {
  const counts = store.segmentCounts.value;
  return (
    <select
      class="rs-button"
      aria-label={say('toolbar.show')}
      value={store.segment.value}
      onChange={({ currentTarget }) => {
        const chosen = segments.find((segment) => segment === currentTarget.value);
        if (chosen) store.segment.value = chosen;
      }}
    >
      {segments.map((segment) => (
        <option key={segment} value={segment}>
          {segmentText(segment, counts)}
        </option>
      ))}
    </select>
  );
}

const segmentText = (segment: Segment, counts: SegmentCounts): string =>
  say(`toolbar.segment.${segment}`, { count: formatCount(counts[segment]) });
