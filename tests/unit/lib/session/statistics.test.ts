import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../../lib/http/exchange.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { buildRows } from '../../../../lib/session/rows.ts';
import { judge, providerFigures, shareOf } from '../../../../lib/session/statistics.ts';
import { drawCallOf, drawnAt } from '../../../fixtures/draw-call.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const figures = (exchanges: readonly Exchange[], censored: readonly string[] = []) =>
  providerFigures(buildRows(exchanges, catalogue), catalogue, new Set(censored));

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
    const start = performance.now();
    verdict(500_000, 1_000_000, 0.5);
    verdict(999_900, 1_000_000);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('the figures of a provider', () => {
  const memfault = (request = 1) =>
    drawCallOf(
      { url: `https://api.memfault.com/${request}`, startedDateTime: drawnAt + request },
      request * 10,
    );

  test('count calls by their last attempt, and every attempt', () => {
    const [figure] = figures([...memfault(1)`503 --8s-- 503 --64s-- 200`, ...memfault(2)`500`]);
    expect(figure).toMatchObject({
      id: 'memfault',
      name: 'Memfault',
      calls: { total: 2, succeeded: 1 },
      attempts: { total: 4, succeeded: 1 },
      unknown: 0,
      target: null,
      verdict: null,
    });
  });

  test('leave out what is under way, was stopped, or was cut off', () => {
    const stopped = memfault(3)`ERR`.map((one) => ({ ...one, error: 'net::ERR_ABORTED' }));
    const all = [...memfault(1)`200`, ...memfault(2)`503 --8s-- pending`, ...stopped, ...memfault(4)`503`];
    expect(figures(all, ['40.0'])).toMatchObject([
      { calls: { total: 1, succeeded: 1 }, attempts: { total: 3, succeeded: 1 }, unknown: 3 },
    ]);
    const late = memfault(1)`503`.map((one) => ({ ...one, error: 'net::ERR_ABORTED' }));
    expect(figures(late)[0]?.calls).toMatchObject({ total: 1, succeeded: 0 });
  });

  test('take the last hop of a request that the browser followed', () => {
    const [redirect, target] = memfault(1)`302 --1s-- 503`;
    if (!redirect || !target) throw new Error('two were drawn');
    const hops = [redirect, { ...target, id: '10.1' }];
    expect(figures(hops)[0]).toMatchObject({ calls: { total: 1, succeeded: 0 }, attempts: { total: 1 } });
  });

  test('judge a target, and leave hosts without a pack out', () => {
    const oce = drawCallOf({ url: 'https://bss.myhuaweicloud.com/a' })`200`;
    const other = drawCallOf({ url: 'https://nobody.test/' }, 50)`500`;
    expect(figures([...oce, ...other])).toMatchObject([
      { id: 'huawei-oce', target: 0.9999, verdict: { kind: 'not-enough', needed: 29_955 } },
    ]);
  });
});
