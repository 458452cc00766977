import { describe, expect, it } from 'vitest';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';
import { barOf, instantX, windowOf } from '../../../../lib/timeline/waterfall.ts';

const exchange = (startedDateTime: number, time: number, rest: Partial<Exchange> = {}): Exchange => ({
  ...emptyExchange,
  startedDateTime,
  time,
  state: 'complete',
  ...rest,
});

describe('windowOf', () => {
  it('spans from the first start to the last end', () => {
    expect(windowOf([exchange(100, 50), exchange(120, 500), exchange(600, 10)])).toEqual({
      start: 100,
      end: 620,
    });
  });

  it('has no window without exchanges, and 1 ms for one that took no time', () => {
    expect(windowOf([])).toBeNull();
    expect(windowOf([exchange(100, 0)])).toEqual({ start: 100, end: 101 });
  });
});

describe('barOf', () => {
  const window = { start: 0, end: 1000 };

  it('maps start and duration to the width', () => {
    expect(barOf(exchange(250, 500), window, 200)).toEqual({ x: 50, width: 100, waiting: 100, open: false });
  });

  it('splits at the response head', () => {
    expect(barOf(exchange(0, 1000, { responseStart: 750 }), window, 200).waiting).toBe(150);
  });

  it('keeps short bars visible and inside', () => {
    expect(barOf(exchange(1000, 0), window, 200)).toMatchObject({ x: 197, width: 3 });
  });

  it('draws a pending exchange to the end of the window', () => {
    expect(barOf(exchange(500, -1, { state: 'pending' }), window, 200)).toMatchObject({
      x: 100,
      width: 100,
      open: true,
    });
  });

  it('never leaves the row', () => {
    expect(barOf(exchange(-500, 5000), window, 200)).toMatchObject({ x: 0, width: 200 });
  });
});

it('instantX lies outside the row for an instant outside the window', () => {
  expect(instantX(2000, { start: 0, end: 1000 }, 200)).toBe(400);
});
