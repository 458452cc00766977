// What is remembered of filtering: the last text and segment, and the expressions saved by name.
import { type Segment, segments } from './segments.ts';

/** An expression with the name that a person gave it. */
export interface SavedFilter {
  readonly name: string;
  readonly text: string;
}

/** What was shown last. */
export interface LastFilter {
  readonly text: string;
  readonly segment: Segment;
}

/** Longer names do not fit the menu. */
export const longestName = 60;
/** As long as a filter may be; see `parseFilter`. */
const longestText = 2_000;
/** The menu is no archive; the oldest go first. */
const mostSaved = 50;

/** Reads what was stored; whatever is not as it should be counts as nothing. */
export function parseLastFilter(value: unknown): LastFilter {
  const { text, segment } = fieldsOf(value);
  return {
    text: isText(text, longestText) ? text : '',
    segment: segments.find((one) => one === segment) ?? 'all',
  };
}

/** Reads what was stored; entries that are not as they should be are left out. */
export function parseSavedFilters(value: unknown): readonly SavedFilter[] {
  if (!Array.isArray(value)) return [];
  return value.reduce((list: readonly SavedFilter[], item: unknown) => {
    const { name, text } = fieldsOf(item);
    if (!isText(name, longestName) || !isText(text, longestText)) return list;
    return withSaved(list, name, text);
  }, []);
}

/** The list with an expression in it, last; it replaces the one of that name. A blank expression changes nothing. */
export function withSaved(list: readonly SavedFilter[], name: string, text: string): readonly SavedFilter[] {
  const expression = text.trim().slice(0, longestText);
  if (expression === '') return list;
  const saved = { name: (name.trim() || expression).slice(0, longestName), text: expression };
  return [...withoutSaved(list, saved.name), saved].slice(-mostSaved);
}

/** The list without the expression of that name. */
export const withoutSaved = (list: readonly SavedFilter[], name: string): readonly SavedFilter[] =>
  list.filter((saved) => saved.name !== name);

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length <= longest;
