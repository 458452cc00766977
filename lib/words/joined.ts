// How texts follow one another: each language has its own commas and spaces.
import { say, type Word } from './say.ts';

/** Joins texts by a word that puts `{a}` and `{b}` together; '' of none. */
export function sayJoined(word: Word, texts: readonly string[]): string {
  return texts.length === 0 ? '' : texts.reduce((a, b) => say(word, { a, b }));
}
