import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedWaits } from '../../../../../lib/retry/simulation/closed-forms.ts';
import { type Jitter, jitteredWait, jitterKinds } from '../../../../../lib/retry/simulation/jitter.ts';
import { createWaits } from '../../../../../lib/retry/simulation/plan.ts';
import { createRandom } from '../../../../../lib/retry/simulation/random.ts';
import { errorsAway, planOf } from './sample.ts';

const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const seconds = fc.double({ min: 0, max: 1e6, noNaN: true });
const wait = (jitter: Jitter, v: number, random: number) => jitteredWait(jitter, v, v, 1e9, v, () => random);

describe('jitter', () => {
  it('offers additive first: it never undercuts', () => {
    expect(jitterKinds[0]).toBe('additive');
    fc.assert(
      fc.property(seconds, unit, unit, seconds, (v, random, share, extra) => {
        const drawn = wait({ kind: 'additive', share, seconds: extra }, v, random);
        return drawn >= v && drawn <= v + share * v + extra + 1e-6;
      }),
    );
  });
  it('none is the wait itself', () => {
    fc.assert(fc.property(seconds, unit, (v, random) => wait({ kind: 'none' }, v, random) === v));
  });
  it('full stays within 0 and v', () => {
    fc.assert(
      fc.property(seconds, unit, (v, random) => {
        const drawn = wait({ kind: 'full' }, v, random);
        return drawn >= 0 && drawn <= v;
      }),
    );
  });
  it('equal keeps half, or its share', () => {
    fc.assert(
      fc.property(seconds, unit, unit, (v, random, share) => {
        const [half, own] = [wait({ kind: 'equal' }, v, random), wait({ kind: 'equal', share }, v, random)];
        const slack = 1e-9;
        return half >= v / 2 - slack && half <= v && own >= (1 - share) * v - slack && own <= v;
      }),
    );
  });
  it('decorrelated stays within base and the smaller of the cap and three times the last wait', () => {
    fc.assert(
      fc.property(seconds, seconds, seconds, unit, (base, more, extra, random) => {
        const previous = base + more;
        const cap = base + extra;
        const drawn = jitteredWait({ kind: 'decorrelated' }, 0, base, cap, previous, () => random);
        return drawn >= base - 1e-6 && drawn <= Math.min(cap, 3 * previous) + 1e-6;
      }),
    );
  });
});

describe('means of jitter, within 3 standard errors', () => {
  const retries = 5;
  const rounds = 100_000;
  /** Sums and squares of each wait, and of all of a call. */
  const measure = (jitter: Jitter) => {
    const waitBefore = createWaits(planOf([1, 2, 4, 8, 16], jitter), createRandom(11));
    const waits = Array.from({ length: retries + 1 }, () => ({ sum: 0, squares: 0 }));
    for (let round = 0; round < rounds; round++) {
      let previous = 0;
      let whole = 0;
      for (let retry = 1; retry <= retries; retry++) {
        previous = waitBefore(retry, previous);
        whole += previous;
        add(waits[retry], previous);
      }
      add(waits[0], whole);
    }
    return waits.map(({ sum, squares }) => {
      const mean = sum / rounds;
      return { mean, error: Math.sqrt((squares / rounds - mean * mean) / rounds) };
    });
  };
  const add = (one: { sum: number; squares: number } | undefined, value: number) => {
    if (!one) return;
    one.sum += value;
    one.squares += value * value;
  };

  it.each(['full', 'equal', 'none', 'decorrelated'] as const)('%s: the sum of a call', (kind) => {
    const [whole = { mean: 0, error: 0 }] = measure({ kind });
    expect(errorsAway(whole.mean, expectedWaits(kind, 1, retries), whole.error)).toBeLessThan(3);
  });
  it('states them as the reference does', () => {
    expect(expectedWaits('full', 1, 5)).toBe(31 / 2);
    expect(expectedWaits('equal', 2, 5)).toBe(2 * 31 * 0.75);
    expect(expectedWaits('decorrelated', 1, 1)).toBe(2 * 1.5 - 1);
  });
  it('decorrelated, uncapped: wait n is 2 · 1.5ⁿ − 1', () => {
    const [, ...waits] = measure({ kind: 'decorrelated' });
    waits.forEach(({ mean, error }, index) => {
      expect(errorsAway(mean, 2 * 1.5 ** (index + 1) - 1, error)).toBeLessThan(3);
    });
  });
});
