// The box that looks for words in a text: how many places there are, which one is shown, and the ways to the others.
import type { Signal } from '@preact/signals';
import { formatCount } from '../common/format.ts';
import { Icon } from '../common/Icon.tsx';
import { MOST_PLACES } from './find-text.ts';

interface FindBoxProps {
  readonly label: string;
  readonly wanted: Signal<string>;
  /** Index of the place that is shown. */
  readonly current: Signal<number>;
  /** How many there are. */
  readonly count: number;
}

/** Shows the box; Enter goes to the next place, with Shift to the one before, Escape empties it. */
export function FindBox({ label, wanted, current, count }: FindBoxProps) {
  const step = (by: number): void => {
    if (count > 0) current.value = (current.value + by + count) % count;
  };
  return (
    <search class="rs-find">
      <input
        type="search"
        class="rs-mono"
        aria-label={label}
        placeholder="Find"
        spellcheck={false}
        autocomplete="off"
        value={wanted.value}
        onInput={({ currentTarget }) => {
          wanted.value = currentTarget.value;
          current.value = 0;
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape' && wanted.value !== '') wanted.value = '';
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span aria-live="polite" class="rs-find-count rs-quiet">
        {wanted.value === '' ? '' : countText(current.value, count)}
      </span>
      <button
        type="button"
        class="rs-button rs-icon-only"
        aria-label="Previous place"
        title="Previous place (Shift+Enter)"
        disabled={count === 0}
        onClick={() => step(-1)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        class="rs-button rs-icon-only"
        aria-label="Next place"
        title="Next place (Enter)"
        disabled={count === 0}
        onClick={() => step(1)}
      >
        <Icon name="expanded" />
      </button>
    </search>
  );
}

function countText(current: number, count: number): string {
  if (count === 0) return 'None';
  return `${formatCount(current + 1)} of ${formatCount(count)}${count === MOST_PLACES ? ' or more' : ''}`;
}
