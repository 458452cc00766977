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

/** A text cut at its placeholders: texts at even places, the names of values at odd ones. */
type Parts = readonly string[];

/** A text as it is written, and ready to be said: as a whole, and of a plural its first form and its last. */
interface Spoken {
  readonly text: string;
  readonly whole: Parts;
  readonly one: Parts;
  readonly many: Parts;
}

const none: Values = {};
const known = new Map<Word, Spoken>();
let readText: ReadText | undefined;

/** Sets the language: must be called once before anything is said, by whatever program this runs in. */
export function speakWith(read: ReadText): void {
  readText = read;
  known.clear();
}

/**
 * The text of a word with its values in place; one that lacks a value shows `{name}`. A plural's first form is for an
 * `n` of 1 and its last for every other, as in the files that @wxt-dev/i18n makes. Never call it while a module is
 * being loaded: no language is set then, and it throws.
 */
export function say(word: Word, values: Values = none): string {
  const spoken = spokenOf(word);
  if (values === none) return spoken.text;
  const parts = formOf(spoken, values.n);
  let said = parts[0] ?? '';
  for (let index = 1; index < parts.length; index += 2) {
    const name = parts[index] ?? '';
    said += `${values[name] ?? `{${name}}`}${parts[index + 1]}`;
  }
  return said;
}

/**
 * The text of a word around what isn't text, in order: texts at even places, the names of values at odd ones; a number
 * `n` chooses among the forms of a plural.
 */
export const sayInParts = (word: Word, n?: unknown): Parts => formOf(spokenOf(word), n);

function formOf({ whole, one, many }: Spoken, n: unknown): Parts {
  if (typeof n !== 'number') return whole;
  return n === 1 ? one : many;
}

/** Asking the browser takes longer than all the rest, and audits say the same few sentences thousands of times. */
function spokenOf(word: Word): Spoken {
  let spoken = known.get(word);
  if (!spoken) {
    if (!readText) throw new Error(`No language is set yet, so "${word}" can't be said`);
    const text = readText(word) || word;
    const forms = text.split(' | ').map(partsOf);
    const whole = partsOf(text);
    spoken = { text, whole, one: forms[0] ?? whole, many: forms.at(-1) ?? whole };
    known.set(word, spoken);
  }
  return spoken;
}

const partsOf = (text: string): Parts => text.split(/\{(\w+)\}/);
