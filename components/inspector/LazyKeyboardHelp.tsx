// When the help of all keys opens, and its place while it is loaded.
import type { Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { say } from '../../lib/words/say.ts';
import { createLazy, useLoadedSoon } from '../common/lazy.ts';

const lazyHelp = createLazy(async () => (await import('./KeyboardHelp.tsx')).KeyboardHelp);

/** Fields in which "?" is a character like any other. */
const TYPING =
  'input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]:not([contenteditable=false])';

interface LazyKeyboardHelpProps {
  readonly open: Signal<boolean>;
  /** Says what went wrong. */
  readonly said: Signal<string>;
}

/** Shows the help while it is open; "?" opens it from anywhere but a field. */
export function LazyKeyboardHelp({ open, said }: LazyKeyboardHelpProps) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest(TYPING) !== null;
      if (event.key !== '?' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      open.value = true;
      event.preventDefault();
      // DevTools, which listens too, would open its own list of keys.
      event.stopImmediatePropagation();
    };
    document.addEventListener('keydown', onKeyDown, { capture: true });
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [open]);
  useLoadedSoon(lazyHelp.load, open.value, (reason) => {
    open.value = false;
    said.value = say('help.failed', { reason });
  });
  const loaded = lazyHelp.state.value;
  if (!open.value || loaded.kind !== 'ready') return null;
  const KeyboardHelp = loaded.value;
  return (
    <KeyboardHelp
      onClose={() => {
        open.value = false;
      }}
    />
  );
}
