// The list of ways to go on in the filter box: when it opens, what it holds, and what the keys do in it.
import { batch, type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import {
  type CompletionOption,
  type CompletionPlace,
  complete,
  completionPlace,
  keyOptions,
  valueOptions,
} from '../../lib/session/filter-completion.ts';
import type { InspectorStore } from '../../lib/stores/inspector-store.ts';
import { createValueCounter } from './value-counts.ts';

/** What the filter box shows and tells. */
export interface Completion {
  /** Empty while the list is closed. */
  readonly options: ReadonlySignal<readonly CompletionOption[]>;
  /** The option that Enter takes, −1 for none. */
  readonly active: ReadonlySignal<number>;
  /** Offers what fits where the caret stands; `always` also where nothing was typed yet. */
  offer(input: HTMLInputElement, always?: boolean): void;
  /** Does what a key does here; false when it is none of this list's. */
  press(event: KeyboardEvent, input: HTMLInputElement): boolean;
  accept(input: HTMLInputElement, option: CompletionOption): void;
  close(): void;
}

const none: readonly CompletionOption[] = [];

/** Makes the list of one filter box over the store's rows. */
export function useCompletion(store: Pick<InspectorStore, 'rows' | 'filterText'>): Completion {
  const options = useSignal(none);
  const active = useSignal(-1);
  const counter = useRef(createValueCounter()).current;
  const place = useRef<CompletionPlace>(undefined);
  useEffect(() => counter.cancel, [counter]);

  const show = (next: readonly CompletionOption[]): void => {
    const chosen = options.value[active.value]?.insert;
    batch(() => {
      options.value = next;
      active.value = chosen === undefined ? -1 : next.findIndex(({ insert }) => insert === chosen);
    });
  };
  const close = (): void => {
    counter.cancel();
    if (options.value.length > 0) show(none);
  };
  const offer = (input: HTMLInputElement, always = false): void => {
    const text = input.value;
    const at = completionPlace(text, input.selectionStart ?? text.length);
    place.current = at;
    if (!at || (at.key === '' && at.typed === '' && !always)) {
      close();
      return;
    }
    const { key, typed, from, to } = at;
    // What stands there already needs no offer.
    const offered = (found: readonly CompletionOption[]): void =>
      show(found.length === 1 && found[0]?.insert === text.slice(from, to) ? none : found);
    if (key === '') {
      counter.cancel();
      offered(keyOptions(typed));
    } else {
      if (options.value.some(({ count }) => count === null)) show(none);
      counter.ask(key, store.rows.peek(), (counts) => offered(valueOptions(counts, typed)));
    }
  };
  const accept = (input: HTMLInputElement, option: CompletionOption): void => {
    if (!place.current) return;
    const next = complete(input.value, place.current, option);
    close();
    input.value = next.text;
    input.setSelectionRange(next.caret, next.caret);
    store.filterText.value = next.text;
    // The caret may now stand far outside of what is seen of a long text.
    input.scrollLeft = next.caret === next.text.length ? input.scrollWidth : input.scrollLeft;
    if (option.count === null) offer(input);
  };
  const press = ({ key, ctrlKey, shiftKey }: KeyboardEvent, input: HTMLInputElement): boolean => {
    const { length } = options.value;
    if (length === 0) {
      if (key !== 'ArrowDown' && !(key === ' ' && ctrlKey)) return false;
      offer(input, true);
      return true;
    }
    const chosen = options.value[active.value];
    switch (key) {
      case 'ArrowDown':
        active.value = (active.value + 1) % length;
        return true;
      case 'ArrowUp':
        active.value = (active.value > 0 ? active.value : length) - 1;
        return true;
      case 'Escape':
        close();
        return true;
      case 'Enter':
        if (chosen) accept(input, chosen);
        else close();
        return true;
      case 'Tab': {
        // As in DevTools' own boxes the first option is taken where none was chosen; backwards it leaves the box.
        const taken = chosen ?? options.value[0];
        if (shiftKey || !taken) return false;
        accept(input, taken);
        return true;
      }
      case 'ArrowLeft':
      case 'ArrowRight':
      case 'Home':
      case 'End':
        close();
    }
    return false;
  };
  return { options, active, offer, press, accept, close };
}
