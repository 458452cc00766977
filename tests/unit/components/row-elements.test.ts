import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRowElements } from '../../../components/inspector/row-elements.ts';

const rows = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `${from + index}`);

describe('the elements of rows', () => {
  it('stay with their rows while most of them are still drawn', () => {
    const keysOf = createRowElements();
    const first = keysOf(rows(0, 10), null);
    const second = keysOf(rows(3, 13), null);
    expect(second.slice(0, 7)).toEqual(first.slice(3));
    expect(first).not.toContain(second[9]);
  });

  it('are taken over in order where the list jumps', () => {
    const keysOf = createRowElements();
    const first = keysOf(rows(0, 10), null);
    expect(keysOf(rows(500, 510), null)).toEqual(first);
    // Rows that stay take part: none is moved in the document.
    expect(keysOf(rows(507, 517), null)).toEqual(first);
    expect(keysOf(rows(900, 912), null).slice(0, 10)).toEqual(first);
  });

  it('stay with the row that has the focus, wherever it is drawn', () => {
    const keysOf = createRowElements();
    const first = keysOf(rows(0, 10), '4');
    const jumped = keysOf(['4', ...rows(500, 510)], '4');
    expect(jumped[0]).toBe(first[4]);
    expect(jumped.slice(1, 10)).toEqual(first.filter((key) => key !== first[4]));
    expect(keysOf([...rows(200, 209), '4'], '4').at(-1)).toBe(first[4]);
  });

  it('are never shared, whatever is drawn', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 40 }).map(String), { maxLength: 20 });
    const kept = fc.option(fc.integer({ min: 0, max: 40 }).map(String));
    fc.assert(
      fc.property(fc.array(fc.tuple(ids, kept)), (drawings) => {
        const keysOf = createRowElements();
        let before = new Map<string, number>();
        for (const [drawn, focused] of drawings) {
          const keys = keysOf(drawn, focused);
          expect(new Set(keys).size).toBe(drawn.length);
          const now = new Map(drawn.map((id, index) => [id, keys[index] ?? 0]));
          const own = before.get(focused ?? '');
          if (own !== undefined && now.has(focused ?? '')) expect(now.get(focused ?? '')).toBe(own);
          before = now;
        }
      }),
    );
  });
});
