// How a header's value is redacted: credentials keep their scheme, cookies their names, the rest goes.
import type { Header } from '../http/exchange.ts';
import { remembering } from '../http/remembering.ts';
import { decodeBase64 } from './base64.ts';
import { redactAddressField, redactTextField } from './redact-field.ts';
import {
  isOwnName,
  isProtocolHeader,
  isSensitiveName,
  looksGenerated,
  PLACEHOLDER,
  redactShapes,
} from './redact-rules.ts';
import { redactText } from './redact-text.ts';
import { isWords, type Secrets } from './secrets.ts';

/** Schemes whose name may stay; in any other value the first word may be the secret itself. */
const authSchemes =
  /^(\s*(?:apikey|aws4-hmac-sha256|aws4-hmac-sha512|aws|basic|bearer|digest|dpop|gnap|googlelogin|hawk|hmac|hoba|jwt|key|mutual|negotiate|ntlm|oauth|privatetoken|scram-sha-1|scram-sha-256|sdk-hmac-sha256|sharedkey|sharedkeylite|token|vapid))(\s+)(.*)$/is;

const addressHeaders = new Set([
  ...['referer', 'location', 'content-location', 'origin', ':path', 'sourcemap', 'x-sourcemap'],
  ...['x-original-url', 'x-rewrite-url', 'x-forwarded-uri', 'x-original-uri'],
]);

/** What is done with a header's value; its name says which it is. */
type HeaderRule = (value: string, secrets: Secrets) => string;

/** One header without its credentials; the same object where there was none. */
export function redactHeader(header: Header, secrets: Secrets): Header {
  if (header.value === '') return header;
  const rule = ruleOf(header.name);
  const isOpen = rule === redactAddressField || rule === redactTextField;
  const value = (isOpen && isOwnName(header.name) ? redactWhole : rule)(header.value, secrets);
  return value === header.value ? header : { name: header.name, value };
}

const ruleOf = remembering(judge);

function judge(name: string): HeaderRule {
  const lower = name.trim().toLowerCase();
  if (isProtocolHeader(lower)) return redactProtocol;
  if (lower === 'cookie' || lower === 'cookie2') return redactCookies;
  if (lower === 'set-cookie' || lower === 'set-cookie2') return redactSetCookies;
  if (lower === 'sec-websocket-protocol') return redactSubprotocols;
  if (isSensitiveName(name.trim())) return lower.endsWith('authorization') ? redactBehindScheme : redactWhole;
  return addressHeaders.has(lower) ? redactAddressField : redactTextField;
}

const redactProtocol: HeaderRule = (value) => redactShapes(value);

const redactBehindScheme: HeaderRule = (value, secrets) =>
  redactCredentials(value, authSchemes.exec(value), secrets);

const redactWhole: HeaderRule = (value, secrets) => redactCredentials(value, null, secrets);

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

/** A page can send no headers with a WebSocket, so that tokens travel among the names of protocols. */
function redactSubprotocols(value: string, secrets: Secrets): string {
  return redactShapes(value).replace(/[\w~-]{20,}/g, (part) => {
    if (!looksGenerated(part)) return part;
    secrets.add(part);
    return PLACEHOLDER;
  });
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
  // `region=eu-central-1` says nothing of the address that has it too.
  if (!isWords(cookie)) secrets.add(cookie);
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
