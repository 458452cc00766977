// How credentials are found by the names beside them in running text: `name=value`, `"name": "value"`, multipart forms.
import { decodeBase64 } from './base64.ts';
import { closingQuote } from './json-tokens.ts';
import { isSensitiveInText, PLACEHOLDER } from './redact-rules.ts';
import type { Secrets } from './secrets.ts';

/** In multipart (RFC 7578) the name stands in quotes, and the value two lines under it. */
const nameInText = /(?<![\w.[\]%-])([\w.[\]%-]+)(?:"\r?\n\r?\n|["']?\s{0,8}[=:]\s{0,8}["']?)/g;
/** A text without the values of sensitive names; the same text where there are none. */
export function redactPairs(text: string, secrets: Secrets): string {
  if (!text.includes('=') && !text.includes(':')) return text;
  let result = '';
  let done = 0;
  nameInText.lastIndex = 0;
  for (let match = nameInText.exec(text); match; match = nameInText.exec(text)) {
    const start = nameInText.lastIndex;
    if (match.index < done || !isSensitiveInText(match[1] ?? '')) continue;
    const value = valueAt(text, start);
    if (value === '' || value.startsWith(PLACEHOLDER)) continue;
    secrets.add(value);
    result += text.slice(done, start) + PLACEHOLDER;
    done = start + value.length;
  }
  return done === 0 ? text : result + text.slice(done);
}

/** Up to the closing quote where one was opened, to its end on a line of its own, else up to the next separator. */
function valueAt(text: string, start: number): string {
  const quote = text[start - 1];
  if (quote === '"' || quote === "'") {
    return text.slice(start, closingQuote(text, start, quote));
  }
  const value = quote === '\n' ? /.*/y : /[^\s"'<>;,&]*/y;
  value.lastIndex = start;
  return value.exec(text)?.[0] ?? '';
}

/** Every fourth digit of ASCII in base64 is one of the first 32; what begins otherwise need not be decoded. */
const wholeBase64 = /^(?:[A-Za-f][\w+/-]{3}){4}[\w+/-]*={0,2}$/;

/** True where a text is base64 of one in which a sensitive name has a value, which goes to `secrets`. */
export function hidesPairs(text: string, secrets: Secrets): boolean {
  const decoded = wholeBase64.test(text) ? decodeBase64(text) : null;
  return decoded !== null && redactPairs(decoded, secrets) !== decoded;
}
