import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge, shareOf } from '../../../../lib/retry/success.ts';
import { cpuMs } from '../../../fixtures/cpu-time.ts';

describe('the interval', () => {
  test('is Wilson’s', () => {
    // 5 of 20 and 10 of 10, as tables of the interval without continuity correction give them.
    const { low, high } = shareOf(5, 20);
    expect(low).toBeCloseTo(0.1118617, 6);
    expect(high).toBeCloseTo(0.4687008, 6);
    expect(shareOf(10, 10).low).toBeCloseTo(0.7224672, 6);
    expect(shareOf(10, 10).high).toBe(1);
    expect(shareOf(0, 10).low).toBe(0);
    expect(shareOf(0, 0)).toMatchObject({ low: 0, high: 1 });
  });

  test('holds the share, and mirrors', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), (succeeded, failed) => {
        const total = succeeded + failed;
        const { low, high } = shareOf(succeeded, total);
        const share = total === 0 ? 0.5 : succeeded / total;
        expect(low).toBeLessThanOrEqual(share);
        expect(high).toBeGreaterThanOrEqual(share);
        expect(shareOf(failed, total).low).toBeCloseTo(1 - high, 9);
      }),
    );
  });
});

describe('the verdict', () => {
  const verdict = (succeeded: number, total: number, target = 0.9999) =>
    judge(shareOf(succeeded, total), target);

  test('takes 29 956 calls without a failure for 99.99 %', () => {
    expect(Math.ceil(Math.log(0.05) / Math.log(0.9999))).toBe(29_956);
    expect(verdict(0, 0)).toEqual({ kind: 'not-enough', needed: 29_956 });
    expect(verdict(6, 6)).toEqual({ kind: 'not-enough', needed: 29_950 });
    expect(verdict(29_955, 29_955)).toEqual({ kind: 'not-enough', needed: 1 });
    expect(verdict(29_956, 29_956)).toEqual({ kind: 'met' });
  });

  test('takes more with failures: 47 437 with one, 62 956 with two', () => {
    // Close to the Poisson limit: half the 95 % quantiles of chi-squared with 4 and 6 degrees of freedom, by 10 000.
    expect(verdict(19_999, 20_000)).toEqual({ kind: 'not-enough', needed: 27_437 });
    expect(verdict(47_436, 47_437)).toEqual({ kind: 'met' });
    expect(verdict(47_435, 47_436)).toEqual({ kind: 'not-enough', needed: 1 });
    expect(verdict(62_954, 62_956)).toEqual({ kind: 'met' });
  });

  test('is missed when so many failures would be too great a coincidence', () => {
    expect(verdict(5, 20)).toEqual({ kind: 'missed' });
    // One failure in 512 calls has a chance of just under 5 % at the target, in 513 of just over.
    expect(verdict(511, 512)).toEqual({ kind: 'missed' });
    expect(verdict(512, 513)).toMatchObject({ kind: 'not-enough' });
  });

  test('knows the targets that need no calls, or that no calls can show', () => {
    expect(verdict(0, 1, 0)).toEqual({ kind: 'met' });
    expect(verdict(9, 9, 1)).toEqual({ kind: 'not-enough', needed: null });
    expect(verdict(8, 9, 1)).toEqual({ kind: 'missed' });
  });

  test('of not-enough is met exactly with the calls it names', () => {
    fc.assert(
      fc.property(
        fc.nat(400),
        fc.nat(40),
        fc.double({ min: 0.5, max: 0.999, noNaN: true }),
        (ok, bad, target) => {
          const answer = verdict(ok, ok + bad, target);
          if (answer.kind !== 'not-enough' || answer.needed === null) return;
          const { needed } = answer;
          expect(verdict(ok + needed, ok + bad + needed, target).kind).toBe('met');
          expect(verdict(ok + needed - 1, ok + bad + needed - 1, target).kind).toBe('not-enough');
        },
      ),
    );
  });

  test('stays quick however many calls there are', () => {
    const took = cpuMs(() => {
      verdict(500_000, 1_000_000, 0.5);
      verdict(999_900, 1_000_000);
    });
    expect(took).toBeLessThan(2000);
  });
});
