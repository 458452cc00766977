// The popup: type a status, read what every provider says; below, what is known of this tab.
import { type ReadonlySignal, type Signal, useSignal, useSignalEffect } from '@preact/signals';
import type { ComponentChild } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { StatusAnswer } from '../../lib/annotate/lookup.ts';
import { Answer } from '../common/Answer.tsx';
import '../common/theme.css';
import { groupAnswers } from './group-answers.ts';
import './lookup.css';

interface StatusLookupProps {
  /** What was typed: a code, a name, a provider with a code. */
  readonly query: Signal<string>;
  readonly answers: ReadonlySignal<readonly StatusAnswer[]>;
  /** What to type, or why there is no answer; '' for nothing to say. */
  readonly hint: ReadonlySignal<string>;
  /** What stands below the answers; it comes when it is loaded, null until then. */
  readonly foot: ReadonlySignal<ComponentChild>;
}

/** Shows the search box, the answers, and a foot. Arrows choose an answer, Enter opens it. */
export function StatusLookup({ query, answers, hint, foot }: StatusLookupProps) {
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const selected = useSignal(0);
  const expanded = useSignal<number | null>(null);
  useEffect(() => input.current?.focus(), []);
  useSignalEffect(() => {
    answers.value;
    selected.value = 0;
    expanded.value = null;
  });

  const groups = groupAnswers(answers.value);
  const toggle = (index: number) => {
    selected.value = index;
    expanded.value = expanded.value === index ? null : index;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = step(event.key, selected.value, groups.length);
    if (target !== undefined && groups.length > 0) {
      selected.value = target;
      list.current?.children[target]?.scrollIntoView?.({ block: 'nearest' });
    } else if (event.key === 'Enter' && selected.value < groups.length) toggle(selected.value);
    else return;
    event.preventDefault();
  };

  return (
    <main class="rs-lookup">
      <h1 class="rs-hidden">Look a status up</h1>
      <input
        ref={input}
        type="search"
        class="rs-lookup-search"
        aria-label="Status code or name"
        aria-controls="rs-answers"
        aria-activedescendant={groups.length > 0 ? `rs-answer-${selected.value}` : undefined}
        placeholder="Status code or name"
        autocomplete="off"
        spellcheck={false}
        value={query.value}
        onInput={({ currentTarget }) => {
          query.value = currentTarget.value;
        }}
        onKeyDown={onKeyDown}
      />
      <p class="rs-lookup-hint" role="status">
        {hint}
      </p>
      <ul class="rs-lookup-answers" id="rs-answers" aria-label="Answers" ref={list}>
        {groups.map(({ names, answer }, index) => (
          <li key={answer.provider.id + answer.code} aria-current={selected.value === index}>
            <button
              type="button"
              class="rs-lookup-toggle"
              id={`rs-answer-${index}`}
              tabIndex={-1}
              aria-expanded={expanded.value === index}
              aria-label={`${names}: ${answer.advice.summary}`}
              onClick={() => {
                toggle(index);
                input.current?.focus();
              }}
            />
            <Answer answer={answer} names={names} expanded={expanded.value === index} />
          </li>
        ))}
      </ul>
      {foot.value}
    </main>
  );
}

function step(key: string, index: number, count: number): number | undefined {
  if (key === 'ArrowDown') return Math.min(index + 1, count - 1);
  return key === 'ArrowUp' ? Math.max(index - 1, 0) : undefined;
}
