import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textPieces } from '../../../components/inspector/text-pieces.ts';

it('cuts a text at its lines and loses nothing', () => {
  const line = fc.string({ maxLength: 3_000 });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const text = lines.join('\n');
      const pieces = textPieces(text);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      for (const piece of pieces.slice(0, -1)) {
        expect(piece.text.endsWith('\n')).toBe(true);
        expect(piece.text.length).toBeLessThan(4_000 + 3_001);
        expect(piece.lines).toBe(piece.text.split('\n').length - 1);
      }
    }),
  );
});

it('leaves a line whole, however long it is', () => {
  expect(textPieces('x'.repeat(100_000))).toHaveLength(1);
  expect(textPieces('')).toEqual([]);
});
