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
}

/** Nothing collected yet. */
export function createSecrets(): Secrets {
  const values = new Set<string>();
  const keep = (value: string) => {
    if (value.length < SHORTEST_TRACKED) return;
    if (value.includes(PLACEHOLDER) || PLACEHOLDER.includes(value) || isEncodedPlaceholder(value)) return;
    values.add(value);
  };
  return {
    add(value) {
      const bare = value.trim().replace(/^["']|["']$/g, '');
      const decoded = decodePercent(bare);
      for (const form of [bare, decoded, decoded.replaceAll('+', ' ')]) {
        keep(form);
        const encoded = encodePercent(form);
        if (encoded === null || encoded === form) continue;
        keep(encoded);
        keep(encoded.replaceAll('%20', '+'));
        keep(encoded.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()));
      }
    },
    list: () => [...values].sort((a, b) => b.length - a.length),
  };
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
  if (!text.includes('%')) return text;
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
