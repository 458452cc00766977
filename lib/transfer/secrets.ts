// The credentials seen in one exchange, and how they are removed where else they stand in it.
import { PLACEHOLDER } from './redact-rules.ts';

/** Shorter values stand in texts by accident. */
const SHORTEST_TRACKED = 6;

/** Collects credential values while an exchange's fields are redacted. */
export interface Secrets {
  /** Remembers a value in every spelling that it may have elsewhere; short ones are ignored. */
  add(value: string): void;
  /** Longest first, so that one secret inside another does not keep the longer one from being found. */
  list(): string[];
  /** How many spellings were worth remembering so far, repeated ones counted again: it tells a text that held none. */
  found(): number;
}

/** Only characters that encodeURIComponent leaves alone: such a value has one spelling. */
const plainSpelling = /^[\w.!~*()-]+$/;

/** Nothing collected yet. */
export function createSecrets(): Secrets {
  const values = new Set<string>();
  let found = 0;
  const keep = (value: string) => {
    if (value.length < SHORTEST_TRACKED) return;
    if (value.includes(PLACEHOLDER) || PLACEHOLDER.includes(value) || isEncodedPlaceholder(value)) return;
    found += 1;
    values.add(value);
  };
  return {
    add(value) {
      if (value === PLACEHOLDER) return;
      if (plainSpelling.test(value)) keep(value);
      else for (const form of spellings(value)) keep(form);
    },
    list: () => [...values].sort((a, b) => b.length - a.length),
    found: () => found,
  };
}

function spellings(value: string): string[] {
  const bare = value.trim().replace(/^["']|["']$/g, '');
  const decoded = decodePercent(bare);
  return [bare, decoded, decoded.replaceAll('+', ' ')].flatMap((form) => {
    const encoded = encodePercent(form);
    if (encoded === null || encoded === form) return [form];
    const lowerCase = encoded.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase());
    return [form, encoded, encoded.replaceAll('%20', '+'), lowerCase];
  });
}

/** A text with every tracked secret replaced. */
export function removeSecrets(text: string, secrets: readonly string[], placeholder = PLACEHOLDER): string {
  let result = text;
  for (const secret of secrets) {
    if (result.includes(secret)) result = result.split(secret).join(placeholder);
  }
  return result;
}

const isEncodedPlaceholder = (value: string): boolean => /^(?:%5B|\[)redacted(?:%5D|\])$/i.test(value);

/** `%XX` undone; where the octets are not UTF-8, only the ASCII ones are. Never throws. */
export function decodePercent(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
}

/** As encodeURIComponent; null where the text holds half a surrogate pair. */
export function encodePercent(text: string): string | null {
  try {
    return encodeURIComponent(text);
  } catch {
    return null;
  }
}
