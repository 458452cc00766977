// What every provider says of every status in a line each: the address bar's suggestions, made when the product is built.
import { type Arrangement, inOrder } from '../providers/arrangement.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { say } from '../words/say.ts';
import { groupAnswers } from './group-answers.ts';
import { answersFor } from './lookup.ts';

/** By columns, a line for each answer, in the order of codes: what compresses best. */
export interface BriefTable {
  /** How much higher the code is than that of the line before. */
  readonly steps: string;
  /** Who says so: their places in `ids`, a digit (base 36) each. */
  readonly who: string;
  /** The status as they name it; '' where it is called as in the line before. */
  readonly titles: string;
  /** What to do, in one language; '' likewise. */
  readonly summaries: string;
  /** The providers, HTTP itself last: a line for each, as in `names`. */
  readonly ids: string;
  readonly names: string;
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
  const names = all.map(({ pack }) => pack.name);
  type Row = (typeof rows)[number];
  const columnOf = (cell: (row: Row, before: Row | undefined) => unknown): string =>
    rows.map((row, index) => cell(row, rows[index - 1])).join('\n');
  const changes = (read: (row: Row) => string): string =>
    columnOf((row, before) => (before && read(before) === read(row) ? '' : read(row)));
  return {
    steps: columnOf(({ answer }, before) => answer.code - (before?.answer.code ?? 0)),
    who: columnOf((row) =>
      row.names
        .split(', ')
        .map((name) => signOf(names.indexOf(name)))
        .join(''),
    ),
    titles: changes(({ answer }) => answer.name),
    summaries: changes(({ answer }) => answer.advice.summary),
    ids: all.map(({ pack }) => pack.id).join('\n'),
    names: names.join('\n'),
  };
}

const signOf = (place: number): string => place.toString(36);

/**
 * The first answers whose code begins with the text, or whose name contains it; `429 too many` needs both. Of those who
 * are used, in their order.
 */
export function findBrief(
  text: string,
  table: BriefTable,
  most: number,
  arrangement: Arrangement,
): BriefAnswer[] {
  const [, digits = '', words = ''] = /^\s*(\d{0,3})\s*(.*)$/s.exec(text) ?? [];
  const wanted = fold(words);
  if (digits + wanted === '') return [];
  const [steps = [], who = [], titles = [], summaries = [], ids = [], names = []] = [
    table.steps,
    table.who,
    table.titles,
    table.summaries,
    table.ids,
    table.names,
  ].map((column) => column.split('\n'));
  const all = ids.map((id, place) => ({ id, sign: signOf(place), name: names[place] }));
  const used = inOrder(all, arrangement).filter(({ id }) => !arrangement.off.includes(id));
  const found: (BriefAnswer & { readonly place: number })[] = [];
  let code = 0;
  let title = '';
  let summary = '';
  for (const [row, step] of steps.entries()) {
    code += Number(step);
    title = titles[row] || title;
    summary = summaries[row] || summary;
    const own = used.filter(({ sign }) => who[row]?.includes(sign));
    const said = own.map(({ name }) => name).join(', ');
    const [first] = own;
    if (first && String(code).startsWith(digits) && fold(title + said).includes(wanted)) {
      found.push({
        question: `${code} ${said}`,
        text: say('advice.brief', { code, title, who: said, summary }),
        place: code * used.length + used.indexOf(first),
      });
    }
  }
  return found.sort((a, b) => a.place - b.place).slice(0, most);
}

const fold = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');
