// What every provider says of every status in a line each: the address bar's suggestions, made when the product is built.
import type { Catalogue } from '../providers/catalogue.ts';
import { groupAnswers } from './group-answers.ts';
import { answersFor } from './lookup.ts';

/** By columns, a line for each answer, which compresses best. */
export interface BriefTable {
  readonly codes: string;
  /** Who says so, joined by commas. */
  readonly names: string;
  /** The status as they name it. */
  readonly titles: string;
  /** What to do. */
  readonly summaries: string;
}

/** One answer in a line. */
export interface BriefAnswer {
  /** What asks for it in the look-up: `429 Memfault`. */
  readonly question: string;
  /** `429 Too Many Requests · Memfault: Only if Retry-After is sent, and not before it`. */
  readonly text: string;
}

/** Makes the table: the answers of those who document a code. */
export function briefTableOf(catalogue: Catalogue): BriefTable {
  const { providers, generic } = catalogue;
  const all = [...providers, generic];
  const codes = new Set(all.flatMap(({ pack }) => pack.statuses.map(({ code }) => code)));
  const rows = [...codes]
    .sort((a, b) => a - b)
    .flatMap((code) => {
      const answers = answersFor(code, catalogue, { now: 0 });
      return groupAnswers(answers.filter(({ provider }) => catalogue.provider(provider.id)?.row(code)));
    });
  return {
    codes: rows.map(({ answer }) => answer.code).join('\n'),
    names: rows.map(({ names }) => names).join('\n'),
    titles: rows.map(({ answer }) => answer.name).join('\n'),
    summaries: rows.map(({ answer }) => answer.advice.summary).join('\n'),
  };
}

/** The first answers whose code begins with the text, or whose name contains it; `429 too many` needs both. */
export function findBrief(text: string, table: BriefTable, most: number): BriefAnswer[] {
  const [, digits = '', words = ''] = /^\s*(\d{0,3})\s*(.*)$/s.exec(text) ?? [];
  const wanted = fold(words);
  if (digits + wanted === '') return [];
  const [codes = [], names = [], titles = [], summaries = []] = [
    table.codes,
    table.names,
    table.titles,
    table.summaries,
  ].map((column) => column.split('\n'));
  return codes
    .map((code, row) => ({
      code,
      who: names[row] ?? '',
      title: titles[row] ?? '',
      does: summaries[row] ?? '',
    }))
    .filter(({ code, who, title }) => code.startsWith(digits) && fold(title + who).includes(wanted))
    .slice(0, most)
    .map(({ code, who, title, does }) => ({
      question: `${code} ${who}`,
      text: `${code} ${title} · ${who}: ${does}`,
    }));
}

const fold = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');
