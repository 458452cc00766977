// A number for a list of texts: what two requests are compared by when there are many of them.

// No UTF-16 code unit has this value, so that ['ab', 'c'] and ['a', 'bc'] differ.
const endOfPart = 0x10000;

/**
 * A 53-bit fingerprint (the public-domain cyrb53). Not for secrets: equal texts give equal numbers, and a
 * hundred thousand different ones share a number with a probability under one in a million. A number instead
 * of the joined text saves about 190 bytes a key, and copying and hashing that text.
 */
export function fingerprint(...parts: readonly string[]): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const part of parts) {
    for (let index = 0; index <= part.length; index++) {
      const unit = index < part.length ? part.charCodeAt(index) : endOfPart;
      high = Math.imul(high ^ unit, 2654435761);
      low = Math.imul(low ^ unit, 1597334677);
    }
  }
  const mixedHigh = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  const mixedLow =
    Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(mixedHigh ^ (mixedHigh >>> 13), 3266489909);
  return 4294967296 * (2097151 & mixedLow) + (mixedHigh >>> 0);
}
