// The built-in packs' answers in brief; the bundler ships the result and not what it takes to make it.
import { builtInPacks, genericPack } from '../providers/built-in.ts';
import { createCatalogue } from '../providers/catalogue.ts';
import { type BriefTable, briefTableOf } from './brief-answers.ts';

/** See `briefTableOf`. What ships has no summaries: the browser has them in its language. */
export const briefTable: BriefTable = briefTableOf(createCatalogue(builtInPacks, genericPack));
