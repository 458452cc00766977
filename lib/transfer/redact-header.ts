// How a header's value is redacted: credentials keep their scheme, cookies their names, the rest goes.
import type { Header } from '../http/exchange.ts';
import {
  isProtocolHeader,
  isSensitiveInText,
  isSensitiveName,
  PLACEHOLDER,
  redactShapes,
} from './redact-rules.ts';
import { redactAddress, redactUserinfoWithin } from './redact-url.ts';
import type { Secrets } from './secrets.ts';

/** Schemes whose name may stay; in any other value the first word may be the secret itself. */
const authSchemes =
  /^(\s*(?:apikey|aws4-hmac-sha256|aws4-hmac-sha512|aws|basic|bearer|digest|dpop|gnap|googlelogin|hawk|hmac|hoba|jwt|key|mutual|negotiate|ntlm|oauth|privatetoken|scram-sha-1|scram-sha-256|sdk-hmac-sha256|sharedkey|sharedkeylite|token|vapid))(\s+)(.*)$/is;

const addressHeaders = new Set([
  ...['referer', 'location', 'content-location', 'origin', ':path', 'sourcemap', 'x-sourcemap'],
  ...['x-original-url', 'x-rewrite-url', 'x-forwarded-uri', 'x-original-uri'],
]);

/** One header without its credentials; the same object where there was none. */
export function redactHeader(header: Header, secrets: Secrets): Header {
  const value = redactHeaderValue(header.name.trim(), header.value, secrets);
  return value === header.value ? header : { name: header.name, value };
}

function redactHeaderValue(name: string, value: string, secrets: Secrets): string {
  if (value === '') return value;
  if (isProtocolHeader(name)) return redactShapes(value);
  const lower = name.toLowerCase();
  if (lower === 'cookie' || lower === 'cookie2') return redactCookies(value, secrets);
  if (lower === 'set-cookie' || lower === 'set-cookie2') return redactSetCookies(value, secrets);
  if (isSensitiveName(name)) return redactCredentials(value, lower.endsWith('authorization'), secrets);
  return addressHeaders.has(lower) ? redactAddress(value, secrets) : redactText(value, secrets);
}

function redactCredentials(value: string, hasScheme: boolean, secrets: Secrets): string {
  const match = hasScheme ? authSchemes.exec(value) : null;
  const credentials = match?.[3] ?? value;
  if (credentials.trim() === '') return value;
  secrets.add(credentials);
  redactText(credentials, secrets);
  return match ? `${match[1]}${match[2]}${PLACEHOLDER}` : PLACEHOLDER;
}

/** `a=1; b=2` with the names kept; a cookie without a name goes whole. */
function redactCookies(value: string, secrets: Secrets): string {
  return value
    .split(';')
    .map((pair) => redactCookie(pair, secrets))
    .join(';');
}

function redactCookie(pair: string, secrets: Secrets): string {
  if (pair.trim() === '') return pair;
  const at = pair.indexOf('=');
  const cookie = pair.slice(at + 1);
  if (cookie.trim() === '') return pair;
  secrets.add(cookie);
  return redactShapes(at < 0 ? leadingSpace(pair) : pair.slice(0, at + 1)) + PLACEHOLDER;
}

const leadingSpace = (text: string): string => text.slice(0, text.length - text.trimStart().length);

/** HAR and the DevTools join several Set-Cookie lines by line ends. */
function redactSetCookies(value: string, secrets: Secrets): string {
  return value
    .split('\n')
    .map((line) => {
      const [cookie = '', ...attributes] = line.split(';');
      return [redactCookie(cookie, secrets), ...attributes.map((a) => redactAttribute(a, secrets))].join(';');
    })
    .join('\n');
}

const plainAttribute =
  /^\s*(?:(?:secure|httponly|partitioned)\s*|expires\s*=[\w ,:+-]*|max-age\s*=[\d -]*|(?:samesite|priority|version)\s*=[\w ]*|(?:domain|path)\s*=[^,=]*)$/i;

/** Attributes that RFC 6265 and its successors define stay; what else stands there may be another cookie. */
function redactAttribute(attribute: string, secrets: Secrets): string {
  return plainAttribute.test(attribute) ? redactShapes(attribute) : redactCookie(attribute, secrets);
}

const addressInText = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,31}:\/\/[^\s"'<>]+/gi;
const nameInText = /(?<![\w.[\]%-])([\w.[\]%-]+)["']?\s{0,8}[=:]\s{0,8}["']?/g;
const bearerInText = /\b(bearer\s+)[\w.~+/-]{8,}={0,2}(?=$|[\s,;"'])/gi;

/** Any other text: addresses in it, `name=value` and `"name": "value"` of sensitive names, key shapes. */
export function redactText(text: string, secrets: Secrets): string {
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
  for (const match of text.matchAll(nameInText)) {
    const start = match.index + match[0].length;
    if (match.index < done || !isSensitiveInText(match[1] ?? '')) continue;
    const value = valueAt(text, start);
    if (value === '' || value.startsWith(PLACEHOLDER)) continue;
    secrets.add(value);
    result += text.slice(done, start) + PLACEHOLDER;
    done = start + value.length;
  }
  return result + text.slice(done);
}

/** Up to the closing quote where one was opened, else up to the next separator. */
function valueAt(text: string, start: number): string {
  const quote = text[start - 1];
  if (quote === '"' || quote === "'") {
    const end = text.indexOf(quote, start);
    return text.slice(start, end < 0 ? text.length : end);
  }
  const value = /[^\s"'<>;,&]*/y;
  value.lastIndex = start;
  return value.exec(text)?.[0] ?? '';
}
