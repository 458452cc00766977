import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addInOrder, countUpTo, takeOut } from '../../../../lib/retry/instants.ts';

const instants = fc.array(fc.nat(20));
const sorted = (list: readonly number[]): number[] => list.toSorted((a, b) => a - b);

test('a list stays in order while instants are put in and taken out', () => {
  fc.assert(
    fc.property(instants, instants, (added, removed) => {
      const list: number[] = [];
      for (const instant of added) addInOrder(list, instant);
      expect(list).toEqual(sorted(added));
      const left = [...added];
      for (const instant of removed) {
        takeOut(list, instant);
        if (left.includes(instant)) left.splice(left.indexOf(instant), 1);
      }
      expect(list).toEqual(sorted(left));
    }),
  );
});

test('counts those up to a limit, with or without it', () => {
  fc.assert(
    fc.property(instants, fc.nat(20), (list, limit) => {
      expect(countUpTo(sorted(list), limit)).toBe(list.filter((one) => one <= limit).length);
      expect(countUpTo(sorted(list), limit, true)).toBe(list.filter((one) => one < limit).length);
    }),
  );
});
