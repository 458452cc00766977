// The column heads of the response list: each sorts, and its edge resizes; the last names the stretch of time below.
// biome-ignore-all lint/a11y/useFocusableInteractive: the buttons in the heads take the focus.
// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid cannot be a <table>.
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { ColumnId, ColumnLayout } from '../../lib/session/column-layout.ts';
import type { TimeWindow } from '../../lib/timeline/waterfall.ts';
import { say } from '../../lib/words/say.ts';
import { formatClock } from '../common/format.ts';
import type { MenuPlace } from '../common/Menu.tsx';
import { ColumnEdge } from './ColumnEdge.tsx';
import { sortOf } from './columns.ts';

interface ListHeadProps {
  readonly columns: readonly ColumnId[];
  readonly layout: ColumnLayout;
  readonly window: TimeWindow | null;
  onSort(by: ColumnId): void;
  onDrag(id: ColumnId, width: number | null): void;
  onResize(id: ColumnId, width: number | null): void;
  /** Asks for the menu of columns at this place. */
  onMenu(at: MenuPlace): void;
  /** Leaves downwards, into the rows. */
  onLeave(): void;
}

/** Shows the heads of the columns; one of them is in the tab order, arrows reach the others. */
export function ListHead(props: ListHeadProps) {
  const { columns, layout, window, onSort, onDrag, onResize, onMenu, onLeave } = props;
  const row = useRef<HTMLDivElement>(null);
  const current = useSignal<ColumnId>('status');
  const sort = sortOf(layout);
  const tabbable = columns.includes(current.value) ? current.value : columns[0];

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === 'ArrowDown') onLeave();
    else {
      const next = nextHead(event.key, columns.indexOf(tabbable ?? 'status'), columns.length);
      if (next === undefined) return;
      row.current?.querySelectorAll<HTMLElement>('.rs-sort')[next]?.focus();
    }
    event.preventDefault();
  };
  return (
    <div role="rowgroup" class="rs-list-head">
      <div
        role="row"
        class="rs-row"
        aria-rowindex={1}
        ref={row}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          event.preventDefault();
          onMenu({ x: event.clientX, y: event.currentTarget.getBoundingClientRect().bottom });
        }}
      >
        {columns.map((id, index) => (
          <div
            key={id}
            role="columnheader"
            class={`rs-head rs-col-${id}`}
            aria-sort={sort.by === id ? (sort.descending ? 'descending' : 'ascending') : undefined}
            onFocusIn={() => {
              current.value = id;
            }}
          >
            <button
              type="button"
              class="rs-sort"
              tabIndex={id === tabbable ? 0 : -1}
              onClick={() => onSort(id)}
            >
              {id === 'waterfall' ? <WaterfallHead window={window} /> : say(`columns.${id}`)}
            </button>
            {index < columns.length - 1 ? (
              <ColumnEdge
                name={say(`columns.${id}`)}
                width={layout.widths[id]}
                tabbable={id === tabbable}
                onDrag={(width) => onDrag(id, width)}
                onChoose={(width) => onResize(id, width)}
              />
            ) : null}
          </div>
        ))}
      </div>
    </div>
  );
}

function WaterfallHead({ window }: { readonly window: TimeWindow | null }) {
  const name = say('columns.waterfall');
  if (!window) return <>{name}</>;
  return (
    <>
      <span class="rs-hidden">{name} </span>
      {formatClock(window.start)} → {formatClock(window.end)}
    </>
  );
}

function nextHead(key: string, current: number, count: number): number | undefined {
  if (key === 'ArrowLeft') return Math.max(current - 1, 0);
  if (key === 'ArrowRight') return Math.min(current + 1, count - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}
