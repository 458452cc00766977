// Where the simulation's randomness comes from: a seed, and xoshiro128** after it.

/** The next number in [0, 1), of 32 bits. */
export type Random = () => number;

/**
 * Random numbers that a seed repeats exactly, on every machine. Any finite number is a seed; its integer part
 * counts. The state is filled by splitmix32, so that neighbouring seeds have nothing in common.
 */
export function createRandom(seed: number): Random {
  const whole = Number.isFinite(seed) ? Math.trunc(Math.abs(seed)) : 0;
  let mixed = (whole ^ Math.trunc(whole / 2 ** 32)) | 0;
  const next = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let word = mixed ^ (mixed >>> 16);
    word = Math.imul(word, 0x21f0aaad);
    word ^= word >>> 15;
    word = Math.imul(word, 0x735a2d97);
    return word ^ (word >>> 15);
  };
  const bits = xoshiro128(next(), next(), next(), next());
  return () => bits() * 2 ** -32;
}

/**
 * xoshiro128** 1.1 from its four words of state (not all zero): the next 32 bits, as a number ≥ 0.
 * https://prng.di.unimi.it/xoshiro128starstar.c
 */
export function xoshiro128(a: number, b: number, c: number, d: number): () => number {
  // Typed, so that no step allocates: words past 31 bits would be boxed in plain variables.
  const state = new Int32Array([a, b, c, d]);
  return () => {
    const s0 = state[0] ?? 0;
    const s1 = state[1] ?? 0;
    const s2 = state[2] ?? 0;
    const s3 = state[3] ?? 0;
    const times5 = Math.imul(s1, 5);
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9) >>> 0;
    const t2 = s2 ^ s0;
    const t3 = s3 ^ s1;
    state[1] = s1 ^ t2;
    state[0] = s0 ^ t3;
    state[2] = t2 ^ (s1 << 9);
    state[3] = (t3 << 11) | (t3 >>> 21);
    return result;
  };
}
