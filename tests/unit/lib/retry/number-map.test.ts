import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNumberMap } from '../../../../lib/retry/number-map.ts';

// Few low bits, so that keys collide, and numbers beyond 32 bits, of which the low ones count.
const keys = fc.oneof(
  fc.nat(40),
  fc.maxSafeNat(),
  fc.nat(9).map((n) => n * 2 ** 40),
);

test('answers as a Map does', () => {
  const steps = fc.array(fc.tuple(keys, fc.option(fc.nat(), { nil: undefined })), { maxLength: 300 });
  fc.assert(
    fc.property(steps, fc.nat(3), (list, expected) => {
      const map = createNumberMap<number>(expected);
      const model = new Map<number, number | undefined>();
      for (const [key, value] of list) {
        map.set(key, value);
        model.set(key, value);
      }
      expect(map.size()).toBe(model.size);
      for (const [key, value] of model) expect(map.get(key)).toBe(value);
      map.keepOnly((value) => value % 2 === 0);
      const kept = [...model].filter(([, value]) => value !== undefined && value % 2 === 0);
      expect(map.size()).toBe(kept.length);
      for (const key of model.keys()) expect(map.get(key)).toBe(new Map(kept).get(key));
    }),
  );
});

test('grows past its room', () => {
  const map = createNumberMap<string>();
  for (let n = 0; n < 20_000; n++) map.set(n * 4096, `value ${n}`);
  expect(map.size()).toBe(20_000);
  expect([0, 777, 19_999].map((n) => map.get(n * 4096))).toEqual(['value 0', 'value 777', 'value 19999']);
  expect(map.get(20_000 * 4096)).toBeUndefined();
});
