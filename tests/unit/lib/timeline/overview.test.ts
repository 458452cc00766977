import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';
import type { Row } from '../../../../lib/session/row.ts';
import {
  type Binning,
  binAt,
  binRows,
  countClasses,
  countsOfBin,
  countWithin,
  fullestBin,
  rangeOfBin,
  responseClasses,
  rowsWithin,
  sessionRange,
  stackHeights,
} from '../../../../lib/timeline/overview.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const rowOf = (exchange: Partial<Exchange>): Row =>
  ({ exchange: { ...emptyExchange, state: 'complete', ...exchange } }) as Row;
const rowAt = (startedDateTime: number, status = 200): Row => rowOf({ startedDateTime, status });
const none = { success: 0, redirect: 0, pending: 0, client: 0, server: 0, unknown: 0, none: 0 };

const total = (counts: ReturnType<typeof countClasses>) =>
  responseClasses.reduce((sum, name) => sum + counts[name], 0);
const binned = (binning: Binning) =>
  Array.from({ length: binning.bins }, (_, bin) => countsOfBin(binning, bin));

const anyRow = fc.record({
  startedDateTime: fc.oneof(
    fc.integer({ min: noon - 5000, max: noon + 5000 }),
    fc.double({ min: 0, max: 253_402_300_799_999, noNaN: true }),
  ),
  status: fc.constantFrom(0, 101, 200, 204, 301, 404, 429, 503, 999, 1000),
  state: fc.constantFrom('pending', 'complete', 'failed'),
  gap: fc.constantFrom('', 'no-end', 'start-missed'),
} satisfies Record<string, fc.Arbitrary<unknown>>);
const anyRows = fc
  .array(anyRow, { maxLength: 60 })
  .map((list) => list.sort((a, b) => a.startedDateTime - b.startedDateTime).map((one) => rowOf(one)));
const anyRange = fc
  .tuple(fc.integer({ min: noon - 6000, max: noon + 6000 }), fc.integer({ min: 1, max: 20_000 }))
  .map(([from, length]) => ({ from, to: from + length }));
const mostBins = fc.integer({ min: 20, max: 500 });

describe('binRows', () => {
  it('counts by time and class', () => {
    const rows = [rowAt(1000), rowAt(1001, 503), rowAt(1004, 302), rowAt(1009, 404)];
    const binning = binRows(rows, { from: 1000, to: 1010 }, 3);
    expect(binning).toMatchObject({ width: 4, bins: 3, before: 0, after: 0 });
    expect(rangeOfBin(binning, 0)).toEqual({ from: 1000, to: 1004 });
    expect(binned(binning)).toEqual([
      { ...none, success: 1, server: 1 },
      { ...none, redirect: 1 },
      { ...none, client: 1 },
    ]);
    expect(fullestBin(binning)).toBe(2);
  });

  it.each<[Partial<Exchange>, (typeof responseClasses)[number]]>([
    [{ status: 101 }, 'success'],
    [{ status: 204 }, 'success'],
    [{ status: 304 }, 'redirect'],
    [{ status: 429 }, 'client'],
    [{ status: 599 }, 'server'],
    [{ status: 999 }, 'unknown'],
    [{ status: 99 }, 'unknown'],
    [{ status: 0, state: 'failed' }, 'none'],
    [{ status: 0, state: 'pending' }, 'pending'],
    [{ status: 0, state: 'pending', gap: 'start-missed' }, 'pending'],
    [{ status: 0, state: 'pending', gap: 'no-end' }, 'none'],
    [{ status: 200, state: 'pending' }, 'success'],
  ])('%j is %s', (exchange, name) => {
    expect(countClasses([rowOf(exchange)])).toEqual({ ...none, [name]: 1 });
  });

  it('counts every row once: in the bin of its start, or before or after the bins', () => {
    fc.assert(
      fc.property(anyRows, anyRange, mostBins, (rows, range, most) => {
        const binning = binRows(rows, range, most);
        expect(binning.bins).toBeLessThanOrEqual(most + 1);
        for (const [bin, counts] of binned(binning).entries()) {
          expect(counts).toEqual(countClasses(rowsWithin(rows, rangeOfBin(binning, bin))));
        }
        const sum = binned(binning).reduce((all, counts) => all + total(counts), 0);
        expect(binning.before + sum + binning.after).toBe(rows.length);
        const first = rangeOfBin(binning, 0).from;
        expect(binning.before).toBe(rows.filter(({ exchange }) => exchange.startedDateTime < first).length);
      }),
    );
  });

  it('covers the range, whose edges lie in its first and last bin', () => {
    fc.assert(
      fc.property(anyRange, mostBins, (range, most) => {
        const binning = binRows([], range, most);
        expect(binAt(binning, range.from)).toBe(0);
        expect(rangeOfBin(binning, binning.bins - 1).to).toBeGreaterThanOrEqual(range.to);
        expect(rangeOfBin(binning, binning.bins - 1).from).toBeLessThan(range.to);
      }),
    );
  });

  it('counts on to what it would count anew, whatever was counted before', () => {
    fc.assert(
      fc.property(
        anyRows,
        anyRows,
        fc.nat(60),
        anyRange,
        anyRange,
        mostBins,
        (a, b, kept, one, two, most) => {
          const later = [...a.slice(0, kept), ...b];
          for (const range of [one, two]) {
            const before = binRows(a, one, most);
            expect(binRows(later, range, most, before)).toEqual(binRows(later, range, most));
          }
        },
      ),
    );
  });

  it('finds what lay beyond the end when the view reaches further', () => {
    const rows = [0, 40, 90, 140].map((after) => rowAt(noon + after));
    const near = binRows(rows, { from: noon, to: noon + 100 }, 100);
    expect(near.after).toBe(1);
    const far = { from: noon, to: noon + 199 };
    expect(binRows(rows, far, 199, near)).toEqual(binRows(rows, far, 199));
  });

  it('counts the whole session on while it grows and its rows change', () => {
    fc.assert(
      fc.property(anyRows, anyRows, mostBins, (a, b, most) => {
        let binning: Binning | null = null;
        const rows: Row[] = [];
        for (const row of [...a, ...b].sort(
          (x, y) => x.exchange.startedDateTime - y.exchange.startedDateTime,
        )) {
          rows.push(row);
          rows[0] = rowOf({ ...rows[0]?.exchange, status: 503 });
          const range = sessionRange(rows, most);
          if (!range) throw new Error('rows without a range');
          binning = binRows([...rows], range, most, binning);
          expect(binning).toEqual(binRows(rows, range, most));
          expect([binning.before, binning.after]).toEqual([0, 0]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('looks at nothing but what was appended', () => {
    let looks = 0;
    const watched = (at: number): Row => {
      const { exchange } = rowAt(at);
      const look = () => {
        looks += 1;
        return 200;
      };
      Object.defineProperty(exchange, 'status', { get: look });
      return { exchange } as Row;
    };
    const rows = Array.from({ length: 5000 }, (_, index) => watched(noon + index * 10));
    const range = { from: noon, to: noon + 100_000 };
    const before = binRows(rows, range, 200);
    expect(looks).toBe(5000);
    looks = 0;
    // The rows are made anew with every batch, around the same exchanges.
    const later = [...rows.map(({ exchange }) => ({ exchange }) as Row), watched(noon + 60_000)];
    const binning = binRows(later, range, 200, before);
    expect(looks).toBe(1);
    expect(total(countsOfBin(binning, binAt(binning, noon + 60_000)))).toBe(1);
    expect(binned(binning).reduce((sum, counts) => sum + total(counts), 0)).toBe(5001);
  });
});

describe('sessionRange', () => {
  it('is nothing without rows, and never too short to see', () => {
    expect(sessionRange([], 100)).toBeNull();
    const range = sessionRange([rowAt(noon)], 100);
    expect(range && range.to - range.from).toBeGreaterThanOrEqual(1000);
  });

  it('holds every row with little room to spare', () => {
    fc.assert(
      fc.property(
        anyRows.filter((rows) => rows.length > 0),
        mostBins,
        (rows, most) => {
          const range = sessionRange(rows, most);
          const first = rows[0]?.exchange.startedDateTime ?? 0;
          const last = rows.at(-1)?.exchange.startedDateTime ?? 0;
          if (!range) throw new Error('rows without a range');
          expect(range.from).toBeLessThanOrEqual(first);
          expect(range.to).toBeGreaterThan(last);
          const span = Math.max(1000, last - first);
          expect(range.to - range.from).toBeLessThanOrEqual(span * (1 + 20 / (most - 9)) + 10);
          expect(rowsWithin(rows, range)).toHaveLength(rows.length);
        },
      ),
    );
  });

  it('holds still while a session grows a little', () => {
    const rows = (count: number) => Array.from({ length: count }, (_, index) => rowAt(noon + index * 100));
    const ranges = Array.from({ length: 100 }, (_, more) => sessionRange(rows(1000 + more), 200)?.to);
    expect(new Set(ranges).size).toBeLessThan(6);
  });
});

describe('rowsWithin', () => {
  it('takes the start of a range in, its end out', () => {
    const rows = [rowAt(10), rowAt(20), rowAt(20), rowAt(30)];
    expect(rowsWithin(rows, { from: 20, to: 30 })).toEqual(rows.slice(1, 3));
    expect(rowsWithin(rows, null)).toBe(rows);
  });

  it('is what looking at each row would find', () => {
    fc.assert(
      fc.property(anyRows, anyRange, (rows, { from, to }) => {
        const inside = rows.filter(({ exchange: { startedDateTime: at } }) => at >= from && at < to);
        expect(rowsWithin(rows, { from, to })).toEqual(inside);
      }),
    );
  });
});

describe('countWithin', () => {
  it('is what counting the rows of the range would find, wherever the bins lie', () => {
    fc.assert(
      fc.property(anyRows, anyRange, fc.option(anyRange), mostBins, (rows, view, range, most) => {
        const binning = binRows(rows, view, most);
        expect(countWithin(binning, range)).toEqual(countClasses(rowsWithin(rows, range)));
      }),
    );
  });

  it('looks only at rows of bins that the range cuts', () => {
    let looks = 0;
    const rows = Array.from({ length: 1000 }, (_, index) => {
      const { exchange } = rowAt(noon + index);
      const look = () => {
        looks += 1;
        return 200;
      };
      Object.defineProperty(exchange, 'status', { get: look });
      return { exchange } as Row;
    });
    const binning = binRows(rows, { from: noon, to: noon + 1000 }, 200);
    looks = 0;
    expect(countWithin(binning, { from: noon + 101, to: noon + 901 }).success).toBe(800);
    expect(looks).toBeLessThanOrEqual(2 * binning.width);
  });
});

describe('stackHeights', () => {
  it('is to scale, and what is rare can still be seen', () => {
    expect(stackHeights({ ...none, success: 50, server: 25 }, 100, 24, 3)).toEqual([12, 0, 0, 0, 6, 0, 0]);
    expect(stackHeights({ ...none, success: 999, none: 1 }, 1000, 24, 3)).toEqual([21, 0, 0, 0, 0, 0, 3]);
  });

  it('never leaves the strip, and shows every class that is there', () => {
    const counts = fc.record(
      Object.fromEntries(responseClasses.map((name) => [name, fc.nat(1000)])) as Record<
        (typeof responseClasses)[number],
        fc.Arbitrary<number>
      >,
    );
    fc.assert(
      fc.property(counts, fc.nat(10_000), fc.integer({ min: 14, max: 80 }), (bar, more, height) => {
        const heights = stackHeights(bar, Math.max(1, total(bar) + more), height, 2);
        expect(heights.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(height);
        for (const [index, name] of responseClasses.entries()) {
          const at = heights[index] ?? 0;
          expect(bar[name] > 0 ? at >= 2 : at === 0).toBe(true);
        }
      }),
    );
  });
});
