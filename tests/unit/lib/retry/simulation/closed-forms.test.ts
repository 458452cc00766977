import { describe, expect, it } from 'vitest';
import {
  expectExponential,
  expectFixed,
  expectGilbertElliott,
  expectIndependent,
  expectOf,
  largestFailure,
} from '../../../../../lib/retry/simulation/closed-forms.ts';
import type { OutageModel } from '../../../../../lib/retry/simulation/outage.ts';
import { instantsOf, planOfPolicy } from '../../../../../lib/retry/simulation/plan.ts';
import type { SimulationOptions } from '../../../../../lib/retry/simulation/result.ts';
import { oceInterval } from '../../../../fixtures/rules.ts';
import { errorsAway, memfault, optionsOf, planOf, simulate } from './sample.ts';

const minutes = planOfPolicy(oceInterval, { status: 504 });
const elliott: OutageModel = {
  kind: 'gilbert-elliott',
  goodSeconds: 300,
  badSeconds: 60,
  goodFailure: 0.02,
  badFailure: 0.9,
};

describe('the figures of the reference', () => {
  it.each([
    [1, 0.01],
    [2, 0.0464],
    [3, 0.1],
    [5, 0.215],
  ])('%i retries reach 99.99 %% up to p = %f', (retries, failure) => {
    expect(largestFailure(0.9999, retries)).toBeCloseTo(failure, 3);
    expect(expectIndependent(largestFailure(0.9999, retries), retries).success).toBeCloseTo(0.9999, 12);
  });
  it('memfault over an outage of mean 60 s: 3.1764 attempts', () => {
    expect(expectExponential(60, instantsOf(memfault)).attempts).toBeCloseTo(3.1764, 4);
  });
  it('huawei-oce every minute over one of mean 600 s: 11.508 attempts', () => {
    expect(expectExponential(600, instantsOf(minutes)).attempts).toBeCloseTo(11.508, 3);
  });
  it('a certain failure and an outage that outlives every retry', () => {
    expect(expectIndependent(1, 5)).toEqual({ success: 0, attempts: 6 });
    expect(expectFixed(1e9, instantsOf(memfault))).toEqual({ success: 0, attempts: 6 });
    expect(expectFixed(72, instantsOf(memfault))).toEqual({ success: 1, attempts: 3 });
    expect(expectFixed(0, [])).toEqual({ success: 1, attempts: 1 });
  });
  it('Gilbert–Elliott becomes independent where both states fail alike, and where retries are far apart', () => {
    const alike = expectGilbertElliott({ ...elliott, goodFailure: 0.3, badFailure: 0.3 }, [1, 2, 3]);
    expect(alike.success).toBeCloseTo(expectIndependent(0.3, 3).success, 12);
    const far = expectGilbertElliott(elliott, [1e6, 2e6]);
    expect(far.attempts).toBeCloseTo(expectIndependent((5 * 0.02 + 0.9) / 6, 2).attempts, 12);
  });
});

describe('the simulation, within 3 standard errors of the closed form', () => {
  const cases: [string, Partial<SimulationOptions>][] = [
    ...[0.01, 0.1, 0.5, 0.9].flatMap((failure): [string, Partial<SimulationOptions>][] =>
      [1, 2, 3, 5].map((retries) => [
        `independent ${failure}, ${retries} retries`,
        { plan: planOf(Array(retries).fill(1)), outage: { kind: 'independent', failure } },
      ]),
    ),
    [
      'independent, whatever the jitter',
      { plan: planOf([1, 2, 4], { kind: 'decorrelated' }), outage: { kind: 'independent', failure: 0.4 } },
    ],
    ['fixed 30 s', { outage: { kind: 'fixed', seconds: 30 } }],
    ['fixed 20 h', { outage: { kind: 'fixed', seconds: 72_000 } }],
    ['exponential, mean 60 s, memfault', { outage: { kind: 'exponential', meanSeconds: 60 } }],
    ['exponential, mean 2 h, memfault', { outage: { kind: 'exponential', meanSeconds: 7200 } }],
    [
      'exponential, mean 10 min, huawei-oce',
      { plan: minutes, outage: { kind: 'exponential', meanSeconds: 600 } },
    ],
    [
      'exponential, mean 4 h, huawei-oce',
      { plan: minutes, outage: { kind: 'exponential', meanSeconds: 14_400 } },
    ],
    ['Gilbert–Elliott, memfault', { outage: elliott }],
    ['Gilbert–Elliott, retries in quick succession', { plan: planOf([1, 2, 4, 8, 16]), outage: elliott }],
  ];
  it.each(cases)('%s', (_, changes) => {
    const options = optionsOf({ calls: 100_000, seed: 5, ...changes });
    const expected = expectOf(options);
    if (!expected) throw new Error('there is no closed form');
    const { logicalSuccess, amplification } = simulate(options);
    // The error of the truth, not of the estimate: it is not 0 where all calls happen to succeed.
    const error = Math.sqrt((expected.success * (1 - expected.success)) / options.calls);
    expect(errorsAway(logicalSuccess.share, expected.success, error)).toBeLessThan(3);
    expect(errorsAway(amplification.share, expected.attempts, amplification.standardError)).toBeLessThan(3);
  });

  it('success by time follows 1 − e^(−t/μ) at every retry', () => {
    const { successByTime } = simulate({ calls: 100_000 });
    expect([...successByTime.seconds]).toEqual(instantsOf(memfault).slice(0, successByTime.seconds.length));
    successByTime.seconds.forEach((at, index) => {
      const truth = 1 - Math.exp(-at / 60);
      const error = Math.sqrt((truth * (1 - truth)) / 100_000);
      expect(Math.abs((successByTime.share[index] ?? 0) - truth)).toBeLessThanOrEqual(3 * error);
    });
  });
});

describe('closed forms', () => {
  it('are claimed only where they hold', () => {
    const jittered = planOf([1, 2], { kind: 'full' });
    expect(expectOf(optionsOf({ plan: jittered }))).toBeNull();
    expect(expectOf(optionsOf({ plan: jittered, outage: elliott }))).toBeNull();
    expect(expectOf(optionsOf({ meeting: 'together' }))).toBeNull();
    const late = { ...jittered, windowSeconds: 2 };
    expect(expectOf(optionsOf({ plan: late, outage: { kind: 'independent', failure: 0.5 } }))).toBeNull();
  });
});
