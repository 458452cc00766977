// How credentials are found in an address: userinfo, parameters anywhere in it, nested addresses, key shapes.
import { hidesPairs, redactPairs } from './redact-pairs.ts';
import {
  HOST_PLACEHOLDER,
  isSensitiveName,
  looksGenerated,
  mayHoldKeyShape,
  PLACEHOLDER,
  redactShapes,
} from './redact-rules.ts';
import { decodePercent, encodePercent, removeSecrets, type Secrets } from './secrets.ts';

/** Addresses inside parameters inside addresses are followed this far. */
const NESTING_LIMIT = 4;

/** Scheme and slashes, then the authority: the browser needs no slashes after a web scheme. */
const originPattern = /^(\s*(?:(?:https?|wss?|ftp):[/\\]*|(?:[a-z][a-z0-9+.-]*:)?\/\/))([^/\\?#]*)/i;

/** An address without any of these has no parameters and no userinfo, and hides nothing. */
const mayHoldCredential = /[=%@\t\n\r]/;

/** Redacts one address, absolute or not, readable or not; what was found goes to `secrets`. */
export function redactAddress(url: string, secrets: Secrets, depth = 0): string {
  if (!mayHoldCredential.test(url) && !mayHoldKeyShape(url)) return url;
  // Browsers drop tabs and line ends from addresses, which would otherwise hide a name from the rules below.
  const plain = /[\t\n\r]/.test(url) ? url.replace(/[\t\n\r]/g, '') : url;
  const { scheme, authority, rest } = splitOrigin(plain);
  const [beforeHash, fragment] = cut(rest, '#');
  const [path, query] = cut(beforeHash, '?');
  const parts = [redactPath(path, secrets, depth)];
  if (query !== null) parts.push('?', redactParameters(query, secrets, depth));
  if (fragment !== null) parts.push('#', redactParameters(fragment, secrets, depth));
  const redactedRest = redactUserinfoWithin(redactShapes(parts.join('')));
  return scheme + redactAuthority(authority, secrets) + redactedRest;
}

/** An address without the secrets; in the host only long ones with letters and digits, so that it stays a host. */
export function removeSecretsFromAddress(url: string, secrets: readonly string[]): string {
  const { scheme, authority, rest } = splitOrigin(url);
  return scheme + removeSecretsFromHost(authority, secrets) + removeSecrets(rest, secrets);
}

/** A host, or a header that is protocol, without the secrets that stand in none by accident. */
export function removeSecretsFromHost(host: string, secrets: readonly string[]): string {
  const distinct = secrets.filter(
    (secret) =>
      secret.length >= (/\d/.test(secret) ? 12 : 30) && /[a-z]/i.test(secret) && !/[\s,]/.test(secret),
  );
  return removeSecrets(host, distinct, HOST_PLACEHOLDER);
}

function splitOrigin(url: string): { scheme: string; authority: string; rest: string } {
  const match = originPattern.exec(url);
  if (!match) return { scheme: '', authority: '', rest: url };
  const [whole, scheme = '', authority = ''] = match;
  return { scheme, authority, rest: url.slice(whole.length) };
}

function cut(text: string, mark: string): [string, string | null] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

function redactAuthority(authority: string, secrets: Secrets): string {
  const at = authority.lastIndexOf('@');
  // No host holds `=`; an address broken like that can still hold a credential.
  const host = redactParameters(
    redactShapes(authority.slice(at + 1), HOST_PLACEHOLDER),
    secrets,
    NESTING_LIMIT,
  );
  if (at <= 0) return authority.slice(0, at + 1) + host;
  const [user, password] = cut(authority.slice(0, at), ':');
  secrets.add(user);
  if (password !== null) secrets.add(password);
  return `${PLACEHOLDER}@${host}`;
}

/** Userinfo of addresses that stand raw inside another text. */
export function redactUserinfoWithin(text: string): string {
  if (!text.includes('@')) return text;
  return text.replace(/(:\/\/)[^/\\?#\s&"'<>]+@/g, `$1${PLACEHOLDER}@`);
}

function redactPath(path: string, secrets: Secrets, depth: number): string {
  if (!path.includes('=') && !path.includes('%')) return path;
  // `/cb&code=…` and decoded parameters are no paths: a value in them may hold a slash.
  if (depth > 0 || path.includes('&')) return redactParameters(path, secrets, depth);
  return path
    .split('/')
    .map((segment) => redactParameter(segment, secrets, depth))
    .join('/');
}

function redactParameters(text: string, secrets: Secrets, depth: number): string {
  if (!text.includes('=') && !text.includes('%')) return text;
  return text
    .split('&')
    .map((piece) => redactParameter(piece, secrets, depth))
    .join('&');
}

const parameterName = /(?:^|[;?/,#])([^;?/,#=]*)=/g;

/** One `name=value`, which may hold more of them after `;`, `?`, `/`, `#` or a comma. */
function redactParameter(piece: string, secrets: Secrets, depth: number): string {
  if (!piece.includes('=')) return redactNested(piece, secrets, depth);
  parameterName.lastIndex = 0;
  for (let match = parameterName.exec(piece); match; match = parameterName.exec(piece)) {
    const name = decodePercent(match[1] ?? '');
    const start = parameterName.lastIndex;
    const value = piece.slice(start);
    if (!isSensitiveName(name) && !(/^key$/i.test(name) && looksGenerated(value))) continue;
    if (value === '') return piece;
    secrets.add(value);
    secrets.add(cut(value, ';')[0]);
    return piece.slice(0, start) + PLACEHOLDER;
  }
  return redactNested(piece, secrets, depth);
}

/** A value may be base64 of credentials, and a percent-encoded one an address, parameters or JSON of its own. */
function redactNested(piece: string, secrets: Secrets, depth: number): string {
  const start = piece.indexOf('=') + 1;
  const encoded = piece.slice(start);
  const decoded = decodePercent(encoded);
  if (hidesPairs(decoded, secrets)) return piece.slice(0, start) + PLACEHOLDER;
  if (depth >= NESTING_LIMIT || decoded === encoded) return piece;
  const redacted = redactPairs(redactAddress(decoded, secrets, depth + 1), secrets);
  if (redacted === decoded.replace(/[\t\n\r]/g, '')) return piece;
  return piece.slice(0, start) + (encodePercent(redacted) ?? PLACEHOLDER);
}
