// What stands over everything else until it is closed: by its button, with Escape, or by a press beside it.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './Icon.tsx';
import './dialog.css';

interface DialogProps {
  readonly label: string;
  /** What the button says … */
  readonly close: string;
  /** … and its title, which names the key. */
  readonly closeKey: string;
  readonly children: ComponentChildren;
  onClose(): void;
}

/** Opens at once; whoever had the focus gets it back. */
export function Dialog({ label, close: closeLabel, closeKey, children, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  // Closing is what gives the focus back; the dialog says so itself when it has closed.
  const close = () => dialog.current?.close();
  return (
    <dialog
      class="rs-dialog"
      aria-label={label}
      ref={dialog}
      onClose={onClose}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) close();
      }}
      onKeyDown={(event) => {
        // No key leads anywhere else; Escape would close the details as well, and open the drawer of DevTools.
        event.stopPropagation();
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <div class="rs-dialog-all">
        <div class="rs-dialog-head">
          <h2>{label}</h2>
          <button
            type="button"
            class="rs-button rs-icon-only"
            aria-label={closeLabel}
            title={closeKey}
            onClick={close}
          >
            <Icon name="close" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
