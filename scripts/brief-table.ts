// The address bar's answers in each language: made of the packs here, and shipped with the language's other texts.
import '../lib/words/english.ts';
import fs from 'node:fs';
import type { ResolvedPublicFile } from 'wxt';
import { type BriefTable, briefTableOf } from '../lib/annotate/brief-answers.ts';
import { builtInPacks, genericPack } from '../lib/providers/built-in.ts';
import { createCatalogue } from '../lib/providers/catalogue.ts';
import { readLocale } from '../lib/words/locale.ts';
import { speakWith } from '../lib/words/say.ts';

/** Where @wxt-dev/i18n puts a language's texts. */
const messagesFile = /^_locales[/\\](\w+)[/\\]messages\.json$/;

/** Adds the message `brief_table`, as JSON, to every language's texts; of the files that the build is about to write. */
export function addBriefTables(files: ResolvedPublicFile[]): void {
  for (const file of files) {
    const [, locale] = messagesFile.exec(file.relativeDest) ?? [];
    if (locale === undefined || !('contents' in file)) continue;
    const message = JSON.stringify(briefTableIn(locale));
    // The browser would read it as the place of a value.
    if (message.includes('$')) throw new Error(`A dollar sign in the answers of ${locale} would not arrive`);
    file.contents = JSON.stringify({ ...JSON.parse(file.contents), brief_table: { message } });
  }
}

/** The built-in packs' table in the language of locales/<locale>.json. */
function briefTableIn(locale: string): BriefTable {
  const read = (name: string) =>
    readLocale(JSON.parse(fs.readFileSync(new URL(`../locales/${name}.json`, import.meta.url), 'utf8')));
  speakWith(read(locale));
  try {
    return briefTableOf(createCatalogue(builtInPacks, genericPack));
  } finally {
    speakWith(read('en'));
  }
}
