// JSON text laid out for reading. Its tokens stay as they were sent: numbers too large for JavaScript, the order of
// members and repeated names would not survive JSON.stringify.
import { say } from '../../lib/words/say.ts';

/** The text indented, or why it is better shown as it is. */
export type JsonText =
  | { readonly kind: 'indented'; readonly text: string }
  | { readonly kind: 'as-is'; readonly reason: string };

/** Deeper text is hostile or broken, and its indentation would fill the memory. */
const MOST_LEVELS = 64;
/** The longest text that is still laid out, in characters. */
const MOST_CHARACTERS = 8_000_000;

/** What stands before each level's lines. */
const breaks = Array.from({ length: MOST_LEVELS + 1 }, (_, level) => `\n${'  '.repeat(level)}`);

/** Indents JSON by two spaces a level; empty arrays and objects stay on their line. */
export function indentJson(text: string): JsonText {
  if (!isJson(text)) return asIs(say('bodyTab.notJson'));
  let laidOut = '';
  let level = 0;
  for (let at = skipSpace(text, 0); at < text.length; ) {
    const end = tokenEnd(text, at);
    const next = skipSpace(text, end);
    const first = text.charAt(at);
    if (first === '[' || first === '{') {
      if (level === MOST_LEVELS) return asIs(say('bodyTab.tooDeep', { levels: MOST_LEVELS }));
      const last = text.charAt(next);
      if (last === ']' || last === '}') {
        laidOut += first + last;
        at = skipSpace(text, next + 1);
        continue;
      }
      level += 1;
      laidOut += first + breaks[level];
    } else if (first === ']' || first === '}') {
      level -= 1;
      laidOut += breaks[level] + first;
    } else if (first === ',') {
      laidOut += first + breaks[level];
    } else {
      laidOut += first === ':' ? ': ' : text.slice(at, end);
    }
    if (laidOut.length > MOST_CHARACTERS) return asIs(say('bodyTab.tooLong'));
    at = next;
  }
  return { kind: 'indented', text: laidOut };
}

const asIs = (reason: string): JsonText => ({ kind: 'as-is', reason });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Where the token that starts at `at` ends; the text is known to be JSON. */
function tokenEnd(text: string, at: number): number {
  if (text.charAt(at) === '"') return stringEnd(text, at);
  let end = at;
  while (end < text.length && !endsWord(text.charCodeAt(end))) end += 1;
  return Math.max(end, at + 1);
}

/** A quote ends a string unless an odd number of backslashes stands before it. */
function stringEnd(text: string, at: number): number {
  let quote = at;
  let escaped = true;
  while (escaped) {
    quote = text.indexOf('"', quote + 1);
    let slash = quote - 1;
    while (text.charAt(slash) === '\\') slash -= 1;
    escaped = (quote - slash) % 2 === 0;
  }
  return quote + 1;
}

function skipSpace(text: string, at: number): number {
  let next = at;
  while (isSpace(text.charCodeAt(next))) next += 1;
  return next;
}

/** The four of RFC 8259 §2. */
const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

const punctuation = new Set(Array.from(',:[]{}', (sign) => sign.charCodeAt(0)));
const endsWord = (code: number): boolean => isSpace(code) || punctuation.has(code);
