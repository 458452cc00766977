// What a person insists on keeping in an export: fields by their name, put back as they were before redaction.
import type { Exchange, Header } from '../http/exchange.ts';
import { addressParts, headerParts, type Part } from './exchange-parts.ts';

/** Names of headers, cookies and parameters, and of other parts as reports name them, in lower case; or all. */
export type KeptSecrets = readonly string[] | 'all';

/**
 * The redacted exchange with these fields as they stand in the original. Only they come back, not their values where
 * these stand elsewhere; and what was no longer there when it was redacted stays away.
 */
export function restoreKept(original: Exchange, redacted: Exchange, kept: KeptSecrets): Exchange {
  if (kept === 'all') return original;
  if (kept.length === 0) return redacted;
  const names = new Set(kept.map((name) => name.toLowerCase()));
  const address = (before: string, after: string): string =>
    restore(addressParts(before), addressParts(after), names);
  const headers = (before: readonly Header[], after: readonly Header[]): readonly Header[] =>
    after.map((header, at) => restoreHeader(before[at] ?? header, header, names));
  const text = (name: 'statusText' | 'error'): string =>
    (names.has(name.toLowerCase()) ? original : redacted)[name];
  return {
    ...redacted,
    url: address(original.url, redacted.url),
    requestHeaders: headers(original.requestHeaders, redacted.requestHeaders),
    responseHeaders: headers(original.responseHeaders, redacted.responseHeaders),
    redirectURL: address(original.redirectURL, redacted.redirectURL),
    initiator: address(original.initiator, redacted.initiator),
    statusText: text('statusText'),
    error: text('error'),
  };
}

function restoreHeader(before: Header, after: Header, names: ReadonlySet<string>): Header {
  if (names.has(after.name.trim().toLowerCase())) return before;
  const value = restore(headerParts(before), headerParts(after), names);
  return value === after.value ? after : { name: after.name, value };
}

/** Where redaction has changed the parts' number, nobody can say which is which: all stays redacted. */
function restore(before: readonly Part[], after: readonly Part[], names: ReadonlySet<string>): string {
  const isAlike = before.length === after.length;
  return after
    .map((part, at) =>
      isAlike && names.has(part.name.toLowerCase()) ? (before[at] ?? part).text : part.text,
    )
    .join('');
}
