// The address bar's summaries in each language: made of the packs here, and shipped with the language's other texts.
import '../lib/words/english.ts';
import fs from 'node:fs';
import type { ResolvedPublicFile } from 'wxt';
import { briefTableOf } from '../lib/annotate/brief-answers.ts';
import { briefTable } from '../lib/annotate/brief-table.ts';
import { builtInPacks, genericPack } from '../lib/providers/built-in.ts';
import { createCatalogue } from '../lib/providers/catalogue.ts';
import { readLocale } from '../lib/words/locale.ts';
import { say, speakWith } from '../lib/words/say.ts';

/** Where @wxt-dev/i18n puts a language's texts. */
const messagesFile = /^_locales[/\\](\w+)[/\\]messages\.json$/;

/** Adds the message `brief_summaries` to every language's texts; of the files that the build is about to write. */
export function addBriefSummaries(files: ResolvedPublicFile[]): void {
  for (const file of files) {
    const [, locale] = messagesFile.exec(file.relativeDest) ?? [];
    if (locale === undefined || !('contents' in file)) continue;
    const message = briefSummariesIn(locale);
    file.contents = JSON.stringify({ ...JSON.parse(file.contents), brief_summaries: { message } });
  }
}

/** The column `summaries` of the table that ships, in the language of locales/<locale>.json. */
function briefSummariesIn(locale: string): string {
  const read = (name: string) =>
    readLocale(JSON.parse(fs.readFileSync(new URL(`../locales/${name}.json`, import.meta.url), 'utf8')));
  speakWith(read(locale));
  const { summaries, ...rest } = briefTableOf(createCatalogue(builtInPacks, genericPack));
  const language = say('language');
  speakWith(read('en'));
  const { summaries: _, ...shipped } = briefTable;
  if (JSON.stringify(rest) !== JSON.stringify(shipped)) {
    throw new Error(`Answers that differ in English are the same in ${language}`);
  }
  return summaries;
}
