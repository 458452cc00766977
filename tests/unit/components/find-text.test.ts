import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findText, MOST_PLACES, placesIn } from '../../../components/inspector/find-text.ts';
import { textPieces } from '../../../components/inspector/text-pieces.ts';

describe('looking for words', () => {
  it.each([
    ['"busy", "Busy"', 'busy', [1, 9]],
    ['aaaa', 'aa', [0, 2]],
    ['a.b a+b', 'a.b', [0]],
    ['x/y (z) \\d', '\\d', [8]],
    ['İstanbul istanbul', 'istanbul', [9]],
    ['whatever', '', []],
  ])('%s holds %s at %j', (text, wanted, places) => expect(findText(text, wanted)).toEqual(places));

  it('takes every wanted text as it stands', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme', minLength: 1 }),
        (around, wanted) => {
          const text = around + wanted + around;
          expect(findText(text, wanted).length).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('counts no further than anyone steps', () => {
    expect(findText('a'.repeat(MOST_PLACES + 5), 'a')).toHaveLength(MOST_PLACES);
  });
});

it('finds every place in the pieces of its text', () => {
  const lines = fc.array(fc.string({ maxLength: 3_000 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(lines, fc.array(fc.nat(), { maxLength: 20 }), (parts, wanted) => {
      const text = `${parts.join('\n')}!`;
      const pieces = textPieces(text);
      const offsets = wanted.map((one) => one % text.length).sort((a, b) => a - b);
      const characters = placesIn(pieces, offsets).map(({ piece, offset }) => pieces[piece]?.text[offset]);
      expect(characters).toEqual(offsets.map((offset) => text[offset]));
    }),
  );
  expect(placesIn(textPieces('ab'), [2])).toEqual([{ piece: 0, offset: 2 }]);
});
