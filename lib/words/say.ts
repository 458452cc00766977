// What the product says to people: a word is the key of a sentence in locales/, said in the language of whoever reads.
import type english from '../../locales/en.json';

/** The dotted keys of everything that ends in a text or in the forms of a plural. */
type KeysOf<T, Above extends string = ''> = {
  [K in keyof T & string]: T[K] extends string
    ? `${Above}${K}`
    : T[K] extends { readonly n: string }
      ? `${Above}${K}`
      : KeysOf<T[K], `${Above}${K}.`>;
}[keyof T & string];

/** A key of locales/en.json: `advice.doNotRetry`. */
export type Word = KeysOf<typeof english>;

/** What stands for each `{name}` of a text; `n` also chooses among the forms of a plural. */
export type Values = Readonly<Record<string, string | number>>;

/** Gives the text of a key as it is written in a locale's file; the forms of a plural joined by ` | `. '' if none. */
export type ReadText = (key: string) => string;

const none: Values = {};
const texts = new Map<Word, string>();
let readText: ReadText | undefined;

/** Sets the language: must be called once before anything is said, by whatever program this runs in. */
export function speakWith(read: ReadText): void {
  readText = read;
  texts.clear();
}

/**
 * The text of a word with its values in place; one that lacks a value shows `{name}`. A plural's first form is for an
 * `n` of 1 and its last for every other, as in the files that @wxt-dev/i18n makes. Never call it while a module is
 * being loaded: no language is set then, and it throws.
 */
export function say(word: Word, values: Values = none): string {
  const form = formOf(textOf(word), values.n);
  return values === none ? form : form.replace(placeholder, (whole, name) => String(values[name] ?? whole));
}

/**
 * The text of a word around what isn't text, in order: texts at even places, the names of values at odd ones. A number
 * chooses among the forms of a plural, as the `n` of `say`.
 */
export function sayInParts(word: Word, n?: unknown): string[] {
  return formOf(textOf(word), n).split(placeholder);
}

const placeholder = /\{(\w+)\}/g;

function formOf(text: string, n: unknown): string {
  if (typeof n !== 'number') return text;
  const forms = text.split(' | ');
  return (n === 1 ? forms[0] : forms.at(-1)) ?? text;
}

/** Asking the browser takes longer than all the rest, and audits say the same few sentences thousands of times. */
function textOf(word: Word): string {
  let text = texts.get(word);
  if (text === undefined) {
    if (!readText) throw new Error(`No language is set yet, so "${word}" can't be said`);
    text = readText(word) || word;
    texts.set(word, text);
  }
  return text;
}
