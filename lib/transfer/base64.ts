// How base64 is read, and what of a text stands in it, in a domain that has neither atob nor Buffer.

const digits64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map([...digits64].map((char, value) => [char, value]));
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

/**
 * What base64 of any text holds in which this one stands: with 0, 1 and 2 octets before it over a multiple of three,
 * without the digits that its neighbours have a share in. `octets` has a character for each.
 */
export function digitsWithin(octets: string): string[] {
  return [0, -4, -2].map((shared) => {
    let digits = '';
    let bits = 0;
    let held = shared;
    for (let at = 0; at < octets.length; at++) {
      bits = ((bits << 8) | octets.charCodeAt(at)) & 0xffff;
      for (held += 8; held >= 6; ) {
        held -= 6;
        digits += digits64[(bits >> held) & 63];
      }
    }
    return digits;
  });
}

/** An octet as decodeURIComponent takes it. */
function percentOf(octet: number): string {
  if (octet < 0x80 && octet !== 0x25) return String.fromCharCode(octet);
  return `%${octet.toString(16)}`;
}
