// The popup: type a status, read what every provider says; below, what is known of this tab.
import type { ComponentChild } from 'preact';
import type { LookupStore } from '../../lib/stores/lookup-store.ts';
import { say } from '../../lib/words/say.ts';
import { Answer } from '../common/Answer.tsx';
import '../common/theme.css';
import './lookup.css';

interface StatusLookupProps {
  readonly lookup: LookupStore;
  /** What stands below the answers. */
  readonly foot: ComponentChild;
}

/**
 * Shows the search box, the answers, and a foot. Arrows choose an answer, Enter opens it.
 *
 * It has no state of its own and no hooks: hooks and the signals' own integration would make the popup two kilobytes
 * heavier, so whoever draws it draws it again when a signal of the store changes.
 */
export function StatusLookup({ lookup, foot }: StatusLookupProps) {
  const groups = lookup.groups.value;
  const current = lookup.current.value;
  const opened = lookup.opened.value;
  const ask = say('popup.ask');
  return (
    <main class="rs-lookup">
      <h1 class="rs-hidden">{say('popup.title')}</h1>
      <input
        ref={focus}
        type="search"
        class="rs-lookup-search"
        aria-label={ask}
        aria-controls="rs-answers"
        aria-activedescendant={groups.length > 0 ? answerId(current) : undefined}
        placeholder={ask}
        autocomplete="off"
        spellcheck={false}
        value={lookup.query.value}
        onInput={({ currentTarget }) => lookup.ask(currentTarget.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData?.getData('text') ?? '';
          // The box has one line: the lines of a response would run into each other.
          if (!/[\r\n]/.test(pasted.trim())) return;
          event.preventDefault();
          lookup.ask(pasted);
        }}
        onKeyDown={(event) => {
          if (!lookup.press(event.key)) return;
          event.preventDefault();
          const list = event.currentTarget.closest('main');
          list?.querySelector('[aria-current=true]')?.scrollIntoView?.({ block: 'nearest' });
        }}
      />
      <p class="rs-lookup-hint" role="status">
        {lookup.hint.value}
      </p>
      <ul class="rs-lookup-answers" id="rs-answers" aria-label={say('popup.answers')}>
        {groups.map(({ names, answer }, index) => (
          <li key={answer.provider.id + answer.code} aria-current={index === current}>
            <button
              type="button"
              class="rs-lookup-toggle"
              id={answerId(index)}
              tabIndex={-1}
              aria-expanded={index === opened}
              aria-label={say('common.pair', { name: names, value: answer.advice.summary })}
              onClick={({ currentTarget }) => {
                lookup.open(index);
                currentTarget.closest('main')?.querySelector('input')?.focus();
              }}
            />
            <Answer answer={answer} names={names} expanded={index === opened} />
          </li>
        ))}
      </ul>
      {foot}
    </main>
  );
}

const answerId = (index: number): string => `rs-answer-${index}`;

/** Runs once, when the box comes: the same function each time. */
const focus = (box: HTMLElement | null): void => box?.focus();
