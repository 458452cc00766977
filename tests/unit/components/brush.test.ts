import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  drag,
  instantAt,
  LEAST_VIEW,
  move,
  pressArrow,
  reveal,
  xOf,
  zoom,
} from '../../../components/overview/brush.ts';

const session = { from: 0, to: 10_000 };
const whole = { view: session, session };
const range = { from: 2000, to: 4000 };

const rangeIn = (from: number, to: number) =>
  fc
    .tuple(fc.integer({ min: from, max: to - 1 }), fc.integer({ min: from, max: to - 1 }))
    .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }));

it('maps px to instants and back', () => {
  expect(instantAt(250, session, 1000)).toBe(2500);
  expect(xOf(2500, session, 1000)).toBe(250);
});

describe('dragging', () => {
  it('makes a range, in either direction, inside the view', () => {
    expect(drag('outside', null, { from: 1000, to: 3000 }, whole)).toEqual({ from: 1000, to: 3000 });
    expect(drag('outside', range, { from: 9000, to: 8000 }, whole)).toEqual({ from: 8000, to: 9000 });
    expect(drag('outside', null, { from: 9000, to: 99_000 }, whole)).toEqual({ from: 9000, to: 10_000 });
  });

  it('moves a range by the way gone, and no further than the session', () => {
    expect(drag('inside', range, { from: 3000, to: 3500 }, whole)).toEqual({ from: 2500, to: 4500 });
    expect(drag('inside', range, { from: 3000, to: -9000 }, whole)).toEqual({ from: 0, to: 2000 });
  });

  it('resizes by an edge, also beyond the other', () => {
    expect(drag('from', range, { from: 2000, to: 1000 }, whole)).toEqual({ from: 1000, to: 4000 });
    expect(drag('to', range, { from: 4000, to: 5000 }, whole)).toEqual({ from: 2000, to: 5000 });
    expect(drag('to', range, { from: 4000, to: 500 }, whole)).toEqual({ from: 500, to: 2000 });
  });

  it('leaves the edge alone that is out of view', () => {
    const bounds = { view: { from: 3500, to: 5000 }, session };
    expect(drag('to', range, { from: 4000, to: 4500 }, bounds)).toEqual({ from: 2000, to: 4500 });
    expect(drag('inside', range, { from: 3600, to: 3700 }, bounds)).toEqual({ from: 2100, to: 4100 });
  });

  it('never makes an empty range', () => {
    const instants = fc.record({ from: fc.double({ min: -1e4, max: 2e4, noNaN: true }), to: fc.integer() });
    const grips = fc.constantFrom('from', 'to', 'inside', 'outside');
    fc.assert(
      fc.property(grips, fc.option(rangeIn(0, 10_000)), instants, (grip, start, went) => {
        const { from, to } = drag(grip, start, went, whole);
        expect(to).toBeGreaterThan(from);
      }),
    );
  });
});

describe('the arrows', () => {
  it('make a range at the edge that they point away from', () => {
    expect(pressArrow('ArrowRight', false, null, whole)).toEqual({ from: 0, to: 1000 });
    expect(pressArrow('ArrowLeft', false, null, whole)).toEqual({ from: 9000, to: 10_000 });
  });

  it('move it, and with Shift resize it', () => {
    expect(pressArrow('ArrowRight', false, range, whole)).toEqual({ from: 2200, to: 4200 });
    expect(pressArrow('ArrowLeft', false, range, whole)).toEqual({ from: 1800, to: 3800 });
    expect(pressArrow('ArrowRight', true, range, whole)).toEqual({ from: 2000, to: 4200 });
    expect(pressArrow('ArrowLeft', true, range, whole)).toEqual({ from: 2000, to: 3800 });
    expect(pressArrow('ArrowLeft', true, null, whole)).toEqual({ from: 0, to: 9800 });
    expect(pressArrow('ArrowRight', true, null, whole)).toBeNull();
  });

  it('stop at the ends, and at nothing', () => {
    expect(pressArrow('ArrowLeft', false, { from: 100, to: 300 }, whole)).toEqual({ from: 0, to: 200 });
    expect(pressArrow('ArrowRight', true, { from: 100, to: 9900 }, whole)).toEqual({ from: 100, to: 10_000 });
    expect(pressArrow('ArrowLeft', true, { from: 100, to: 110 }, whole)).toEqual({ from: 100, to: 101 });
  });

  it('take the view along', () => {
    const view = { from: 2000, to: 3000 };
    expect(reveal({ from: 2900, to: 3100 }, { view, session })).toEqual({ from: 2100, to: 3100 });
    expect(reveal({ from: 1900, to: 2500 }, { view, session })).toEqual({ from: 1900, to: 2900 });
    expect(reveal({ from: 2100, to: 2500 }, { view, session })).toEqual(view);
    expect(reveal({ from: 0, to: 4000 }, { view, session })).toEqual({ from: 3000, to: 4000 });
    expect(reveal({ from: 0, to: 2500 }, { view, session })).toEqual(view);
  });
});

describe('zooming', () => {
  it('keeps the instant under the pointer where it is, inside the session', () => {
    fc.assert(
      fc.property(rangeIn(0, 10_000), fc.double({ min: 0, max: 1, noNaN: true }), (view, share) => {
        const at = view.from + share * (view.to - view.from);
        const next = zoom(view, session, at, 0.8);
        if (!next) throw new Error('closer is never the whole');
        expect(next.from).toBeGreaterThanOrEqual(0);
        expect(next.to).toBeLessThanOrEqual(10_000);
        expect(next.to - next.from).toBeCloseTo(Math.max(LEAST_VIEW, (view.to - view.from) * 0.8));
        if (view.to - view.from > 200) expect((at - next.from) / (next.to - next.from)).toBeCloseTo(share);
      }),
    );
  });

  it('is the whole session again once it is seen', () => {
    expect(zoom({ from: 0, to: 9000 }, session, 0, 2)).toBeNull();
    expect(zoom({ from: 4000, to: 5000 }, session, 4500, 2)).toEqual({ from: 3500, to: 5500 });
  });
});

it('a moved range is as long as it was, or as its bounds', () => {
  fc.assert(
    fc.property(rangeIn(-500, 20_000), fc.integer(), (one, by) => {
      const { from, to } = move(one, by, session);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(10_000);
      expect(to - from).toBe(Math.min(one.to - one.from, 10_000));
    }),
  );
});
