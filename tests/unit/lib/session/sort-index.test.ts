import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../../lib/session/in-parts.ts';
import { sortedIndices } from '../../../../lib/session/sort-index.ts';

/** The same by the language's own stable sort. */
function plain(keys: Float64Array, descending: boolean): number[] {
  const value = (index: number): number => (Number.isNaN(keys[index]) ? -Infinity : (keys[index] ?? 0));
  const sign = descending ? -1 : 1;
  const by = (a: number, b: number) => (value(a) < value(b) ? -sign : value(a) > value(b) ? sign : a - b);
  return Array.from(keys, (_, index) => index).sort(by);
}

describe.each([false, true])('descending %s', (descending) => {
  it('sorts few keys as the language does', () => {
    const key = fc.oneof(fc.double(), fc.constantFrom(-1, 0, -0, 1, Infinity, -Infinity, NaN));
    fc.assert(
      fc.property(fc.array(key), (list) => {
        const keys = Float64Array.from(list);
        expect([...finish(sortedIndices(keys, descending))]).toEqual(plain(keys, descending));
      }),
    );
  });

  it.each<[string, (index: number) => number]>([
    ['fractions around 0', (index) => ((index * 7919) % 4001) / 7 - 200],
    ['instants', (index) => 1_795_262_400_000 + ((index * 104_729) % 100_003) + 0.5],
    ['few different ones', (index) => (index * 31) % 5],
    ['all the same', () => 3],
    [
      'edges',
      (index) => [0, -0, NaN, Infinity, -Infinity, Number.MIN_VALUE, -Number.MAX_VALUE][index % 7] ?? 0,
    ],
  ])('sorts many: %s', (_, keyOf) => {
    const keys = Float64Array.from({ length: 5000 }, (_, index) => keyOf(index));
    expect([...finish(sortedIndices(keys, descending))]).toEqual(plain(keys, descending));
  });
});

it('leaves the keys as they are', () => {
  const keys = Float64Array.from({ length: 3000 }, (_, index) => -index);
  sortedIndices(keys, true);
  expect(keys[7]).toBe(-7);
});
