// The places of texts in their order by code point, without comparing whole texts with one another.

import type { InParts } from '../../lib/session/in-parts.ts';

/** So many bytes fit a double exactly. */
const PACKED = 6;
/** Up to so many different texts are ranked once each: methods and providers are few. */
const FEW_TEXTS = 200;
/** So many texts are looked at before the work may be interrupted. */
const STEPS = 4000;
/** Ranges this short are sorted by insertion. */
const FEW = 12;

/**
 * A number for each text that rises with it, the same for equal texts. Texts are compared as UTF-8, six bytes at a
 * time, so that the beginnings which addresses have in common are read once and not once a comparison.
 */
export function* rankTexts(texts: readonly string[]): InParts<Float64Array> {
  const places = new Map<string, number>();
  const placeOf = new Float64Array(texts.length);
  for (let i = 0; i < texts.length; i++) {
    if (i % STEPS === 0) yield;
    const text = texts[i] as string;
    let place = places.get(text);
    if (place === undefined) {
      // There are many: what has been read so far is little.
      if (places.size === FEW_TEXTS) return yield* rankMany(texts);
      place = places.size;
      places.set(text, place);
    }
    placeOf[i] = place;
  }
  const ranks = yield* rankMany([...places.keys()]);
  return placeOf.map((place) => ranks[place] as number);
}

function* rankMany(texts: readonly string[]): InParts<Float64Array> {
  const { length } = texts;
  if (length === 0) return new Float64Array(0);
  const { bytes, starts } = encode(texts);
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  const packed = new Float64Array(length);
  /** 1 where the text at a place in the order is another than the one before. */
  const differs = new Uint8Array(length);
  /** Ranges that are the same up to a depth and have to be looked at from there: low, high, depth. */
  const ranges = [0, length, 0];
  let steps = 0;
  while (ranges.length > 0) {
    const depth = ranges.pop() as number;
    const high = ranges.pop() as number;
    const low = ranges.pop() as number;
    steps += high - low;
    if (steps > STEPS) {
      yield;
      steps = 0;
    }
    let inOrder = true;
    let last = 0;
    for (let i = low; i < high; i++) {
      const key = pack(bytes, (starts[order[i] as number] as number) + depth);
      if (key < last) inOrder = false;
      packed[i] = key;
      last = key;
    }
    if (!inOrder) sortRange(packed, order, low, high - 1);
    for (let from = low, to = low; from < high; from = to) {
      const key = packed[from] as number;
      while (to < high && packed[to] === key) to++;
      differs[from] = 1;
      if (to - from > 1 && !hasEnded(key)) ranges.push(from, to, depth + PACKED);
    }
  }
  const ranks = new Float64Array(length);
  let rank = 0;
  for (let i = 0; i < length; i++) {
    rank += differs[i] as number;
    ranks[order[i] as number] = rank;
  }
  return ranks;
}

/** All texts as bytes, one after the other, each with a zero after it: one conversion is quicker than many. */
function encode(texts: readonly string[]): { bytes: Uint8Array; starts: Uint32Array } {
  const bytes = toBytes(texts.join('\0'));
  const starts = new Uint32Array(texts.length);
  let count = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === 0) starts[++count] = at + 1;
  }
  if (count === texts.length) return { bytes, starts };
  return encode(texts.map((text) => text.replaceAll('\0', ' ')));
}

/** A text as UTF-8 with a zero after it; addresses are ASCII, so the first try has room for a byte a character. */
function toBytes(text: string): Uint8Array {
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(text.length + 1);
  const { read, written } = encoder.encodeInto(text, bytes);
  if (read === text.length && written < bytes.length) return bytes;
  const more = new Uint8Array(3 * text.length + 1);
  return more.subarray(0, encoder.encodeInto(text, more).written + 1);
}

/** Six bytes from a place on as one number; from the zero at the text's end on all are 0. */
function pack(bytes: Uint8Array, from: number): number {
  let high = 0;
  let low = 0;
  let at = from;
  let byte = bytes[at++] as number;
  if (byte !== 0) {
    high = byte << 16;
    byte = bytes[at++] as number;
    if (byte !== 0) {
      high |= byte << 8;
      byte = bytes[at++] as number;
      if (byte !== 0) {
        high |= byte;
        byte = bytes[at++] as number;
        if (byte !== 0) {
          low = byte << 16;
          byte = bytes[at++] as number;
          if (byte !== 0) {
            low |= byte << 8;
            low |= bytes[at] as number;
          }
        }
      }
    }
  }
  return high * 0x100_0000 + low;
}

const hasEnded = (packed: number): boolean => packed % 256 === 0;

/** Sorts `keys` from `low` to `high`, and `order` along with it. */
function sortRange(keys: Float64Array, order: Uint32Array, low: number, high: number): void {
  while (high - low > FEW) {
    const pivot = middleOf(keys, low, high);
    let left = low;
    let right = high;
    while (left <= right) {
      while ((keys[left] as number) < pivot) left++;
      while ((keys[right] as number) > pivot) right--;
      if (left > right) break;
      swap(keys, order, left++, right--);
    }
    // The shorter side by recursion: the depth stays logarithmic.
    if (right - low < high - left) {
      sortRange(keys, order, low, right);
      low = left;
    } else {
      sortRange(keys, order, left, high);
      high = right;
    }
  }
  for (let i = low + 1; i <= high; i++) {
    const key = keys[i] as number;
    const index = order[i] as number;
    let place = i - 1;
    while (place >= low && (keys[place] as number) > key) {
      keys[place + 1] = keys[place] as number;
      order[place + 1] = order[place] as number;
      place--;
    }
    keys[place + 1] = key;
    order[place + 1] = index;
  }
}

/** The median of the first, the middle and the last key. */
function middleOf(keys: Float64Array, low: number, high: number): number {
  const a = keys[low] as number;
  const b = keys[(low + high) >>> 1] as number;
  const c = keys[high] as number;
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function swap(keys: Float64Array, order: Uint32Array, a: number, b: number): void {
  const key = keys[a] as number;
  keys[a] = keys[b] as number;
  keys[b] = key;
  const index = order[a] as number;
  order[a] = order[b] as number;
  order[b] = index;
}
