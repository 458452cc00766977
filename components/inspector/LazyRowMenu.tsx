// The place of a row's menu while the menu itself is loaded, and where on the screen it opens.
import type { Signal } from '@preact/signals';
import type { InspectorStore } from '../../lib/stores/inspector-store.ts';
import { createLazy, useLoadedSoon } from '../common/lazy.ts';
import type { MenuPlace } from '../common/Menu.tsx';
import type { RowMenuAt } from './RowMenu.tsx';
import type { RowTools } from './row-tools.ts';

const lazyRowMenu = createLazy(async () => (await import('./RowMenu.tsx')).RowMenu);

/** Loads the menu; resolves when it is there, or has failed. */
export const loadRowMenu = lazyRowMenu.load;

interface LazyRowMenuProps {
  readonly store: InspectorStore;
  readonly tools: RowTools;
  /** Null while it is closed. */
  readonly open: Signal<RowMenuAt | null>;
}

/** Shows the open menu. */
export function LazyRowMenu({ store, tools, open }: LazyRowMenuProps) {
  useLoadedSoon(loadRowMenu, open.value !== null);
  const loaded = lazyRowMenu.state.value;
  if (!open.value || loaded.kind !== 'ready') return null;
  const RowMenu = loaded.value;
  return (
    <RowMenu
      store={store}
      tools={tools}
      open={open.value}
      onClose={() => {
        open.value = null;
      }}
    />
  );
}

/** Where a menu that was asked for on a row opens: at the pointer, or under the row when keys asked for it. */
export function placeOfMenu(row: Element, pointer: { clientX: number; clientY: number } | null): MenuPlace {
  const { left, top, bottom, right } = row.getBoundingClientRect();
  if (!pointer) return { x: left + 16, y: bottom, above: top };
  const { clientX: x, clientY: y } = pointer;
  const isInside = x > left && x < right && y > top && y < bottom;
  return isInside ? { x, y } : { x: left + 16, y: bottom, above: top };
}
