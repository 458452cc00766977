import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint } from '../../../../lib/retry/fingerprint.ts';
import { anyText } from '../../../fixtures/any-text.ts';

test('is a safe integer, the same for the same texts', () => {
  fc.assert(
    fc.property(fc.array(anyText()), (parts) => {
      const value = fingerprint(...parts);
      expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
      expect(fingerprint(...parts)).toBe(value);
    }),
  );
});

test('differs with the texts and with where they are divided', () => {
  const lists = [
    [],
    [''],
    ['', ''],
    ['a'],
    ['a', ''],
    ['', 'a'],
    ['ab', 'c'],
    ['a', 'bc'],
    ['abc'],
    ['c', 'ab'],
  ];
  expect(new Set(lists.map((parts) => fingerprint(...parts))).size).toBe(lists.length);
});

test('tells a hundred thousand neighbours apart', () => {
  const values = new Set<number>();
  for (let n = 0; n < 100_000; n++) values.add(fingerprint('GET', `https://api.example/items/${n}`));
  expect(values.size).toBe(100_000);
});
