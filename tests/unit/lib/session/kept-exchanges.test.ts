import { expect, test } from 'vitest';
import { createKeptExchanges } from '../../../../lib/session/kept-exchanges.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';

const list = (kept: ReturnType<typeof createKeptExchanges>): string[] => {
  const found: string[] = [];
  kept.forEach(({ id, status }, seq) => {
    found.push(`${id} ${status} ${seq}`);
  });
  return found.sort();
};

test('an exchange takes the place of another with its id, and the room of one that is gone', () => {
  const kept = createKeptExchanges();
  const [a, b, c] = ['a', 'b', 'c'].map((id) => exchangeOf(200, undefined, { id }));
  if (!a || !b || !c) throw new Error('three were made');
  expect(kept.put(a, 1)).toBeUndefined();
  kept.put(b, 2);
  expect(kept.put({ ...a, status: 503 }, 3)).toEqual({ exchange: a, seq: 1 });
  expect(kept.put({ ...a, status: 429 }, 2)).toBeNull();
  expect(list(kept)).toEqual(['a 503 3', 'b 200 2']);
  kept.delete('a');
  kept.delete('a');
  kept.put(c, 4);
  expect(list(kept)).toEqual(['b 200 2', 'c 200 4']);
  expect([kept.size, kept.get('a'), kept.seqOf('a'), kept.get('c'), kept.seqOf('c')]).toEqual([
    2,
    undefined,
    0,
    c,
    4,
  ]);
});
