// What the popup's look-up shows: the query, its answers, and a hint when there are none.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { lookup, type StatusAnswer } from '../annotate/lookup.ts';
import { parseStatus } from '../http/status.ts';
import type { Catalogue } from '../providers/catalogue.ts';

/** The state of one look-up. */
export interface LookupStore {
  readonly query: Signal<string>;
  readonly answers: ReadonlySignal<readonly StatusAnswer[]>;
  /** What to type, or why there is no answer; '' while there are answers. */
  readonly hint: ReadonlySignal<string>;
}

/** Makes a look-up over a catalogue. `now` (epoch ms) is read at each query. */
export function createLookupStore(catalogue: ReadonlySignal<Catalogue>, now: () => number): LookupStore {
  const query = signal('');
  const problem = computed(() => {
    const text = query.value.trim();
    if (!/^\d+$/.test(text) || text.length < 3) return '';
    const status = parseStatus(text);
    return status.ok ? '' : (status.problems[0]?.message ?? '');
  });
  const answers = computed(() => {
    const text = query.value.trim();
    // One or two digits are a code being typed, not a question yet.
    if (problem.value !== '' || /^\d{1,2}$/.test(text)) return [];
    return lookup(text, catalogue.value, { now: now() });
  });
  const hint = computed(() => {
    if (answers.value.length > 0) return '';
    if (problem.value !== '') return problem.value;
    const text = query.value.trim();
    if (text === '') return 'Type a status (503) or a name (too many, ServerTimeout).';
    if (/^\d{1,2}$/.test(text)) return 'A status has three digits, 100 to 599.';
    return `No provider documents a status like "${text}".`;
  });
  return { query, answers, hint };
}
