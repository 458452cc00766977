// What came of the last thing done, said for a moment above the figures.
import type { Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** So long a sentence stays, ms. */
const STAYS = 8_000;

/** Shows the sentence and tells it to screen readers; it goes away by itself. */
export function Said({ text }: { readonly text: Signal<string> }) {
  const said = text.value;
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => {
      text.value = '';
    }, STAYS);
    return () => clearTimeout(timer);
  }, [said, text]);
  return (
    <p class="rs-said" role="status">
      {said}
    </p>
  );
}
