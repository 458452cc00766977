// How a locale's file is read where no browser does it: the command line, the build and the tests.
import type { ReadText } from './say.ts';

/** A locale's file: texts, `{ "1": one, "n": many }` for plurals, and sections of both. */
export interface LocaleFile {
  readonly [key: string]: string | LocaleFile;
}

/** Every text by its dotted key, the forms of a plural joined as @wxt-dev/i18n joins them. */
export function textsOf(file: LocaleFile, above = ''): [key: string, text: string][] {
  return Object.entries(file).flatMap(([name, value]): [string, string][] => {
    const key = above + name;
    if (typeof value === 'string') return [[key, value]];
    return 'n' in value ? [[key, Object.values(value).join(' | ')]] : textsOf(value, `${key}.`);
  });
}

/** Reads texts from a locale's file; for `speakWith`. */
export function readLocale(file: LocaleFile): ReadText {
  const texts = new Map(textsOf(file));
  return (key) => texts.get(key) ?? '';
}
