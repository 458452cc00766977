// Orders of a long list by keys made beforehand: a hundred thousand in the time of a few frames.

import type { InParts } from './in-parts.ts';

/** Digits of 16 bits: four make a double. */
const DIGIT = 65_536;
/** Shorter lists are not worth tables of that size. */
const SHORT = 2000;

/** The indices of `keys` by rising (or falling) key; equal keys keep their order, NaN counts as the lowest. */
export function* sortedIndices(keys: Float64Array, descending: boolean): InParts<Uint32Array> {
  const order = new Uint32Array(keys.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  if (keys.length > SHORT) return yield* radixSort(keys, order, descending);
  const plain = keys.map((key) => (Number.isNaN(key) ? Number.NEGATIVE_INFINITY : key));
  const sign = descending ? -1 : 1;
  return order.sort((a, b) => {
    const [x = 0, y = 0] = [plain[a], plain[b]];
    return x === y ? a - b : x < y ? -sign : sign;
  });
}

/** From the least digit of the doubles' bits to the first, each pass stable. */
function* radixSort(keys: Float64Array, order: Uint32Array, descending: boolean): InParts<Uint32Array> {
  const bits = sortableBits(keys, descending);
  const { length } = keys;
  let from = order;
  let to: Uint32Array = new Uint32Array(length);
  const starts = new Uint32Array(DIGIT);
  for (let digit = 0; digit < 4; digit++) {
    yield;
    starts.fill(0);
    for (let i = 0; i < length; i++) {
      const value = bits[4 * i + digit] as number;
      starts[value] = (starts[value] as number) + 1;
    }
    if (starts[bits[digit] as number] === length) continue;
    let sum = 0;
    for (let value = 0; value < DIGIT; value++) {
      const count = starts[value] as number;
      starts[value] = sum;
      sum += count;
    }
    for (let i = 0; i < length; i++) {
      const index = from[i] as number;
      const value = bits[4 * index + digit] as number;
      const place = starts[value] as number;
      to[place] = index;
      starts[value] = place + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

/**
 * The doubles as four 16-bit digits each, least first, that compare as whole numbers the way the doubles do. (Every
 * machine that runs a browser stores the least byte first.)
 */
function sortableBits(keys: Float64Array, descending: boolean): Uint16Array {
  // Adding 0 makes −0 and 0 the same.
  const copy = keys.map((key) => (Number.isNaN(key) ? Number.NEGATIVE_INFINITY : key + 0));
  const words = new Uint32Array(copy.buffer);
  for (let i = 1; i < words.length; i += 2) {
    const negative = (words[i] as number) >>> 31 === 1;
    const flip = negative !== descending ? 0xffff_ffff : 0;
    words[i - 1] = (words[i - 1] as number) ^ flip;
    words[i] = (words[i] as number) ^ flip ^ (negative ? 0 : 0x8000_0000);
  }
  return new Uint16Array(copy.buffer);
}
