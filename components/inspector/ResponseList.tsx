// The list of responses: a virtualised ARIA grid with a roving focus that sticks to its end until it is scrolled.
// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid cannot be a <table>.
import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { InspectorStore, Row } from '../../lib/stores/inspector-store.ts';
import { windowOf } from '../../lib/timeline/waterfall.ts';
import { ListHead } from './ListHead.tsx';
import { ResponseRow } from './ResponseRow.tsx';
import { attemptText } from './row-text.ts';
import { ROW_HEIGHT, revealRow, useVirtualRows } from './use-virtual-rows.ts';

interface ResponseListProps {
  readonly store: InspectorStore;
  readonly narrow: ReadonlySignal<boolean>;
  /** Whether responses are arriving: a live session is watched at its end, an opened file read from its start. */
  readonly live: ReadonlySignal<boolean>;
}

/** Shows the visible rows; arrows move, Enter and a click open the detail. */
export function ResponseList({ store, narrow, live }: ResponseListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const focusPending = useRef(false);
  const sticks = useRef(true);
  const activeId = useSignal(store.selectedId.peek());
  const rows = store.visible.value;
  const selectedId = store.selectedId.value;
  const compact = narrow.value;

  useSignalEffect(() => {
    if (store.selectedId.value !== null) activeId.value = store.selectedId.value;
  });
  const active = useIndex(rows, activeId.value);
  const virtual = useVirtualRows(scroller, rows.length, active);
  const tabbable = active >= 0 ? active : virtual.first;
  const onScreen = useSignal<readonly Row[]>([]);
  const window = useComputed(() => windowOf(onScreen.value.map(({ exchange }) => exchange)));
  useLayoutEffect(() => {
    onScreen.value = rows.slice(virtual.first, virtual.last + 1);
  }, [rows, virtual.first, virtual.last, onScreen]);

  const shown = `${store.segment.value} ${store.filterText.value}`;
  const shownBefore = useRef(shown);
  useLayoutEffect(() => {
    const element = scroller.current;
    const filtered = shownBefore.current !== shown;
    shownBefore.current = shown;
    if (!element || rows.length === 0) return;
    // A row that is being read stays in sight when the filter changes around it.
    if (filtered && selectedId !== null && active >= 0) revealRow(element, active);
    else if (live.value && sticks.current) element.scrollTop = element.scrollHeight;
  }, [rows, live.value]);

  useLayoutEffect(() => {
    if (!focusPending.current) return;
    focusPending.current = false;
    scroller.current?.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus({ preventScroll: true });
  });

  useLayoutEffect(() => {
    if (selectedId !== null && active >= 0 && scroller.current) revealRow(scroller.current, active);
  }, [selectedId]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[tabbable];
    if ((event.key === 'Enter' || event.key === ' ') && row) {
      event.preventDefault();
      store.selectedId.value = row.exchange.id;
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const target = step(event.key, tabbable, page, rows.length);
    const next = target === undefined ? undefined : rows[target];
    if (target === undefined || !next) return;
    event.preventDefault();
    focusPending.current = true;
    activeId.value = next.exchange.id;
    if (store.selectedId.value !== null) store.selectedId.value = next.exchange.id;
    if (scroller.current) revealRow(scroller.current, target);
  };

  return (
    <div
      role="grid"
      aria-label="Responses"
      aria-rowcount={rows.length + 1}
      class={compact ? 'rs-list rs-list-narrow' : 'rs-list'}
      onKeyDown={onKeyDown}
      onFocusIn={({ target }) => {
        const id =
          target instanceof Element ? target.closest<HTMLElement>('[data-id]')?.dataset.id : undefined;
        if (id !== undefined) activeId.value = id;
      }}
    >
      <ListHead narrow={compact} window={window} />
      <div
        role="rowgroup"
        class="rs-list-body"
        ref={scroller}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          sticks.current = scrollTop + clientHeight >= scrollHeight - ROW_HEIGHT / 2;
        }}
      >
        <div role="presentation" class="rs-list-all" style={{ height: `${virtual.height}px` }}>
          {virtual.indices.map((index) => {
            const row = rows[index];
            if (!row) return null;
            const attempt = row.attempt.attempt > 1 ? attemptText(row, store.attemptsOf(row)) : '';
            return (
              <ResponseRow
                key={row.exchange.id}
                row={row}
                index={index}
                attempt={attempt}
                continues={attempt !== '' && rows[index - 1]?.attempt.callId === row.attempt.callId}
                narrow={compact}
                selected={row.exchange.id === selectedId}
                tabbable={index === tabbable}
                window={window}
                onOpen={() => {
                  store.selectedId.value = row.exchange.id;
                }}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Where a row stands; looks first where it stood last, because most batches only append. */
function useIndex(rows: readonly Row[], id: string | null): number {
  const last = useRef(-1);
  if (id === null) return -1;
  if (rows[last.current]?.exchange.id !== id)
    last.current = rows.findIndex(({ exchange }) => exchange.id === id);
  return last.current;
}

function step(key: string, current: number, page: number, count: number): number | undefined {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(current + 1, last);
    case 'ArrowUp':
      return Math.max(current - 1, 0);
    case 'PageDown':
      return Math.min(current + page, last);
    case 'PageUp':
      return Math.max(current - page, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
