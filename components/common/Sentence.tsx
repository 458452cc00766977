// A sentence with elements in it: what a translation orders as its language does.
import type { ComponentChild } from 'preact';
import { sayInParts, type Word } from '../../lib/words/say.ts';

/** Says a word; `values` may be elements, but for the number `n` that chooses among the forms of a plural. */
export function Sentence({
  word,
  values,
}: {
  readonly word: Word;
  readonly values: Readonly<Record<string, ComponentChild>>;
}) {
  return <>{sayInParts(word, values.n).map((part, place) => (place % 2 === 0 ? part : values[part]))}</>;
}
