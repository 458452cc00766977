import { describe, expect, it } from 'vitest';
import {
  columnsFor,
  resized,
  sortedBy,
  sortOf,
  toggled,
  tracksOf,
} from '../../../components/inspector/columns.ts';
import { type ColumnId, defaultColumnLayout } from '../../../lib/session/column-layout.ts';

const all: ColumnId[] = ['status', 'method', 'call', 'provider', 'advice', 'time', 'waterfall'];
const four = ['status', 'call', 'advice', 'time'];

describe('what is shown', () => {
  it.each([
    [480, four],
    [559, four],
    [560, all.slice(0, 6)],
    [719, all.slice(0, 6)],
    [720, all],
  ])('follows the room: %d px', (width, columns) => {
    expect(columnsFor(defaultColumnLayout, width)).toEqual(columns);
  });

  it('follows a choice, in any room', () => {
    const without = toggled(defaultColumnLayout, 'provider', 1000);
    expect(columnsFor(without, 1000)).toEqual(all.filter((id) => id !== 'provider'));
    const withBars = toggled(defaultColumnLayout, 'waterfall', 480);
    expect(columnsFor(withBars, 480)).toEqual([...four, 'waterfall']);
  });

  it('forgets a choice that the room would make as well', () => {
    const hidden = toggled(defaultColumnLayout, 'method', 1000);
    expect(hidden.shown).toEqual({ method: false });
    expect(toggled(hidden, 'method', 1000).shown).toEqual({});
  });
});

describe('the order', () => {
  it('is that of the start, then rises, falls, and comes back', () => {
    expect(sortOf(defaultColumnLayout)).toEqual({ by: 'waterfall', descending: false });
    const rising = sortedBy(defaultColumnLayout, 'time');
    expect(rising.sort).toEqual({ by: 'time', descending: false });
    const falling = sortedBy(rising, 'time');
    expect(falling.sort).toEqual({ by: 'time', descending: true });
    expect(sortedBy(falling, 'time').sort).toBeNull();
    expect(sortedBy(falling, 'call').sort).toEqual({ by: 'call', descending: false });
  });

  it('of the waterfall falls at the first press, for it rises already', () => {
    const falling = sortedBy(defaultColumnLayout, 'waterfall');
    expect(falling.sort).toEqual({ by: 'waterfall', descending: true });
    expect(sortedBy(falling, 'waterfall').sort).toBeNull();
    expect(sortedBy(sortedBy(defaultColumnLayout, 'time'), 'waterfall').sort).toBeNull();
  });
});

describe('widths', () => {
  it('stay inside their limits, and go', () => {
    const wide = resized(defaultColumnLayout, 'time', 9000);
    expect(wide.widths).toEqual({ time: 2000 });
    expect(resized(wide, 'time', 3).widths).toEqual({ time: 40 });
    expect(resized(wide, 'time', null).widths).toEqual({});
  });

  it('replace the tracks that the room gives', () => {
    expect(tracksOf(['status', 'call'], { status: 90 }, 480)).toBe('minmax(40px, 90px) minmax(80px, 1fr)');
  });

  it('leave the last column what is left where nothing else stretches', () => {
    expect(tracksOf(['call', 'time'], { call: 300 }, 480)).toBe('minmax(40px, 300px) minmax(52px, 1fr)');
  });
});

it.each([480, 555])('the least widths of all columns fit %d px', (width) => {
  const least = [...tracksOf(all, {}, width).matchAll(/minmax\((\d+)px/g)].map(([, px]) => Number(px));
  expect(least).toHaveLength(7);
  expect(least.reduce((sum, px) => sum + px, 0)).toBeLessThanOrEqual(width - 15);
});
