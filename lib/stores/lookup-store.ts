// What the popup's look-up shows: the question, its answers, which of them is current, and a hint.
import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { type AnswerGroup, groupAnswers } from '../annotate/group-answers.ts';
import { answersFor, answersToRetryAfter, answersToWords, type StatusAnswer } from '../annotate/lookup.ts';
import { condense, type Question, readQuestion } from '../annotate/question.ts';
import type { Header } from '../http/exchange.ts';
import { explainRetryAfter, readRetryAfter } from '../http/retry-after.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { formatDuration } from '../retry/duration.ts';
import { say } from '../words/say.ts';

/** The state of one look-up. */
export interface LookupStore {
  /** What is asked, in one line. */
  readonly query: ReadonlySignal<string>;
  /** Answers that say the same stand once. */
  readonly groups: ReadonlySignal<readonly AnswerGroup[]>;
  /** How the question was taken where that is not plain, or why there is no answer; '' for nothing to say. */
  readonly hint: ReadonlySignal<string>;
  /** Index of the answer that arrows move and Enter opens; the first again when the answers change. */
  readonly current: ReadonlySignal<number>;
  /** Index of the answer that is shown whole, −1 for none. */
  readonly opened: ReadonlySignal<number>;
  /** Asks: what was typed, or the lines that were pasted. */
  ask(text: string): void;
  /** Shows an answer whole, or no longer. */
  open(index: number): void;
  /** Takes a key; true where it meant something. */
  press(key: string): boolean;
}

interface Choice {
  readonly of: readonly AnswerGroup[];
  readonly current: number;
  readonly opened: number;
}

/** Makes a look-up over a catalogue. `now` (epoch ms) is read at each question. */
export function createLookupStore(catalogue: ReadonlySignal<Catalogue>, now: () => number): LookupStore {
  const query = signal('');
  const question = computed(() => settle(readQuestion(query.value, now()), catalogue.value));
  const groups = computed(() => groupAnswers(answersTo(question.value, catalogue.value, now())));
  const hint = computed(() => hintOn(question.value, groups.value.length, now()));
  const choice = signal<Choice>({ of: [], current: 0, opened: -1 });
  /** A choice among other answers is none. */
  const chosen = computed(() =>
    choice.value.of === groups.value ? choice.value : { of: groups.value, current: 0, opened: -1 },
  );
  const open = (index: number): void => {
    const opened = chosen.value.opened === index ? -1 : index;
    choice.value = { of: groups.value, current: index, opened };
  };
  return {
    query,
    groups,
    hint,
    current: computed(() => chosen.value.current),
    opened: computed(() => chosen.value.opened),
    ask(text) {
      query.value = /[\r\n]/.test(text) ? condense(text) : text;
    },
    open,
    press(key) {
      const { current } = chosen.value;
      const last = groups.value.length - 1;
      if (last < 0) return false;
      if (key === 'Enter') open(current);
      else if (key === 'ArrowDown') choice.value = { ...chosen.value, current: Math.min(current + 1, last) };
      else if (key === 'ArrowUp') choice.value = { ...chosen.value, current: Math.max(current - 1, 0) };
      else return false;
      return true;
    },
  };
}

/** A number is a status where someone documents it, or where it is an error; any other is a wait. */
function settle(question: Question, { providers, generic }: Catalogue): Question {
  if (question.kind !== 'number') return question;
  const { text } = question;
  const code = Number(text);
  const isDocumented = text.length === 3 && [...providers, generic].some((provider) => provider.row(code));
  return isDocumented || /^[45]\d\d$/.test(text) ? { kind: 'status', code } : { kind: 'retry-after', text };
}

function answersTo(question: Question, catalogue: Catalogue, now: number): StatusAnswer[] {
  switch (question.kind) {
    case 'status':
      return answersFor(question.code, catalogue, { now });
    case 'response':
      return answersFor(question.code, catalogue, { fields: question.fields, now });
    case 'retry-after':
      return answersToRetryAfter(question.text, catalogue, now);
    case 'words':
      return answersToWords(question.text, catalogue, { now });
    default:
      return [];
  }
}

function hintOn(question: Question, count: number, now: number): string {
  switch (question.kind) {
    case 'nothing':
      return say('store.look.start');
    case 'words':
      return count > 0 ? '' : say('store.look.unknown', { text: question.text });
    case 'retry-after':
      return readWait([{ name: 'Retry-After', value: question.text }], now);
    case 'response':
      return say('store.look.status', { code: question.code, wait: readWait(question.fields, now) });
    default:
      return '';
  }
}

/** What Retry-After says, in words. */
function readWait(fields: readonly Header[], now: number): string {
  const read = readRetryAfter(fields, now);
  const said = explainRetryAfter(read);
  return read.kind === 'seconds'
    ? say('store.look.wait', { said, time: formatDuration(read.seconds) })
    : say('store.look.said', { said });
}
