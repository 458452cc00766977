// What opens beside its button and closes by itself: with Escape, or a press or the focus elsewhere.
import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** The state of a popover, and what its elements need for it. */
export interface Popover {
  readonly open: Signal<boolean>;
  /** For the element around button and popover, with `onKeyDown` and `onFocusOut`. */
  readonly root: RefObject<HTMLDivElement | null>;
  readonly button: RefObject<HTMLButtonElement | null>;
  onKeyDown(event: KeyboardEvent): void;
  onFocusOut(event: FocusEvent): void;
  /** Closes it and gives the button the focus. */
  close(): void;
}

/** Starts closed. */
export function usePopover(): Popover {
  const open = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const isOpen = open.value;

  useEffect(() => {
    if (!isOpen) return;
    const onPress = ({ target }: PointerEvent) => {
      if (target instanceof Node && !root.current?.contains(target)) open.value = false;
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [isOpen, open]);

  const close = () => {
    open.value = false;
    button.current?.focus();
  };
  return {
    open,
    root,
    button,
    close,
    onKeyDown(event) {
      if (event.key !== 'Escape' || !isOpen) return;
      // The same key closes the detail.
      event.stopPropagation();
      event.preventDefault();
      close();
    },
    onFocusOut({ relatedTarget }) {
      if (relatedTarget instanceof Node && !root.current?.contains(relatedTarget)) open.value = false;
    },
  };
}
