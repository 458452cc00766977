// How credentials are taken out of headers, addresses and whole exchanges before anything leaves the session.
import { type Exchange, type Header, withChanges } from '../http/exchange.ts';
import { type KeptSecrets, restoreKept } from './kept-secrets.ts';
import { bodyTexts, removeSecretsFromBody } from './redact-body.ts';
import { redactAddressField, redactBodyField, redactTextField } from './redact-field.ts';
import { redactHeader } from './redact-header.ts';
import { isProtocolHeader } from './redact-rules.ts';
import { redactAddress, removeSecretsFromAddress, removeSecretsFromHost } from './redact-url.ts';
import { type RedactionReport, reportOf } from './redaction-report.ts';
import { createSecrets, removeSecrets, type Secrets } from './secrets.ts';

export type { KeptSecrets } from './kept-secrets.ts';
export { mergeReports, type RedactionReport } from './redaction-report.ts';

/** Removing one secret can uncover another name; a few rounds always settle it. */
const ROUNDS = 8;

/**
 * Headers without credentials: `Bearer [redacted]`, `sid=[redacted]`, whole values of sensitive names, credentials
 * in addresses, known key shapes. Never touches Retry-After, Date, Content-Type and the like. Idempotent.
 */
export function redactHeaders(headers: readonly Header[]): Header[] {
  let current = headers;
  for (let round = 0; round < ROUNDS; round++) {
    const next = redactEach(current, createSecrets());
    if (next === current) break;
    current = next;
  }
  return [...current];
}

/** An address without userinfo, credential parameters (path, query, fragment, nested) and key shapes. Idempotent. */
export function redactUrl(url: string): string {
  return settle(url, (text) => redactAddress(text, createSecrets()));
}

/** An exchange without credentials; a value seen in one field is removed from the others too. Idempotent. */
export function redactExchange(exchange: Exchange): Exchange {
  return settle(exchange, redactOnce);
}

/** What may stay of an exchange, beside what is no credential. */
interface RedactionOptions {
  /** Names of fields that a person insists on; never what was taken out before this. */
  readonly keepSecrets?: KeptSecrets;
  /** The error body goes, once the secrets that it tells of are out of the other fields. */
  readonly dropBody?: boolean;
}

/** As `redactExchange`, with what stands redacted. */
export function redactWithReport(
  exchange: Exchange,
  { keepSecrets = [], dropBody = false }: RedactionOptions = {},
): { exchange: Exchange; report: RedactionReport } {
  const kept = restoreKept(exchange, redactExchange(exchange), keepSecrets);
  const result = dropBody && kept.errorBody !== '' ? { ...kept, errorBody: '' } : kept;
  return { exchange: result, report: reportOf(result) };
}

function settle<T>(value: T, step: (value: T) => T): T {
  let current = value;
  for (let round = 0; round < ROUNDS; round++) {
    const next = step(current);
    if (next === current) break;
    current = next;
  }
  return current;
}

/** The body comes last: it may hold more values than are looked for in the other fields. */
function redactOnce(exchange: Exchange): Exchange {
  const secrets = createSecrets();
  const redacted = changedBy(exchange, {
    url: redactAddressField(exchange.url, secrets),
    requestHeaders: redactEach(exchange.requestHeaders, secrets),
    responseHeaders: redactEach(exchange.responseHeaders, secrets),
    redirectURL: redactAddressField(exchange.redirectURL, secrets),
    initiator: redactAddressField(exchange.initiator, secrets),
    statusText: redactTextField(exchange.statusText, secrets),
    error: redactTextField(exchange.error, secrets),
    errorBody: redactBodyField(exchange.errorBody, secrets),
  });
  const present = secretsPresent(redacted, secrets.list());
  return present.length === 0 ? redacted : removeTracked(redacted, present);
}

function removeTracked(exchange: Exchange, secrets: readonly string[]): Exchange {
  const fromAddress = (text: string): string => removeSecretsFromAddress(text, secrets);
  const fromText = (text: string): string => removeFromText(text, secrets);
  return changedBy(exchange, {
    url: fromAddress(exchange.url),
    requestHeaders: removeFromEach(exchange.requestHeaders, secrets),
    responseHeaders: removeFromEach(exchange.responseHeaders, secrets),
    redirectURL: fromAddress(exchange.redirectURL),
    initiator: fromAddress(exchange.initiator),
    statusText: removeSecrets(exchange.statusText, secrets),
    error: removeSecrets(exchange.error, secrets),
    errorBody: removeSecretsFromBody(exchange.errorBody, fromText),
  });
}

/** In a text that holds an address, the host is dealt with more gently. */
function removeFromText(text: string, secrets: readonly string[]): string {
  return text.includes('://') ? removeSecretsFromAddress(text, secrets) : removeSecrets(text, secrets);
}

/** The secrets that still stand somewhere: usually none, which saves looking for each in each field. */
function secretsPresent(exchange: Exchange, secrets: readonly string[]): string[] {
  if (secrets.length === 0) return [];
  let text = `${exchange.url}\n${exchange.redirectURL}\n${exchange.initiator}\n${exchange.statusText}\n${exchange.error}`;
  for (const { value } of exchange.requestHeaders) text += `\n${value}`;
  for (const { value } of exchange.responseHeaders) text += `\n${value}`;
  if (exchange.errorBody !== '') text += `\n${bodyTexts(exchange.errorBody)}`;
  return secrets.filter((secret) => text.includes(secret));
}

type Redactable = Pick<
  Exchange,
  | 'url'
  | 'requestHeaders'
  | 'responseHeaders'
  | 'redirectURL'
  | 'initiator'
  | 'statusText'
  | 'error'
  | 'errorBody'
>;

/** The same exchange when nothing differs: that is how the rounds know that they are done. */
function changedBy(exchange: Exchange, changes: Redactable): Exchange {
  for (const key in changes) {
    const field = key as keyof Redactable;
    if (exchange[field] !== changes[field]) return withChanges(exchange, changes);
  }
  return exchange;
}

function redactEach(headers: readonly Header[], secrets: Secrets): readonly Header[] {
  return mapHeaders(headers, (header) => redactHeader(header, secrets));
}

function removeFromEach(headers: readonly Header[], secrets: readonly string[]): readonly Header[] {
  return mapHeaders(headers, (header) => {
    const remove = isProtocolHeader(header.name) ? removeSecretsFromHost : removeFromText;
    const value = remove(header.value, secrets);
    return value === header.value ? header : { name: header.name, value };
  });
}

function mapHeaders(headers: readonly Header[], change: (header: Header) => Header): readonly Header[] {
  let changed = false;
  const next = headers.map((header) => {
    const result = change(header);
    if (result !== header) changed = true;
    return result;
  });
  return changed ? next : headers;
}
