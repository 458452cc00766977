import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder, parseArrangement } from '../../../../lib/providers/arrangement.ts';

const packs = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
const ordered = (order: string[]) => inOrder(packs, { order }).map(({ id }) => id);

describe('the order of providers', () => {
  it('is theirs where nobody chose one', () => expect(ordered([])).toEqual(['a', 'b', 'c', 'd']));
  it('has those that are not in it last, as they come', () => {
    expect(ordered(['d', 'gone', 'b'])).toEqual(['d', 'b', 'a', 'c']);
  });
  it('loses and repeats nobody', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', '')), (order) => {
        expect(ordered(order).sort()).toEqual(['a', 'b', 'c', 'd']);
      }),
    );
  });
});

it('is read from whatever was stored', () => {
  expect(parseArrangement({ order: ['b'], off: ['a'] })).toEqual({ order: ['b'], off: ['a'] });
  for (const nothing of [undefined, null, 3, 'x', [], {}, { order: 'b', off: null }]) {
    expect(parseArrangement(nothing)).toEqual({ order: [], off: [] });
  }
});
