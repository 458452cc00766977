import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeLabels, scheduleAxis, thinTicks } from '../../../../lib/timeline/schedule-axis.ts';

const memfault = [8, 72, 584, 4680, 37_448];
const edges = { from: 10, to: 442 };

describe('scheduleAxis', () => {
  it('is logarithmic over seconds to hours, and keeps every retry apart', () => {
    const axis = scheduleAxis({ instants: memfault, ...edges });
    expect(axis.kind).toBe('log');
    const xs = [0, ...memfault].map(axis.x);
    expect(xs[0]).toBe(10);
    expect(xs[5]).toBeCloseTo(442);
    for (let i = 1; i < xs.length; i++) expect((xs[i] ?? 0) - (xs[i - 1] ?? 0)).toBeGreaterThan(30);
  });

  it('is linear where the marks are of one order', () => {
    const axis = scheduleAxis({ instants: [7200, 14_400, 21_600], ...edges });
    expect(axis.kind).toBe('linear');
    expect(axis.x(10_800)).toBe(226);
  });

  it('makes room for an outage beyond the last retry', () => {
    expect(scheduleAxis({ instants: [60], others: [21_600], ...edges }).end).toBe(21_600);
  });

  it('is not stretched by a mark within a fraction of a second', () => {
    const axis = scheduleAxis({ instants: memfault, others: [0.001], ...edges });
    expect(axis.x(8) - axis.x(0)).toBeLessThan(200);
  });

  it('is monotonous and stays between its edges for any marks', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.double({ min: 0, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 30 }),
        fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }), { maxLength: 5 }),
        (marks, others) => {
          const instants = marks.toSorted((a, b) => a - b);
          const axis = scheduleAxis({ instants, others, ...edges });
          const xs = instants.map(axis.x);
          xs.forEach((x, index) => {
            expect(x).toBeGreaterThanOrEqual(edges.from);
            expect(x).toBeLessThanOrEqual(edges.to + 1e-9);
            if (index > 0) expect(x).toBeGreaterThanOrEqual((xs[index - 1] ?? 0) - 1e-9);
            expect(axis.x(axis.secondsAt(x))).toBeCloseTo(x, 6);
          });
        },
      ),
    );
  });
});

describe('placeLabels', () => {
  const at = (x: number, rank = 1, width = 40) => ({ x, width, rank });

  it('centres labels, and pushes those at the edges inwards', () => {
    expect(placeLabels([at(0), at(100), at(200)], { from: 0, to: 200, gap: 6 })).toEqual([
      { index: 0, left: 0 },
      { index: 1, left: 80 },
      { index: 2, left: 160 },
    ]);
  });

  it('leaves out the one of lower rank where two collide', () => {
    expect(placeLabels([at(100, 2), at(110, 1)], { from: 0, to: 200, gap: 6 })).toEqual([
      { index: 1, left: 90 },
    ]);
  });

  it('never lets two labels touch', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: fc.nat(400), rank: fc.nat(3), width: fc.integer({ min: 1, max: 80 }) })),
        (requests) => {
          const placed = placeLabels(requests, { from: 0, to: 400, gap: 6 });
          const spans = placed
            .map(({ index, left }) => ({ left, right: left + (requests[index]?.width ?? 0) }))
            .sort((a, b) => a.left - b.left);
          spans.forEach((span, i) => {
            const next = spans[i + 1];
            if (next) expect(next.left).toBeGreaterThanOrEqual(span.right + 6);
          });
        },
      ),
    );
  });
});

describe('thinTicks', () => {
  it('keeps ticks the gap apart, the first and the last among them', () => {
    expect(thinTicks([0, 1, 2, 3, 4, 5, 6, 7], 3)).toEqual([0, 3, 7]);
    expect(thinTicks([], 3)).toEqual([]);
    expect(thinTicks([5], 3)).toEqual([0]);
    expect(thinTicks([0, 10, 20], 3)).toEqual([0, 1, 2]);
  });
});
