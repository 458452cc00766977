// How credentials are found in running text: addresses, `name=value` and `"name": "value"`, bearer tokens, key shapes.
import { hidesPairs, redactPairs } from './redact-pairs.ts';
import { PLACEHOLDER, redactShapes } from './redact-rules.ts';
import { redactAddress, redactUserinfoWithin } from './redact-url.ts';
import type { Secrets } from './secrets.ts';

const addressInText = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,31}:\/\/[^\s"'<>]+/gi;
const bearerInText = /\b(bearer\s+)[\w.~+/-]{8,}={0,2}(?=$|[\s,;"'])/gi;

/** A text without any of these holds no address, no pair, no userinfo and no scheme before a token. */
const mayHoldCredential = /[=:@/?\s]/;

/** Any text: addresses in it, values of sensitive names, key shapes; base64 that holds such a value goes whole. */
export function redactText(text: string, secrets: Secrets): string {
  if (hidesPairs(text, secrets)) return PLACEHOLDER;
  if (!mayHoldCredential.test(text)) return redactShapes(text);
  let result = text;
  if (text.startsWith('/') || text.startsWith('?')) result = redactAddress(text, secrets);
  else if (text.includes('://')) result = text.replace(addressInText, (url) => redactAddress(url, secrets));
  result = redactPairs(result, secrets).replace(bearerInText, `$1${PLACEHOLDER}`);
  return redactUserinfoWithin(redactShapes(result));
}
