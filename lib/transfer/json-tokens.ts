// The tokens of a JSON text with their places, so that one can be replaced and all the rest left as it was written.

/** `name` is the name of a member; `number` a number; `true`, `false`, `null`, commas and colons are passed over. */
export interface JsonToken {
  readonly kind: 'name' | 'string' | 'number' | 'open' | 'close';
  /** `text.slice(start, end)` is the token as written: a bracket, digits, or a string with its quotes. */
  readonly start: number;
  readonly end: number;
  /** What a name or a string says, its escapes undone; the digits of a number; '' for a bracket. */
  readonly value: string;
}

/** True where a text is JSON that can hold texts: an object, a list or a string. */
export function isJson(text: string): boolean {
  if (!/^\s*[[{"]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const numberAt = /[\d.eE+-]+/y;
const betweenStringAndColon = /[ \t\n\r]*:/y;

/**
 * The tokens in order, members that are named twice and numbers beyond what JSON.parse can hold included. The text
 * must be JSON; however deep it nests, nothing here goes deeper.
 */
export function* jsonTokens(text: string): Generator<JsonToken> {
  for (let start = 0; start < text.length; ) {
    const char = text[start] ?? '';
    let end = start + 1;
    if (char === '"') {
      end = closingQuote(text, start + 1) + 1;
      const kind = matchesAt(betweenStringAndColon, text, end) ? 'name' : 'string';
      // Parsed, it is a copy: a slice would keep the whole text in memory for as long as it is kept itself.
      yield { kind, start, end, value: JSON.parse(text.slice(start, end)) };
    } else if (char === '{' || char === '[') {
      yield { kind: 'open', start, end, value: '' };
    } else if (char === '}' || char === ']') {
      yield { kind: 'close', start, end, value: '' };
    } else if (char === '-' || (char >= '0' && char <= '9')) {
      end = matchesAt(numberAt, text, start) ? numberAt.lastIndex : end;
      yield { kind: 'number', start, end, value: text.slice(start, end) };
    }
    start = end;
  }
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** Where the string that starts at `from`, behind its opening quote, closes; the text's end where it does not. */
export function closingQuote(text: string, from: number, quote = '"'): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
    let slashes = 0;
    while (at - slashes > from && text[at - slashes - 1] === '\\') slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}
