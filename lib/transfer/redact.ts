// How credentials are taken out of headers, addresses and whole exchanges before anything leaves the session.
import type { Exchange, Header } from '../http/exchange.ts';
import { bodyTexts, removeSecretsFromBody } from './redact-body.ts';
import { redactAddressField, redactBodyField, redactTextField } from './redact-field.ts';
import { redactHeader } from './redact-header.ts';
import { isProtocolHeader } from './redact-rules.ts';
import { redactAddress, removeSecretsFromAddress } from './redact-url.ts';
import { createSecrets, removeSecrets, type Secrets } from './secrets.ts';

/**
 * How many placeholders stand in each field: header names in lower case, and `url`, `redirectURL`, `initiator`,
 * `statusText`, `error`, `errorBody`. It counts what stands redacted, so redacting again reports the same.
 */
export type RedactionReport = Readonly<Record<string, number>>;

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

/** As `redactExchange`, with what stands redacted, by field. */
export function redactWithReport(exchange: Exchange): { exchange: Exchange; report: RedactionReport } {
  const redacted = redactExchange(exchange);
  return { exchange: redacted, report: reportOf(redacted) };
}

/** Adds reports up, field by field. */
export function mergeReports(reports: Iterable<RedactionReport>): RedactionReport {
  const counts = new Map<string, number>();
  for (const report of reports)
    for (const [field, count] of Object.entries(report)) add(counts, field, count);
  return toReport(counts);
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
  const redacted = withChanges(exchange, {
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
  return withChanges(exchange, {
    url: fromAddress(exchange.url),
    requestHeaders: removeFromEach(exchange.requestHeaders, fromText),
    responseHeaders: removeFromEach(exchange.responseHeaders, fromText),
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
function withChanges(exchange: Exchange, changes: Redactable): Exchange {
  for (const key in changes) {
    const field = key as keyof Redactable;
    if (exchange[field] !== changes[field]) return { ...exchange, ...changes };
  }
  return exchange;
}

function redactEach(headers: readonly Header[], secrets: Secrets): readonly Header[] {
  return mapHeaders(headers, (header) => redactHeader(header, secrets));
}

function removeFromEach(headers: readonly Header[], remove: (text: string) => string): readonly Header[] {
  return mapHeaders(headers, (header) => {
    if (isProtocolHeader(header.name)) return header;
    const value = remove(header.value);
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

function* fields(exchange: Exchange): Generator<[field: string, value: string]> {
  yield ['url', exchange.url];
  for (const { name, value } of exchange.requestHeaders) yield [name.toLowerCase(), value];
  for (const { name, value } of exchange.responseHeaders) yield [name.toLowerCase(), value];
  yield ['redirectURL', exchange.redirectURL];
  yield ['initiator', exchange.initiator];
  yield ['statusText', exchange.statusText];
  yield ['error', exchange.error];
  yield ['errorBody', exchange.errorBody];
}

function reportOf(exchange: Exchange): RedactionReport {
  const counts = new Map<string, number>();
  for (const [field, value] of fields(exchange)) {
    if (!value.includes('redacted')) continue;
    add(counts, field, value.match(/(?:\[|%5B)redacted(?:\]|%5D)/gi)?.length ?? 0);
  }
  return toReport(counts);
}

function add(counts: Map<string, number>, field: string, count: number): void {
  if (count > 0) counts.set(field, (counts.get(field) ?? 0) + count);
}

function toReport(counts: ReadonlyMap<string, number>): RedactionReport {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
