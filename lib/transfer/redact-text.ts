// How credentials are found in running text: addresses, `name=value` and `"name": "value"`, bearer tokens, key shapes.
import { closingQuote } from './json-tokens.ts';
import { isSensitiveInText, PLACEHOLDER, redactShapes } from './redact-rules.ts';
import { redactAddress, redactUserinfoWithin } from './redact-url.ts';
import type { Secrets } from './secrets.ts';

const addressInText = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,31}:\/\/[^\s"'<>]+/gi;
const nameInText = /(?<![\w.[\]%-])([\w.[\]%-]+)["']?\s{0,8}[=:]\s{0,8}["']?/g;
const bearerInText = /\b(bearer\s+)[\w.~+/-]{8,}={0,2}(?=$|[\s,;"'])/gi;

/** A text without any of these holds no address, no pair, no userinfo and no scheme before a token. */
const mayHoldCredential = /[=:@/?\s]/;

/** Any text: addresses in it, `name=value` and `"name": "value"` of sensitive names, key shapes. */
export function redactText(text: string, secrets: Secrets): string {
  if (!mayHoldCredential.test(text)) return redactShapes(text);
  let result = text;
  if (text.startsWith('/') || text.startsWith('?')) result = redactAddress(text, secrets);
  else if (text.includes('://')) result = text.replace(addressInText, (url) => redactAddress(url, secrets));
  result = redactPairs(result, secrets).replace(bearerInText, `$1${PLACEHOLDER}`);
  return redactUserinfoWithin(redactShapes(result));
}

function redactPairs(text: string, secrets: Secrets): string {
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

/** Up to the closing quote where one was opened, else up to the next separator. */
function valueAt(text: string, start: number): string {
  const quote = text[start - 1];
  if (quote === '"' || quote === "'") {
    return text.slice(start, closingQuote(text, start, quote));
  }
  const value = /[^\s"'<>;,&]*/y;
  value.lastIndex = start;
  return value.exec(text)?.[0] ?? '';
}
