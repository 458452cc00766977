import { expect, it } from 'vitest';
import { virtualRows } from '../../../components/inspector/use-virtual-rows.ts';

it('draws what is on screen and five rows beyond either edge', () => {
  const { indices, first, last, drawn, height } = virtualRows(100, 20, 100_000, -1);
  expect([first, last, height]).toEqual([100, 119, 2_400_000]);
  expect(drawn).toEqual([95, 125]);
  expect(indices).toEqual(Array.from({ length: 30 }, (_, index) => 95 + index));
});

it.each([
  [0, 20, 5, [0, 4], 5],
  [0, 20, 0, [0, -1], 0],
  [99_990, 20, 100_000, [99_981, 99_999], 24],
  [500, 20, 30, [11, 29], 24],
])('stays inside the list: row %d of %d on screen, %d in all', (top, size, count, ends, drawn) => {
  const { indices, first, last } = virtualRows(top, size, count, -1);
  expect([first, last]).toEqual(ends);
  expect(indices).toHaveLength(drawn);
  expect(indices.every((index) => index >= 0 && index < count)).toBe(true);
});

it.each([
  [3, 3],
  [900, 900],
])('keeps row %d wherever it lies', (kept, index) => {
  const { indices } = virtualRows(100, 20, 1000, kept);
  expect(indices).toContain(index);
  expect(indices).toHaveLength(31);
});

it('keeps no row twice, and none beyond the list', () => {
  expect(virtualRows(100, 20, 1000, 110).indices).toHaveLength(30);
  expect(virtualRows(100, 20, 1000, 1000).indices).toHaveLength(30);
});
