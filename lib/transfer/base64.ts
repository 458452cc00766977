// How base64 is read in a domain that has neither atob nor Buffer.

const values = new Map(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((char, value) => [char, value]),
);
values.set('-', 62).set('_', 63);

/** The UTF-8 text in a base64 value, in either alphabet, padded or not; null where it is none. RFC 4648 §4, §5. */
export function decodeBase64(text: string): string | null {
  const digits = text.replace(/={1,2}$/, '');
  if (digits.length % 4 === 1) return null;
  let encoded = '';
  let bits = 0;
  let held = 0;
  for (const char of digits) {
    const value = values.get(char);
    if (value === undefined) return null;
    bits = ((bits << 6) | value) & 0xfff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    encoded += percentOf((bits >> held) & 0xff);
  }
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

/** An octet as decodeURIComponent takes it. */
function percentOf(octet: number): string {
  if (octet < 0x80 && octet !== 0x25) return String.fromCharCode(octet);
  return `%${octet.toString(16)}`;
}
