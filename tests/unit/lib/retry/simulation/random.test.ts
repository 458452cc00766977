import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, xoshiro128 } from '../../../../../lib/retry/simulation/random.ts';

const draw = (seed: number, count: number) => {
  const random = createRandom(seed);
  return Array.from({ length: count }, random);
};

describe('random numbers', () => {
  it('are xoshiro128**: the vector of rand_xoshiro for the state 1, 2, 3, 4', () => {
    const next = xoshiro128(1, 2, 3, 4);
    expect(Array.from({ length: 10 }, next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('repeat by seed', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (seed) => {
        expect(draw(seed, 9)).toEqual(draw(seed, 9));
      }),
    );
  });

  it('differ between neighbouring seeds', () => {
    const firsts = new Set(Array.from({ length: 1000 }, (_, seed) => draw(seed, 1)[0]));
    expect(firsts.size).toBe(1000);
    expect(draw(1, 1)).not.toEqual(draw(1 + 2 ** 32, 1));
  });

  it('are even on [0, 1): mean, variance and the correlation of neighbours within 3 standard errors', () => {
    const count = 200_000;
    const drawn = draw(42, count);
    const mean = drawn.reduce((sum, one) => sum + one, 0) / count;
    const variance = drawn.reduce((sum, one) => sum + (one - 0.5) ** 2, 0) / count;
    const neighbours =
      drawn.reduce((sum, one, index) => sum + (one - 0.5) * ((drawn[index + 1] ?? 0.5) - 0.5), 0) / count;
    expect(drawn.every((one) => one >= 0 && one < 1)).toBe(true);
    expect(Math.abs(mean - 0.5)).toBeLessThan(3 * Math.sqrt(1 / 12 / count));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(3 * Math.sqrt(1 / 180 / count));
    expect(Math.abs(neighbours)).toBeLessThan(3 * (1 / 12 / Math.sqrt(count)));
  });
});
