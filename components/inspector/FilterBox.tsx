// The filter box: what is typed, its keys in colour, and a list of ways to go on.
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { InspectorStore } from '../../lib/stores/inspector-store.ts';
import { say } from '../../lib/words/say.ts';
import { formatCount } from '../common/format.ts';
import './filter.css';
import { useCompletion } from './use-completion.ts';

/** Shows the box; arrows choose in its list, Enter and Tab take, Escape closes it, then empties the box. */
export function FilterBox({ store }: { readonly store: InspectorStore }) {
  const echo = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const completion = useCompletion(store);
  const id = useId();
  const text = store.filterText.value;
  const options = completion.options.value;
  const active = completion.active.value;
  const isOpen = options.length > 0;
  const clears = ({ key }: KeyboardEvent): boolean => {
    if (key !== 'Escape' || text === '') return false;
    store.filterText.value = '';
    return true;
  };
  useLayoutEffect(() => {
    list.current?.children[active]?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);
  return (
    <div class="rs-filter rs-mono">
      <div class="rs-filter-echo" aria-hidden="true" ref={echo}>
        {keysOf(text).map(({ at, part, isKey }) => (isKey ? <em key={at}>{part}</em> : part))}
      </div>
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={say('filters.label')}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        placeholder={say('filters.label')}
        spellcheck={false}
        autocomplete="off"
        value={text}
        aria-invalid={store.filterProblem.value !== ''}
        aria-describedby={store.filterProblem.value === '' ? undefined : 'rs-filter-problem'}
        onInput={({ currentTarget }) => {
          store.filterText.value = currentTarget.value;
          if (document.activeElement === currentTarget) completion.offer(currentTarget);
        }}
        onKeyDown={(event) => {
          if (event.isComposing || !(completion.press(event, event.currentTarget) || clears(event))) return;
          // Nothing else of the page hears of it: Escape would close the detail as well.
          event.preventDefault();
          event.stopPropagation();
        }}
        onClick={completion.close}
        onBlur={completion.close}
        onScroll={({ currentTarget }) => {
          if (echo.current) echo.current.scrollLeft = currentTarget.scrollLeft;
        }}
      />
      {isOpen ? (
        <div class="rs-completions" id={id} role="listbox" aria-label={say('filters.completions')} ref={list}>
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box, which names the active one.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the box takes the keys.
            <div
              key={option.insert}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => {
                if (input.current) completion.accept(input.current, option);
              }}
            >
              <span class="rs-completion-text">{option.insert}</span>{' '}
              <span class="rs-completion-note">{option.note}</span>{' '}
              {option.count === null ? null : (
                <span class="rs-completion-count">
                  {formatCount(option.count)}
                  <span class="rs-hidden"> {say('filters.found', { n: option.count })}</span>
                </span>
              )}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}

/** Cuts a filter text at its keys (`provider:`, `-method:`), which are shown in another colour. */
function keysOf(text: string): { at: number; part: string; isKey: boolean }[] {
  let at = 0;
  return text.split(/((?<=^|\s)-?[a-z][a-z-]*:(?!\/\/))/i).map((part, index) => {
    const piece = { at, part, isKey: index % 2 === 1 };
    at += part.length;
    return piece;
  });
}
