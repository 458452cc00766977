// The filter language of the response list: Chrome's Network filter, with keys for providers, advice and retries.

import { shown } from '../http/quoted.ts';
import { fail, formatProblems, ok, type Result } from '../http/result.ts';
import { sayJoined } from '../words/joined.ts';
import { say } from '../words/say.ts';
import { parseFilterRegex } from './filter-regex.ts';
import { type FilterSubject, type FilterTest, filterKeys, textTest } from './filter-terms.ts';

export type { FilterSubject } from './filter-terms.ts';

/** One condition of a filter. */
export interface FilterTerm {
  /** Written with a leading `-`: the response must not have the property. */
  readonly negative: boolean;
  /** A key of the language in lower case, or `text` or `regex` where the URL is searched. */
  readonly key: string;
  /** As typed, without quotes or slashes. */
  readonly value: string;
  readonly test: FilterTest;
}

/** A filter that was read; a response passes when every term holds. */
export interface ParsedFilter {
  readonly terms: readonly FilterTerm[];
  /** What could not be used, for the person who typed it; '' when nothing. Terms with a problem are left out. */
  readonly problem: string;
}

/** A term as written. `key` is '' for text; `literal` when quotes keep a text from being a regular expression. */
interface Token {
  readonly negative: boolean;
  readonly key: string;
  readonly value: string;
  readonly literal: boolean;
}

/** Nobody types more; what follows is not used. */
export const longestFilter = 2_000;
/** A sign, a key, and a value that is quoted (to the end if the second quote is missing) or free of spaces. */
export const filterToken = /(-?)(?:([\w-]+):)?(?:"([^"]*)"?|(\S*))/g;
/** How much of a URL a regular expression is given. */
const searchedLength = 2_000;

/**
 * Reads a filter: terms separated by white space, all of which must hold. `key:value` asks for a property,
 * `/pattern/` searches the URL for a regular expression, anything else for that text; a leading `-` negates;
 * double quotes keep spaces together. Case never counts. An unknown key makes plain text, as in Chrome.
 */
export function parseFilter(text: string): ParsedFilter {
  const terms: FilterTerm[] = [];
  const problems: string[] = [];
  if (text.length > longestFilter) problems.push(say('filter.cut', { most: longestFilter }));
  for (const token of tokenize(text.slice(0, longestFilter))) {
    const term = readTerm(token);
    if (term.ok) terms.push(term.value);
    else problems.push(...term.problems.map(({ message }) => message));
  }
  return { terms, problem: sayJoined('join.semicolon', problems) };
}

/** True when every term of the filter holds for a response; a filter without terms lets everything pass. */
export function matchesFilter(filter: ParsedFilter, subject: FilterSubject): boolean {
  return filter.terms.every((term) => term.test(subject) !== term.negative);
}

function readTerm({ negative, key, value, literal }: Token): Result<FilterTerm> {
  const lower = value.toLowerCase();
  const read = filterKeys.get(key);
  if (read) {
    if (value === '') return fail('', say('filter.empty', { key }));
    const test = read(lower);
    if (test.ok) return ok({ negative, key, value, test: test.value });
    const why = formatProblems(test.problems);
    return fail('', say('filter.unused', { term: `${key}:${shown(value)}`, why }));
  }
  if (literal || !/^\/.+\/$/.test(value)) return ok({ negative, key: 'text', value, test: textTest(lower) });
  const pattern = value.slice(1, -1);
  const regex = parseFilterRegex(pattern);
  if (!regex.ok) return regex;
  const test: FilterTest = ({ exchange }) => regex.value.test(exchange.url.slice(0, searchedLength));
  return ok({ negative, key: 'regex', value: pattern, test });
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(filterToken)) {
    const [, sign, key = '', quotedValue, bare = ''] = match;
    const value = quotedValue ?? bare;
    if (key === '' && value === '') continue;
    const known = filterKeys.has(key.toLowerCase());
    tokens.push({
      negative: sign === '-',
      key: known ? key.toLowerCase() : '',
      value: known || key === '' ? value : `${key}:${value}`,
      literal: quotedValue !== undefined,
    });
  }
  return tokens;
}
