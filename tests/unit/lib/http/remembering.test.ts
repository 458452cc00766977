import { expect, it, vi } from 'vitest';
import { remembering } from '../../../../lib/http/remembering.ts';

it('judges a text once, however often it comes, and a long one each time', () => {
  const judge = vi.fn((text: string) => text.length);
  const remembered = remembering(judge);
  const long = 'x'.repeat(300);
  expect(['a', 'bb', 'a', long, long].map(remembered)).toEqual([1, 2, 1, 300, 300]);
  expect(judge.mock.calls.map(([text]) => text)).toEqual(['a', 'bb', long, long]);
});

it('keeps so many texts and no more', () => {
  const judge = vi.fn(() => false);
  const remembered = remembering(judge);
  for (let n = 0; n < 5000; n++) remembered(String(n));
  remembered('4999');
  expect(judge).toHaveBeenCalledTimes(5000);
  remembered('0');
  expect(judge).toHaveBeenCalledTimes(5001);
});
