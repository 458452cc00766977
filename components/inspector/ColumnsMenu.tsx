// The menu of the list's columns: what is shown, and ways back.
// biome-ignore-all lint/a11y/useFocusableInteractive: the menu moves the focus among its items itself.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type ColumnId, columnIds } from '../../lib/session/column-layout.ts';
import { Icon } from '../common/Icon.tsx';
import { columnNames } from './columns.ts';

/** Room for the longest words, px. */
const MENU_WIDTH = 170;

interface ColumnsMenuProps {
  /** Where the menu stands, px from the list's left edge; null while it is closed. */
  readonly at: number | null;
  readonly columns: readonly ColumnId[];
  /** The width of the list, px. */
  readonly width: number;
  onOpen(at: number): void;
  onClose(): void;
  onToggle(id: ColumnId): void;
  /** The other things that the menu offers, by name. */
  readonly actions: Readonly<Record<string, () => void>>;
}

/** Shows the button at the end of the heads, and its menu while it is open. */
export function ColumnsMenu({ at, columns, width, onOpen, onClose, onToggle, actions }: ColumnsMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  const open = at !== null;
  useLayoutEffect(() => {
    if (!open) return;
    opener.current = document.activeElement;
    itemsOf(menu.current)[0]?.focus();
  }, [open]);

  const close = () => {
    onClose();
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const items = itemsOf(menu.current);
    const current = items.indexOf(event.target as HTMLElement);
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else {
      const next = nextItem(event.key, current, items.length);
      if (next === undefined) return;
      items[next]?.focus();
    }
    event.preventDefault();
    // Escape would close the details as well.
    event.stopPropagation();
  };
  return (
    <>
      <button
        type="button"
        class="rs-columns-button"
        aria-label="Columns"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => (open ? close() : onOpen(width))}
        // A press would take the focus out of the menu, close it, and the click would open it again.
        onMouseDown={(event) => event.preventDefault()}
      >
        <Icon name="more" />
      </button>
      {open ? (
        <div
          role="menu"
          class="rs-menu"
          aria-label="Columns"
          ref={menu}
          style={{ left: `${Math.max(0, Math.min(at, width - MENU_WIDTH))}px`, width: `${MENU_WIDTH}px` }}
          onKeyDown={onKeyDown}
          onFocusOut={({ relatedTarget }) => {
            if (!(relatedTarget instanceof Node && menu.current?.contains(relatedTarget))) onClose();
          }}
        >
          {columnIds
            .filter((id) => id !== 'call')
            .map((id) => (
              <button
                key={id}
                type="button"
                role="menuitemcheckbox"
                aria-checked={columns.includes(id)}
                tabIndex={-1}
                onClick={() => onToggle(id)}
              >
                <span class="rs-menu-check">{columns.includes(id) ? <Icon name="done" /> : null}</span>
                {columnNames[id]}
              </button>
            ))}
          <hr class="rs-menu-line" />
          {Object.entries(actions).map(([name, act]) => (
            <button
              key={name}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                act();
                close();
              }}
            >
              <span class="rs-menu-check" />
              {name}
            </button>
          ))}
        </div>
      ) : null}
    </>
  );
}

const itemsOf = (menu: HTMLElement | null): HTMLElement[] => [
  ...(menu?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? []),
];

function nextItem(key: string, current: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (current + 1) % count;
    case 'ArrowUp':
      return (current - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
