// Which names hold credentials, which headers never do, and what known keys look like.
import { remembering } from '../http/remembering.ts';

/** What stands where a credential stood. */
export const PLACEHOLDER = '[redacted]';

/** The placeholder inside a host name, where brackets would make the address unreadable. */
export const HOST_PLACEHOLDER = 'redacted';

/** Longest tail of a name that is looked at: long names are sensitive by how they end. */
const NAME_LIMIT = 256;

/** A name is sensitive when one of its words (`x-auth-token`, `accessToken`, `user[password]`) is here. */
const sensitiveWords = new Set([
  ...['token', 'secret', 'password', 'passwd', 'pwd', 'passphrase', 'credential', 'credentials'],
  ...['authorization', 'cookie', 'jwt', 'signature', 'sig', 'hmac', 'csrf', 'xsrf', 'assertion'],
  ...['session', 'sessionid', 'sessid', 'sid', 'apikey', 'otp'],
]);

/** Names that mean a credential only when they stand alone (all letters and digits, lower case). */
const sensitiveNames = new Set([
  ...['code', 'state', 'auth', 'pass', 'ticket', 'dpop', 'ak', 'sk', 'xauth', 'cookie2', 'setcookie2'],
  ...[
    'codeverifier',
    'codechallenge',
    'authcode',
    'authorizationcode',
    'oauthcode',
    'devicecode',
    'usercode',
  ],
  ...['oauthverifier', 'oauthstate', 'sessionstate', 'samlrequest', 'samlresponse', 'samlart', 'relaystate'],
  // Of sign-in pages, as cloudflare/har-sanitizer lists them.
  ...[
    'appid',
    'challenge',
    'email',
    'facetid',
    'fcparams',
    'serverdata',
    'shdf',
    'usg',
    'vses2',
    'xclientdata',
  ],
]);

/** Common words that are credentials in an address but ordinary text elsewhere (`code=InvalidRange`). */
const addressOnlyNames = new Set(['code', 'state', 'auth', 'pass', 'ticket', 'ak', 'sk']);

const keyKinds = [
  ...['api', 'access', 'secret', 'private', 'subscription', 'project', 'auth', 'app', 'application'],
  ...['account', 'shared', 'storage', 'function', 'functions', 'master', 'license', 'session', 'encryption'],
  ...['service', 'signing', 'client', 'write', 'publishable', 'developer'],
];

/** A name is sensitive when it ends so, written without separators. */
const sensitiveEndings = [
  ...['token', 'secret', 'password', 'passwd', 'pwd', 'passphrase', 'credential', 'credentials'],
  ...['authorization', 'cookie', 'jwt', 'signature', 'hmac', 'csrf', 'xsrf', 'assertion'],
  ...['session', 'sessionid', 'sessid', 'clientid', 'accesskeyid'],
  ...keyKinds.map((kind) => `${kind}key`),
];

/** Cursors and descriptions that only look like credentials. */
const harmlessEndings = ['pagetoken', 'nexttoken', 'continuationtoken', 'synctoken', 'tokentype'];

/** Headers whose grammar holds dates, numbers and keywords: only a known key shape is removed from them. */
const protocolHeaders = new Set([
  ...['accept', 'accept-encoding', 'accept-language', 'accept-ranges', 'age', 'allow', 'cache-control'],
  ...[
    'connection',
    'content-encoding',
    'content-language',
    'content-length',
    'content-range',
    'content-type',
  ],
  ...['date', 'expires', 'feature-policy'],
  ...['host', ':authority', ':method', ':scheme', ':status', 'if-modified-since', 'if-unmodified-since'],
  ...['last-modified', 'permissions-policy', 'range', 'ratelimit', 'retry-after', 'retry-after-ms'],
  ...['strict-transport-security', 'stripe-should-retry', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
  ...['vary', 'x-ms-retry-after-ms', 'x-should-retry', 'amz-sdk-request', 'retry-attempt'],
  ...['x-stainless-retry-count', 'grpc-previous-rpc-attempts', 'x-envoy-attempt-count'],
]);

const protocolPrefixes = ['access-control-', 'ratelimit-', 'x-ratelimit-', 'sec-fetch-', 'sec-ch-'];

/** True where a header's value is protocol and is left as it stands (Retry-After, Date, Content-Type, …). */
export function isProtocolHeader(name: string): boolean {
  const lower = name.trim().toLowerCase();
  return protocolHeaders.has(lower) || protocolPrefixes.some((prefix) => lower.startsWith(prefix));
}

/** Names that a person calls sensitive, squeezed. */
let ownNames: ReadonlySet<string> = new Set();

/**
 * Takes these names for names of credentials too, from now on and in place of earlier ones: of headers, parameters,
 * cookies and members of JSON. Letter case and separators don't count. Headers that are protocol stay as they are.
 */
export function redactAlso(names: readonly string[]): void {
  ownNames = new Set(names.map(squeeze).filter((name) => name !== ''));
}

/** Another value each time that `redactAlso` changed what is sensitive: what was found clean before may not be now. */
export const rulesInForce = (): unknown => ownNames;

/** True where a person has called that name sensitive. */
export const isOwnName = (name: string): boolean =>
  ownNames.size > 0 && name.length <= NAME_LIMIT && ownNames.has(squeeze(name));

const isKnownName = remembering(judge);

/** True where a header, parameter or cookie attribute of this name holds a credential, in any letter case. */
export const isSensitiveName = (name: string): boolean =>
  isOwnName(name) || isKnownName(name.slice(-NAME_LIMIT));

/** As `isSensitiveName`, for `name=value` in running text, where `code` and `state` are ordinary words. */
export function isSensitiveInText(name: string): boolean {
  return isOwnName(name) || (isSensitiveName(name) && !addressOnlyNames.has(innermost(name)));
}

/** Names that are credentials in an address, but what providers call their errors and conditions in a body. */
const ordinaryInBodies = new Set(['code', 'state', 'auth', 'ticket', 'appid', 'challenge', 'email']);

/** As `isSensitiveName`, for a member of a JSON body: `{"code": "InvalidRange", "state": "open"}` stays readable. */
export function isSensitiveInBody(name: string): boolean {
  return isOwnName(name) || (isSensitiveName(name) && !ordinaryInBodies.has(innermost(name)));
}

/** True for the ordinary names whose value is a credential where it looks like one. */
export function isSometimesSensitive(name: string): boolean {
  return /^(?:auth|ticket)$/i.test(name);
}

function judge(name: string): boolean {
  const squeezed = squeeze(name);
  if (squeezed === '' || harmlessEndings.some((ending) => squeezed.endsWith(ending))) return false;
  if (sensitiveNames.has(squeezed) || sensitiveNames.has(innermost(name))) return true;
  if (sensitiveEndings.some((ending) => squeezed.endsWith(ending))) return true;
  return wordsOf(name).some((word) => sensitiveWords.has(word));
}

const squeeze = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Of `user[code]` what stands in brackets. */
const innermost = (name: string): string => squeeze(name.slice(name.lastIndexOf('[') + 1));

function wordsOf(name: string): string[] {
  const separated = name.toLowerCase().split(/[^a-z0-9]+/);
  const camel = name.replace(/([a-z0-9])(?=[A-Z])/g, '$1 ').toLowerCase();
  return [...separated, ...camel.split(/[^a-z0-9]+/)];
}

/** Keys that are known by their shape, wherever they stand. Each scans its text once: no nested repetition. */
const keyShapes = [
  /(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16,}/g,
  /gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{16,}/g,
  /(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{8,}|whsec_[A-Za-z0-9+/=]{16,}/g,
  /xox[a-z]-[A-Za-z0-9-]{8,}|xapp-[A-Za-z0-9-]{16,}/g,
  /AIza[\w-]{30,}|ya29\.[\w-]{16,}|GOCSPX-[\w-]{16,}/g,
  /glpat-[\w-]{16,}|npm_[A-Za-z0-9]{30,}|sk-(?:ant|proj|live|svcacct)-[\w-]{16,}/g,
];
const mayHoldKey =
  /A[KSBC]IA|ACCA|gh[pousr]_|github_pat_|_live_|_test_|whsec_|xox|xapp-|AIza|ya29|GOCSPX|glpat-|npm_|sk-|eyJ/;
/** No shape is shorter than this. */
const SHORTEST_KEY = 13;
const jwtRun = /eyJ[\w-]*(?:\.[\w-]*)*/g;
const JWT_LEAST = 20;

/** True where a run that starts with `eyJ` is a JSON Web Token, whole or cut short. */
function isJwt(run: string): boolean {
  return run.length >= JWT_LEAST && (run.includes('.') || /^eyJ(?:hbGciOi|0eXAiOi|raWQiOi)/.test(run));
}

/** False where a text surely holds no known key shape: a cheap look before the shapes themselves. */
export function mayHoldKeyShape(text: string): boolean {
  return text.length >= SHORTEST_KEY && mayHoldKey.test(text);
}

/** Replaces every known key shape (AWS, GitHub, Stripe, Slack, Google, JWT, …) in a text. */
export function redactShapes(text: string, placeholder: string = PLACEHOLDER): string {
  if (!mayHoldKeyShape(text)) return text;
  let result = text.replace(jwtRun, (run) => (isJwt(run) ? placeholder : run));
  for (const shape of keyShapes) result = result.replace(shape, placeholder);
  return result;
}

/** True where a value looks generated: long, one run of key characters, letters and digits both. */
export function looksGenerated(value: string): boolean {
  return value.length >= 20 && /^[\w.~-]+$/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value);
}
