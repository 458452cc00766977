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

  const timings = { blocked: 100, dns: -1, connect: 300, ssl: 200, send: 0, wait: 350, receive: 50 };

  it('maps start and duration to the width', () => {
    expect(barOf(exchange(250, 500), window, 200)).toMatchObject({ x: 50, width: 100, open: false });
  });

  it('splits at the response head where no phases are known', () => {
    expect(barOf(exchange(0, 1000, { responseStart: 750 }), window, 200).parts).toEqual([
      { phase: 'wait', x: 0, width: 150 },
      { phase: 'receive', x: 150, width: 50 },
    ]);
  });

  it('follows HAR’s phases, TLS apart from the connection that holds it, and leaves out what did not happen', () => {
    expect(barOf(exchange(200, 800, { timings }), window, 1000).parts).toEqual([
      { phase: 'blocked', x: 200, width: 100 },
      { phase: 'connect', x: 300, width: 100 },
      { phase: 'ssl', x: 400, width: 200 },
      { phase: 'wait', x: 600, width: 350 },
      { phase: 'receive', x: 950, width: 50 },
    ]);
  });

  it('stretches phases that do not add up to the time', () => {
    const { parts } = barOf(exchange(0, 400, { timings }), window, 1000);
    expect(parts[0]).toEqual({ phase: 'blocked', x: 0, width: 50 });
    const last = parts.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(400);
  });

  it('fills the bar also where no phase took any time', () => {
    expect(barOf(exchange(500, 0), window, 200).parts).toEqual([{ phase: 'wait', x: 100, width: 3 }]);
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
