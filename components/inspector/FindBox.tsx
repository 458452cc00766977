// The box that looks for words in a text: how many places there are, which one is shown, and the ways to the others.
import type { Signal } from '@preact/signals';
import { say } from '../../lib/words/say.ts';
import { formatCount } from '../common/format.ts';
import { Icon, type IconName } from '../common/Icon.tsx';
import { MOST_PLACES } from './find-text.ts';

interface FindBoxProps {
  readonly label: string;
  readonly wanted: Signal<string>;
  /** Index of the place that is shown. */
  readonly current: number;
  /** How many there are. */
  readonly count: number;
  /** Asks for the place of that index. */
  onShow(place: number): void;
}

/** Shows the box; Enter goes to the next place, with Shift to the one before, Escape empties it. */
export function FindBox({ label, wanted, current, count, onShow }: FindBoxProps) {
  const step = (by: number): void => {
    if (count > 0) onShow((current + by + count) % count);
  };
  return (
    <search class="rs-find">
      <input
        type="search"
        class="rs-mono"
        aria-label={label}
        placeholder={say('find.hint')}
        spellcheck={false}
        autocomplete="off"
        value={wanted.value}
        onInput={({ currentTarget }) => {
          wanted.value = currentTarget.value;
          onShow(0);
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
        {wanted.value === '' ? '' : countText(current, count)}
      </span>
      <Step
        name={say('find.previous')}
        keys="Shift+Enter"
        icon="up"
        disabled={count === 0}
        onStep={() => step(-1)}
      />
      <Step
        name={say('find.next')}
        keys="Enter"
        icon="expanded"
        disabled={count === 0}
        onStep={() => step(1)}
      />
    </search>
  );
}

interface StepProps {
  readonly name: string;
  readonly keys: string;
  readonly icon: IconName;
  readonly disabled: boolean;
  onStep(): void;
}

function Step({ name, keys, icon, disabled, onStep }: StepProps) {
  return (
    <button
      type="button"
      class="rs-button rs-icon-only"
      aria-label={name}
      title={say('find.withKeys', { name, keys })}
      disabled={disabled}
      onClick={onStep}
    >
      <Icon name={icon} />
    </button>
  );
}

function countText(current: number, count: number): string {
  if (count === 0) return say('find.none');
  return say(count === MOST_PLACES ? 'find.placeOrMore' : 'find.place', {
    place: formatCount(current + 1),
    count: formatCount(count),
  });
}
