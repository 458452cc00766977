// A menu as ARIA describes it: it takes the focus, arrows move in it, Escape and Tab lead back.
// biome-ignore-all lint/a11y/useFocusableInteractive: the menu moves the focus among its items itself.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './Icon.tsx';
import './menu.css';

/** A place in the window, px. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
  /** Where the menu's lower edge goes when there is no room under `y`: the upper edge of what it belongs to. */
  readonly above?: number;
}

/** Room between a menu and the window's edge, px. */
const MARGIN = 4;

interface MenuProps {
  readonly label: string;
  readonly at: MenuPlace;
  /** The menu is to be taken away; the focus then goes back to where it was, unless it has left already. */
  onClose(): void;
  readonly children: ComponentChildren;
}

/** Shows the items (`MenuItem`) at a place, moved into the window. The first has the focus; where it is one of a choice, the chosen one. */
export function Menu({ label, at, onClose, children }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const opener = document.activeElement;
    return () => {
      const isHere = menu.current?.contains(document.activeElement);
      if (isHere && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return;
    const { offsetWidth: width, offsetHeight: height } = element;
    const { x, y, above = window.innerHeight - MARGIN } = at;
    const below = y + height <= window.innerHeight - MARGIN;
    element.style.left = `${Math.max(MARGIN, Math.min(x, window.innerWidth - width - MARGIN))}px`;
    element.style.top = `${Math.max(MARGIN, below ? y : above - height)}px`;
    const items = itemsOf(element);
    const [first] = items;
    const chosen = items.find((item) => item.getAttribute('aria-checked') === 'true');
    (first?.getAttribute('role') === 'menuitemradio' ? (chosen ?? first) : first)?.focus();
  }, [at]);

  const onKeyDown = (event: KeyboardEvent) => {
    const items = itemsOf(menu.current);
    const current = items.indexOf(event.target as HTMLElement);
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else {
      const next = nextItem(event.key, current, items);
      if (next === undefined) return;
      items[next]?.focus();
    }
    event.preventDefault();
    // Escape would close the details as well.
    event.stopPropagation();
  };
  return (
    <div
      role="menu"
      class="rs-menu"
      aria-label={label}
      ref={menu}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
      onFocusOut={({ relatedTarget }) => {
        if (!(relatedTarget instanceof Node && menu.current?.contains(relatedTarget))) onClose();
      }}
    >
      {children}
    </div>
  );
}

interface MenuItemProps {
  /** Whether it is chosen; absent for one that only does something. */
  readonly checked?: boolean;
  /** One of several that exclude each other. */
  readonly radio?: boolean;
  /** Why it cannot be chosen now. */
  readonly problem?: string;
  onChoose(): void;
  readonly children: ComponentChildren;
}

/** One line of a menu. */
export function MenuItem({ checked, radio = false, problem = '', onChoose, children }: MenuItemProps) {
  const role = checked === undefined ? 'menuitem' : radio ? 'menuitemradio' : 'menuitemcheckbox';
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: aria-checked is absent from the one role without it.
    <button
      type="button"
      role={role}
      aria-checked={checked}
      aria-disabled={problem !== '' || undefined}
      title={problem || undefined}
      tabIndex={-1}
      onClick={() => {
        if (problem === '') onChoose();
      }}
    >
      <span class="rs-menu-check">{checked ? <Icon name="done" /> : null}</span>
      {children}
    </button>
  );
}

const itemsOf = (menu: HTMLElement | null): HTMLElement[] => [
  ...(menu?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? []),
];

/** The item that a key leads to: arrows, Home, End, or the letter that an item begins with. */
function nextItem(key: string, current: number, items: readonly HTMLElement[]): number | undefined {
  const { length } = items;
  switch (key) {
    case 'ArrowDown':
      return (current + 1) % length;
    case 'ArrowUp':
      return (current - 1 + length) % length;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
  }
  if (key.length !== 1 || key === ' ') return undefined;
  const starts = (index: number): boolean =>
    items[index]?.textContent?.toLowerCase().startsWith(key.toLowerCase()) ?? false;
  const after = [...items.keys()].map((step) => (current + 1 + step) % length);
  return after.find(starts);
}
