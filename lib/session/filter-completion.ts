// What may follow where somebody types in the filter box: keys with a word of explanation, then a key's values.
import { say, type Word } from '../words/say.ts';
import { filterToken, longestFilter } from './filter.ts';
import { filterKeys } from './filter-terms.ts';
import type { ValueCount } from './filter-values.ts';

/** The part of a filter text that is being typed. */
export interface CompletionPlace {
  /** The key whose value is being typed, '' while it is the key itself. */
  readonly key: string;
  /** What stands before the caret, in lower case, without quotes. */
  readonly typed: string;
  /** What an option replaces. */
  readonly from: number;
  readonly to: number;
}

/** One way to go on. */
export interface CompletionOption {
  /** What is written: `method:` or a value, quoted where it must be. */
  readonly insert: string;
  /** What it means, '' where it needs no word. */
  readonly note: string;
  /** How many responses it finds; null for a key. */
  readonly count: number | null;
}

/** A text and where the caret stands in it. */
export interface Edit {
  readonly text: string;
  readonly caret: number;
}

const mostValues = 10;

const keyNotes: Readonly<Record<string, Word>> = {
  domain: 'filter.key.domain',
  method: 'filter.key.method',
  'status-code': 'filter.key.status',
  'mime-type': 'filter.key.mime',
  scheme: 'filter.key.scheme',
  url: 'filter.key.url',
  'resource-type': 'filter.key.resource',
  'larger-than': 'filter.key.size',
  'has-request-header': 'filter.key.sent',
  'has-response-header': 'filter.key.received',
  is: 'filter.key.is',
  provider: 'filter.key.provider',
  advice: 'filter.key.advice',
  stage: 'filter.key.stage',
  retry: 'filter.key.retry',
  attempt: 'filter.key.attempt',
  finding: 'filter.key.finding',
  body: 'filter.key.body',
};

/** Where the caret stands; undefined where nothing can be completed, as inside a quoted text. */
export function completionPlace(text: string, caret: number): CompletionPlace | undefined {
  for (const match of text.slice(0, longestFilter).matchAll(filterToken)) {
    const end = match.index + match[0].length;
    if (match[0] === '' || caret > end) continue;
    if (caret < match.index) break;
    return placeIn(match, caret);
  }
  return { key: '', typed: '', from: caret, to: caret };
}

function placeIn(match: RegExpExecArray, caret: number): CompletionPlace | undefined {
  const [whole, sign = '', key, quotedValue] = match;
  const start = match.index + sign.length;
  const end = match.index + whole.length;
  const typedFrom = (at: number): string => match.input.slice(at, caret).toLowerCase();
  if (caret < start) return undefined;
  if (key === undefined) {
    return quotedValue === undefined ? { key: '', typed: typedFrom(start), from: start, to: end } : undefined;
  }
  const value = start + key.length + 1;
  if (caret < value) return { key: '', typed: typedFrom(start), from: start, to: value };
  const known = key.toLowerCase();
  if (!filterKeys.has(known)) return undefined;
  return { key: known, typed: typedFrom(value).replaceAll('"', ''), from: value, to: end };
}

/** Keys that begin with what was typed, then those of which a later word does (`header`). */
export function keyOptions(typed: string): CompletionOption[] {
  const keys = [...filterKeys.keys()];
  const first = keys.filter((key) => key.startsWith(typed));
  const later = keys.filter((key) => !first.includes(key) && key.includes(`-${typed}`));
  return [...first, ...later].map((key) => {
    const note = keyNotes[key];
    return { insert: `${key}:`, note: note ? say(note) : '', count: null };
  });
}

/** Values that begin with what was typed, then those that hold it; the most frequent first. */
export function valueOptions(values: readonly ValueCount[], typed: string): CompletionOption[] {
  const rank = ({ value, note }: ValueCount): number => {
    const text = value.toLowerCase();
    if (text.startsWith(typed)) return 0;
    return text.includes(typed) || note.toLowerCase().includes(typed) ? 1 : 2;
  };
  return values
    .map((one) => ({ ...one, rank: rank(one) }))
    .filter((one) => one.rank < 2)
    .sort((a, b) => a.rank - b.rank || b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, mostValues)
    .map(({ value, note, count }) => ({ insert: /\s/.test(value) ? `"${value}"` : value, note, count }));
}

/** Puts an option into the text: the caret then stands behind a key, or where the next term begins. */
export function complete(text: string, place: CompletionPlace, { insert }: CompletionOption): Edit {
  const before = text.slice(0, place.from) + insert;
  const after = text.slice(place.to);
  if (place.key === '') return { text: before + after, caret: before.length };
  return { text: before + (/^\s/.test(after) ? after : ` ${after}`), caret: before.length + 1 };
}
