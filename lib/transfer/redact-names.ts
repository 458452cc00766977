// The names that a person wants redacted beside those that are known: how a list of them is read.

/** More are not taken … */
const MOST_NAMES = 200;
/** … nor longer ones. */
const LONGEST_NAME = 100;

/** Names as a person writes them, one a line or with commas between: without doubles, empty ones and overlong ones. */
export function readNames(text: string): string[] {
  return parseNames(text.split(/[\s,;]+/));
}

/** The same of what was stored; of anything else than a list, none. */
export function parseNames(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  const names = value.filter((one): one is string => typeof one === 'string');
  const whole = names.filter((name) => /[a-z0-9]/i.test(name) && name.length <= LONGEST_NAME);
  return [...new Set(whole)].slice(0, MOST_NAMES);
}
