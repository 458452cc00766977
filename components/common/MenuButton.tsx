// A button that opens a menu under itself.
import { useSignal } from '@preact/signals';
import type { ComponentChild } from 'preact';
import { Menu, type MenuPlace } from './Menu.tsx';
import { placeUnder } from './menu-place.ts';

interface MenuButtonProps {
  /** The name of the button and of its menu. */
  readonly label: string;
  readonly class: string;
  readonly content: ComponentChild;
  /** The menu's items, made while it is open. */
  readonly children: (close: () => void) => ComponentChild;
}

/** Shows the button, and the menu while it is open. */
export function MenuButton({ label, class: look, content, children }: MenuButtonProps) {
  const at = useSignal<MenuPlace | null>(null);
  const close = () => {
    at.value = null;
  };
  return (
    <>
      <button
        type="button"
        class={look}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={at.value !== null}
        onClick={({ currentTarget }) => {
          at.value = at.value ? null : placeUnder(currentTarget);
        }}
        // A press would take the focus out of the menu, close it, and the click would open it again.
        onMouseDown={(event) => {
          if (at.value) event.preventDefault();
        }}
      >
        {content}
      </button>
      {at.value ? (
        <Menu label={label} at={at.value} onClose={close}>
          {children(close)}
        </Menu>
      ) : null}
    </>
  );
}
