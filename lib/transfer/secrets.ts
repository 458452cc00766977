// The credentials seen in one exchange, and how they are removed where else they stand in it.
import { digitsWithin } from './base64.ts';
import { PLACEHOLDER } from './redact-rules.ts';

/** Shorter values stand in texts by accident. */
const SHORTEST_TRACKED = 6;
/** Longer values are not looked for in base64. */
const LONGEST_IN_BASE64 = 4096;

/** Collects credential values while an exchange's fields are redacted. */
export interface Secrets {
  /** Remembers a value in every spelling that it may have elsewhere; short ones are ignored. */
  add(value: string): void;
  /** Longest first, so that one secret inside another does not keep the longer one from being found. */
  list(): string[];
  /** How many spellings were worth remembering so far, repeated ones counted again: it tells a text that held none. */
  found(): number;
}

/** Words, perhaps with a number behind them: `expired`, `eu-central-1`, `This field is required.`, `DIS.4303`. */
export const isWords = (value: string): boolean =>
  /^[A-Za-z]{1,16}(?:[\s_.:/,'’()-]+[A-Za-z]{1,16})*(?:[\s_.:/,'’()-]+\d{1,4})?[.!?]?$/.test(value);

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
      const plain = plainSpelling.test(value);
      for (const form of plain ? [value] : spellings(value)) keep(form);
      const bare = plain ? value : decodePercent(unquoted(value));
      if (bare.length >= SHORTEST_TRACKED && !bare.includes('redacted'))
        for (const form of disguises(bare)) keep(form);
    },
    list: () => [...values].sort((a, b) => b.length - a.length),
    found: () => found,
  };
}

const unquoted = (value: string): string => value.trim().replace(/^["']|["']$/g, '');

function spellings(value: string): string[] {
  const bare = unquoted(value);
  const decoded = decodePercent(bare);
  return [bare, decoded, decoded.replaceAll('+', ' ')].flatMap((form) => {
    const encoded = encodePercent(form);
    if (encoded === null || encoded === form) return [form];
    const lowerCase = encoded.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase());
    const twice = encoded.replaceAll('%', '%25');
    return [
      form,
      encoded,
      encoded.replaceAll('%20', '+'),
      lowerCase,
      twice,
      lowerCase.replaceAll('%', '%25'),
    ];
  });
}

/** Spellings that nobody would take for the value: in one letter case, as in a host, and inside base64. */
function disguises(value: string): string[] {
  const forms = /\d/.test(value) ? [value.toLowerCase(), value.toUpperCase()] : [];
  const octets = encodePercent(value)?.replace(/%(..)/g, octetOf);
  if (octets === undefined || octets.length > LONGEST_IN_BASE64) return forms;
  for (const digits of digitsWithin(octets)) {
    for (const [plus = '', slash = ''] of ['+/', '-_', ['%2B', '%2F']]) {
      forms.push(digits.replaceAll('+', plus).replaceAll('/', slash));
    }
  }
  return forms;
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
    return text.replace(/%([0-7][0-9a-f])/gi, octetOf);
  }
}

const octetOf = (_: string, hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));

/** As encodeURIComponent; null where the text holds half a surrogate pair. */
export function encodePercent(text: string): string | null {
  try {
    return encodeURIComponent(text);
  } catch {
    return null;
  }
}
