import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankTexts } from '../../../components/inspector/rank-texts.ts';
import { finish } from '../../../lib/session/in-parts.ts';

const bytes = (text: string): Buffer => Buffer.from(text.toWellFormed().replaceAll('\0', ' '));

/** Expects ranks that rise, stay and fall with the texts, going through them in their order. */
function expectRanks(texts: readonly string[]): void {
  const ranks = finish(rankTexts(texts));
  const list = texts.map((text, index) => ({ bytes: bytes(text), rank: ranks[index] ?? Number.NaN }));
  list.sort((a, b) => Buffer.compare(a.bytes, b.bytes));
  const steps = list.slice(1).map((now, index) => [list[index] ?? now, now] as const);
  const ranked = steps.map(([before, now]) => Math.sign(before.rank - now.rank));
  expect(ranked).toEqual(steps.map(([before, now]) => Buffer.compare(before.bytes, now.bytes)));
}

/** More different texts than are ranked one by one. */
const filling = Array.from({ length: 210 }, (_, index) => `/api/v0/devices${index}`);

describe.each([
  ['few', []],
  ['many', filling],
])('%s texts', (_, others) => {
  it('are ranked as comparing ranks them', () => {
    const part = fc.constantFrom('/api/v0/', 'devices', '?page=', 'é', '😀', 'a', 'b', '\0', '');
    const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(fc.property(fc.array(text, { maxLength: 40 }), (texts) => expectRanks([...texts, ...others])));
  });

  it('may be any', () => {
    const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
    const texts = fc.array(fc.string({ unit }), { maxLength: 10 });
    fc.assert(fc.property(texts, (list) => expectRanks([...list, ...others])));
  });
});

it('ranks thousands of addresses that begin alike, in any order', () => {
  const texts = Array.from({ length: 5000 }, (_, i) => `/api/v0/a/long/beginning?page=${(i * 7919) % 5003}`);
  const ranks = finish(rankTexts(texts));
  const byRank = texts.map((text, index) => ({ text, rank: ranks[index] ?? 0 }));
  byRank.sort((a, b) => a.rank - b.rank);
  expect(byRank.map(({ text }) => text)).toEqual(texts.toSorted());
});

it('is not deep where texts are long', () => {
  const long = 'x'.repeat(200_000);
  const [a = 0, b = 0, c = 0] = finish(rankTexts([`${long}b`, `${long}a`, `${long}b`]));
  expect(a).toBe(c);
  expect(b).toBeLessThan(a);
});
