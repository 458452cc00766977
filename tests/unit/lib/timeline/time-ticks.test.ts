import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeTicks } from '../../../../lib/timeline/time-ticks.ts';

const noon = Date.UTC(2026, 10, 21, 12);

describe('timeTicks', () => {
  const length = (ms: number) => ({ from: noon + 1234, to: noon + 1234 + ms });

  it.each([
    [700, 8, 100],
    [9000, 8, 2000],
    [400_000, 8, 60_000],
    [3_600_000, 13, 300_000],
    [86_400_000, 10, 10_800_000],
    [20 * 86_400_000, 8, 5 * 86_400_000],
  ])('%i ms with at most %i ticks has one every %i ms', (span, most, step) => {
    expect(timeTicks(length(span), most, 0).step).toBe(step);
  });

  it('stands at round local times', () => {
    const half = 5.5 * 3_600_000;
    const { instants, step } = timeTicks({ from: noon, to: noon + 4 * 3_600_000 }, 5, half);
    expect(step).toBe(3_600_000);
    expect(instants[0]).toBe(noon + 1_800_000);
  });

  it('has few ticks inside the range, a step apart, from milliseconds to centuries', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 14, noNaN: true }),
        fc.integer({ min: 1, max: 30 }),
        (power, most) => {
          const range = { from: noon, to: noon + 10 ** power };
          const { instants, step } = timeTicks(range, most, 0);
          expect(instants.length).toBeLessThanOrEqual(most + 1);
          for (const [index, at] of instants.entries()) {
            expect(at).toBeGreaterThanOrEqual(range.from);
            expect(at).toBeLessThanOrEqual(range.to);
            if (index > 0) expect(at - (instants[index - 1] ?? 0)).toBe(step);
          }
        },
      ),
    );
  });
});
