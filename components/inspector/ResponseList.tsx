// The list of responses: a virtualised ARIA grid with a roving focus that sticks to its end until it is scrolled.
// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid cannot be a <table>.
import { type ReadonlySignal, type Signal, useComputed, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type ColumnId, type ColumnLayout, defaultColumnLayout } from '../../lib/session/column-layout.ts';
import type { InspectorStore, Row } from '../../lib/stores/inspector-store.ts';
import { windowOf } from '../../lib/timeline/waterfall.ts';
import { say } from '../../lib/words/say.ts';
import type { MenuPlace } from '../common/Menu.tsx';
import { useWidth } from '../common/use-layout.ts';
import { Waterfall } from '../timeline/Waterfall.tsx';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { columnsFor, resized, sortedBy, toggled, tracksOf } from './columns.ts';
import { LazyRowMenu, placeOfMenu } from './LazyRowMenu.tsx';
import { ListHead } from './ListHead.tsx';
import './list.css';
import { lineAfter } from './list-keys.ts';
import { ResponseRow } from './ResponseRow.tsx';
import type { RowMenuAt } from './RowMenu.tsx';
import { createRowElements } from './row-elements.ts';
import { attemptText } from './row-text.ts';
import type { RowTools } from './row-tools.ts';
import { useLines } from './use-lines.ts';
import { useStickToEnd } from './use-stick-to-end.ts';
import { ROW_HEIGHT, revealRow, useVirtualRows } from './use-virtual-rows.ts';

interface ResponseListProps {
  readonly store: InspectorStore;
  /** Whether responses are arriving: a live session is watched at its end, an opened file read from its start. */
  readonly live: ReadonlySignal<boolean>;
  /** What a person made of the columns; absent where nobody remembers it. */
  readonly columns: Signal<ColumnLayout> | undefined;
  readonly tools: RowTools;
}

/** Shows the visible rows; arrows move and fold, Enter and a click open the detail, a right click the row's menu. */
export function ResponseList({ store, live, columns, tools }: ResponseListProps) {
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const focusPending = useRef(false);
  const revealPending = useRef(false);
  const [keysOf] = useState(createRowElements);
  const ownLayout = useSignal(defaultColumnLayout);
  const layout = columns ?? ownLayout;
  const dragged = useSignal<ColumnLayout['widths']>({});
  const menuAt = useSignal<MenuPlace | null>(null);
  const rowMenu = useSignal<RowMenuAt | null>(null);
  const activeId = useSignal(store.selectedId.peek());
  const width = useWidth(frame, window.innerWidth).value;
  const shownColumns = columnsFor(layout.value, width);
  const lines = useLines(
    store,
    useComputed(() => layout.value.sort),
  );
  const { count, rowAt } = lines;
  const selectedId = store.selectedId.value;

  const focusedId = activeId.value;
  const active = lines.useLineOf(focusedId);
  // Before what answers a scroll by drawing: asking where the list stands would lay the new rows out at once.
  const end = useStickToEnd(scroller);
  const follows = live.value && layout.value.sort === null;
  const virtual = useVirtualRows(scroller, count, active, follows && end.sticks.value);
  const tabbable = active >= 0 ? active : virtual.first;
  const drawn = virtual.indices.flatMap((index) => {
    const row = rowAt(index);
    return row ? [{ index, row }] : [];
  });
  const keys = keysOf(
    drawn.map(({ row }) => row.exchange.id),
    focusedId,
  );
  const onScreen = rowsFrom(rowAt, virtual.first, virtual.last + 1);
  const span = windowOf(onScreen.map(({ exchange }) => exchange));

  // Not followed: the list is drawn again when its lines have changed, not with each key that is typed.
  const shown = () =>
    `${store.segment.peek()} ${store.filterText.peek()} ${JSON.stringify(layout.peek().sort)}`;
  const shownBefore = useRef(shown());
  useLayoutEffect(() => {
    const changed = shownBefore.current !== shown();
    shownBefore.current = shown();
    if (!scroller.current || count === 0) return;
    // A row that is being read stays in sight when the filter or the order changes around it.
    if (changed && selectedId !== null && active >= 0) {
      revealRow(scroller.current, active);
      end.look();
    } else if (follows) end.follow();
  }, [lines.version, live.value]);

  useLayoutEffect(() => {
    if (!focusPending.current) return;
    focusPending.current = false;
    scroller.current?.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus({ preventScroll: true });
  });

  // What is opened, also from elsewhere, takes the focus's place and is brought into view once it is a line.
  useLayoutEffect(() => {
    if (selectedId === null) return;
    activeId.value = selectedId;
    revealPending.current = true;
  }, [selectedId]);
  useLayoutEffect(() => {
    if (!revealPending.current || focusedId !== selectedId || !scroller.current) return;
    if (active >= 0) revealRow(scroller.current, active);
    revealPending.current = active < 0 && lines.unfold(store.selected.peek());
  });

  const moveTo = (line: number) => {
    const id = rowAt(line)?.exchange.id;
    if (id === undefined) return;
    focusPending.current = true;
    activeId.value = id;
    if (store.selectedId.value !== null) store.selectedId.value = id;
    if (scroller.current) revealRow(scroller.current, line);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rowAt(tabbable);
    if (event.ctrlKey || event.metaKey || event.altKey || !row) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const target =
      event.key === 'ArrowLeft' ? lines.leaderOf(tabbable) : lineAfter(event.key, tabbable, page, count);
    if (event.key === 'Enter' || event.key === ' ') store.selectedId.value = row.exchange.id;
    else if (target !== undefined) moveTo(target);
    else if (event.key === 'ArrowLeft') lines.fold(row, true);
    else if (event.key === 'ArrowRight') lines.fold(row, false);
    else return;
    event.preventDefault();
  };
  const openMenu = (id: string, beside: Element, pointer: MouseEvent | null) => {
    activeId.value = id;
    rowMenu.value = { id, at: placeOfMenu(beside, pointer) };
  };
  // Also what Shift+F10 and the Menu key cause.
  const onContextMenu = (event: MouseEvent) => {
    const line = lineOf(event.target);
    if (!line?.dataset.id) return;
    event.preventDefault();
    line.focus({ preventScroll: true });
    openMenu(line.dataset.id, line, event);
  };
  const onClick = ({ target }: MouseEvent) => {
    const id = idAt(target);
    if (id === undefined || !(target instanceof Element)) return;
    const toggle = target.closest('.rs-toggle');
    const menuButton = target.closest('.rs-row-menu');
    activeId.value = id;
    if (menuButton) openMenu(id, menuButton, null);
    else if (!toggle) store.selectedId.value = id;
    else {
      const row = store.visible.peek().find(({ exchange }) => exchange.id === id);
      if (row) lines.fold(row, toggle.getAttribute('aria-expanded') === 'true');
    }
  };
  const choose = (next: ColumnLayout) => {
    layout.value = next;
  };

  return (
    <div class="rs-list-frame" ref={frame}>
      <ColumnsMenu
        at={menuAt.value}
        columns={shownColumns}
        onOpen={(at) => {
          menuAt.value = at;
        }}
        onClose={() => {
          menuAt.value = null;
        }}
        onToggle={(id) => choose(toggled(layout.value, id, width))}
        actions={[
          ['columns.collapse', lines.foldAll],
          ['columns.expand', lines.unfoldAll],
          ['columns.reset', () => choose(defaultColumnLayout)],
        ]}
      />
      <div
        role="grid"
        aria-label={say('list.label')}
        aria-rowcount={count + 1}
        class="rs-list"
        style={{
          '--rs-columns': tracksOf(shownColumns, { ...layout.value.widths, ...dragged.value }, width),
        }}
      >
        <ListHead
          columns={shownColumns}
          layout={layout.value}
          window={span}
          onSort={(by) => choose(sortedBy(layout.value, by))}
          onDrag={(id, px) => {
            dragged.value = px === null ? {} : { [id]: px };
          }}
          onResize={(id: ColumnId, px) => choose(resized(layout.value, id, px))}
          onMenu={(at) => {
            menuAt.value = at;
          }}
          onLeave={() => moveTo(tabbable)}
        />
        <div
          role="rowgroup"
          class="rs-list-body"
          ref={scroller}
          onKeyDown={onKeyDown}
          onClick={onClick}
          onContextMenu={onContextMenu}
          onFocusIn={({ target }) => {
            activeId.value = idAt(target) ?? activeId.value;
          }}
        >
          <div role="presentation" class="rs-list-all" style={{ height: `${virtual.height}px` }}>
            {drawn.map(({ index, row }, place) => (
              <ResponseRow
                key={keys[place]}
                row={row}
                index={index}
                columns={shownColumns}
                attempt={row.attempt.attempt > 1 ? attemptText(row, lines.attemptsOf(row)) : ''}
                nested={lines.leaderOf(index) !== undefined}
                retries={lines.retriesOf(index)}
                selected={row.exchange.id === selectedId}
                tabbable={index === tabbable}
              />
            ))}
            {shownColumns.includes('waterfall') ? (
              <Waterfall
                rows={rowsFrom(rowAt, ...virtual.drawn)}
                rowHeight={ROW_HEIGHT}
                top={virtual.drawn[0] * ROW_HEIGHT}
                window={span}
              />
            ) : null}
          </div>
        </div>
      </div>
      <LazyRowMenu store={store} tools={tools} open={rowMenu} />
    </div>
  );
}

function rowsFrom(rowAt: (line: number) => Row | undefined, from: number, to: number): Row[] {
  const rows: Row[] = [];
  for (let line = from; line < to; line++) {
    const row = rowAt(line);
    if (row) rows.push(row);
  }
  return rows;
}

const lineOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-id]') : null;

const idAt = (target: EventTarget | null): string | undefined => lineOf(target)?.dataset.id;
