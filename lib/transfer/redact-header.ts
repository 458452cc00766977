// How a header's value is redacted: credentials keep their scheme, cookies their names, the rest goes.
import type { Header } from '../http/exchange.ts';
import { decodeBase64 } from './base64.ts';
import { redactAddressField, redactTextField } from './redact-field.ts';
import { isOwnName, isProtocolHeader, isSensitiveName, PLACEHOLDER, redactShapes } from './redact-rules.ts';
import { redactText } from './redact-text.ts';
import type { Secrets } from './secrets.ts';

/** Schemes whose name may stay; in any other value the first word may be the secret itself. */
const authSchemes =
  /^(\s*(?:apikey|aws4-hmac-sha256|aws4-hmac-sha512|aws|basic|bearer|digest|dpop|gnap|googlelogin|hawk|hmac|hoba|jwt|key|mutual|negotiate|ntlm|oauth|privatetoken|scram-sha-1|scram-sha-256|sdk-hmac-sha256|sharedkey|sharedkeylite|token|vapid))(\s+)(.*)$/is;

const addressHeaders = new Set([
  ...['referer', 'location', 'content-location', 'origin', ':path', 'sourcemap', 'x-sourcemap'],
  ...['x-original-url', 'x-rewrite-url', 'x-forwarded-uri', 'x-original-uri'],
]);

/** What a header's name says of its value. */
type HeaderKind = 'protocol' | 'cookies' | 'set-cookies' | 'scheme' | 'credential' | 'address' | 'text';

const kinds = new Map<string, HeaderKind>();
const KINDS_KEPT = 1024;
const LONGEST_KEPT = 64;

/** One header without its credentials; the same object where there was none. */
export function redactHeader(header: Header, secrets: Secrets): Header {
  const kind = kindOf(header.name);
  const isOwn = (kind === 'address' || kind === 'text') && isOwnName(header.name);
  const value = redactHeaderValue(isOwn ? 'credential' : kind, header.value, secrets);
  return value === header.value ? header : { name: header.name, value };
}

/** Names are few and come again in every exchange. */
function kindOf(name: string): HeaderKind {
  const known = kinds.get(name);
  if (known !== undefined) return known;
  const kind = judge(name.trim());
  if (name.length > LONGEST_KEPT) return kind;
  if (kinds.size >= KINDS_KEPT) kinds.clear();
  kinds.set(name, kind);
  return kind;
}

function judge(name: string): HeaderKind {
  if (isProtocolHeader(name)) return 'protocol';
  const lower = name.toLowerCase();
  if (lower === 'cookie' || lower === 'cookie2') return 'cookies';
  if (lower === 'set-cookie' || lower === 'set-cookie2') return 'set-cookies';
  if (isSensitiveName(name)) return lower.endsWith('authorization') ? 'scheme' : 'credential';
  return addressHeaders.has(lower) ? 'address' : 'text';
}

function redactHeaderValue(kind: HeaderKind, value: string, secrets: Secrets): string {
  if (value === '') return value;
  switch (kind) {
    case 'protocol':
      return redactShapes(value);
    case 'cookies':
      return redactCookies(value, secrets);
    case 'set-cookies':
      return redactSetCookies(value, secrets);
    case 'scheme':
      return redactCredentials(value, authSchemes.exec(value), secrets);
    case 'credential':
      return redactCredentials(value, null, secrets);
    case 'address':
      return redactAddressField(value, secrets);
    case 'text':
      return redactTextField(value, secrets);
  }
}

function redactCredentials(value: string, match: RegExpExecArray | null, secrets: Secrets): string {
  const credentials = match?.[3] ?? value;
  if (credentials.trim() === '') return value;
  secrets.add(credentials);
  redactText(credentials, secrets);
  if (match?.[1]?.trim().toLowerCase() === 'basic') secrets.add(passwordOf(credentials));
  return match ? `${match[1]}${match[2]}${PLACEHOLDER}` : PLACEHOLDER;
}

/** RFC 7617 §2: base64 of `user:password`, where only the password may hold a colon. */
function passwordOf(credentials: string): string {
  const pair = decodeBase64(credentials.trim()) ?? '';
  return pair.slice(pair.indexOf(':') + 1);
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
