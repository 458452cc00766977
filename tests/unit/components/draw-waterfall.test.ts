import { describe, expect, it } from 'vitest';
import { drawWaterfall } from '../../../components/timeline/draw-waterfall.ts';
import type { Exchange } from '../../../lib/http/exchange.ts';
import { advice, noon, row } from './sample.ts';

const colours = {
  ok: 'ok',
  redir: 'redir',
  client: 'client',
  server: 'server',
  none: 'none',
  accent: 'accent',
  mute: 'mute',
};

/** What is painted for one row 24 px tall in a column of 112 px, of which 100 are 1000 ms from noon on. */
function painted(exchange: Partial<Exchange>, notBefore: number | null = null): string[] {
  const calls: string[] = [];
  const round = (value: unknown) => (typeof value === 'number' ? Math.round(value * 10) / 10 : String(value));
  // A browser's context in all that is used of it; the real one is looked at in tests/e2e/list.test.ts.
  const context = new Proxy({} as Record<string, unknown>, {
    get: (state, name: string) =>
      name in state
        ? state[name]
        : (...values: unknown[]) => {
            const with_ = name === 'fillRect' ? ` ${state.fillStyle}` : '';
            calls.push(`${name}(${values.map(round).join(',')})${with_}`);
          },
    set(state, name: string, value) {
      state[name] = value;
      if (name === 'globalCompositeOperation' || name === 'strokeStyle') calls.push(`${name}=${value}`);
      return true;
    },
  }) as unknown as CanvasRenderingContext2D;
  const sheet = { context, width: 112, rowHeight: 24, colours };
  const one = row({
    exchange: { time: 500, responseStart: 300, ...exchange },
    advice: advice({ notBefore }),
  });
  drawWaterfall(sheet, [{ row: one, y: 48 }], { start: noon, end: noon + 1000 });
  return calls;
}

describe('a bar', () => {
  it('is paler while it waits, in the colour of the status', () => {
    expect(painted({ status: 200 })).toEqual(['fillRect(0,56,30,8) ok', 'fillRect(30,56,20,8) ok']);
  });

  it('is thin while the connection is made', () => {
    const timings = { blocked: 100, dns: -1, connect: 200, ssl: 100, send: 0, wait: 200, receive: 0 };
    expect(painted({ timings })).toEqual([
      'fillRect(0,59,10,2) mute',
      'fillRect(10,57.5,10,5) client',
      'fillRect(20,57.5,10,5) none',
      'fillRect(30,56,20,8) server',
    ]);
  });

  it('is a dashed outline to the end of the window while nothing has come', () => {
    const calls = painted({ state: 'pending', status: 0, time: -1 });
    expect(calls).toContain('setLineDash(3,2)');
    expect(calls).toContain('strokeRect(0.5,56.5,99,7)');
    expect(calls.join()).not.toContain('fillRect');
  });

  it('is a mark at its start where its end was never seen', () => {
    const calls = painted({ state: 'pending', status: 503, time: -1, responseStart: -1, gap: 'no-end' });
    expect(calls).toEqual(['fillRect(0,56,3,8) redir']);
  });

  it('is a whole outline where the cache answered', () => {
    const calls = painted({ fromCache: true });
    expect(calls).toContain('setLineDash()');
    expect(calls).toContain('strokeRect(0.5,56.5,49,7)');
    expect(calls.join()).not.toContain('fillRect');
  });

  it('ends in a cross where it failed', () => {
    const calls = painted({ state: 'failed', status: 0, responseStart: -1 });
    expect(calls[0]).toBe('fillRect(0,56,50,8) none');
    expect(calls).toContain('moveTo(51.5,57.5)');
    expect(calls).toContain('lineTo(56.5,62.5)');
  });
});

describe('the next retry', () => {
  it('is a diamond, hollow also over a bar', () => {
    const calls = painted({}, noon + 400);
    const hollow = calls.indexOf('globalCompositeOperation=destination-out');
    expect(calls.slice(hollow - 5, hollow)).toEqual([
      'moveTo(40,56)',
      'lineTo(44,60)',
      'lineTo(40,64)',
      'lineTo(36,60)',
      'closePath()',
    ]);
    expect(calls.slice(hollow + 1)).toEqual([
      'fill()',
      'globalCompositeOperation=source-over',
      'strokeStyle=accent',
      'stroke()',
    ]);
  });

  it('is an arrow at the edge where it is later than the window', () => {
    const calls = painted({}, noon + 60_000);
    expect(calls).toContain('lineTo(109,60)');
    expect(calls.join()).not.toContain('destination-out');
  });

  it('is not drawn where it was before the window', () => {
    expect(painted({}, noon - 500)).toEqual(painted({}));
  });
});
