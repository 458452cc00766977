import { describe, expect, it } from 'vitest';
import { additiveJitter } from '../../../../../lib/retry/simulation/jitter.ts';
import { createSimulation } from '../../../../../lib/retry/simulation/simulation.ts';
import { memfault, optionsOf, planOf, simulate } from './sample.ts';

const outage = { kind: 'capacity', perSecond: 100, outageSeconds: 30, refusalCost: 0 } as const;
const fleet = { outage, calls: 1000 } as const;

describe('1000 clients failing together, capacity 100/s, an outage of 30 s', () => {
  it('in step, the memfault policy leaves 60 % failed: each retry after the outage serves one second of capacity', () => {
    const result = simulate(fleet);
    expect(result.logicalSuccess.share).toBe(0.4);
    expect([...result.attemptsDistribution]).toEqual([0, 0, 100, 100, 100, 700]);
    expect([...(result.load?.seconds ?? [])]).toEqual([0, 8, 72, 584, 4680, 37448]);
    expect([...(result.load?.attempts ?? [])]).toEqual([1000, 1000, 1000, 900, 800, 700]);
    expect([...(result.load?.succeeded ?? [])]).toEqual([0, 0, 100, 100, 100, 100]);
    expect([...(result.load?.retries ?? [])]).toEqual([0, 1000, 1000, 900, 800, 700]);
    expect(result.load?.retryPeak).toEqual({ second: 8, requests: 1000 });
    expect(result.verdict).toBe('missed');
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('with 0–20 %% additive jitter all succeed (seed %i)', (seed) => {
    const result = simulate({ ...fleet, plan: { ...memfault, jitter: additiveJitter }, seed });
    expect(result.logicalSuccess.share).toBe(1);
    expect(Math.max(...(result.load?.succeeded ?? []))).toBeLessThanOrEqual(100);
    expect(result.load?.peak).toEqual({ second: 0, requests: 1000 });
    // The first retry spreads 1000 over 1.6 s; the second over 14.4 s, under the capacity.
    expect(result.load?.retryPeak.second).toBe(8);
    expect(result.recovery?.longest).toBeLessThan(8 * 1.2 + 64 * 1.2 - 30);
  });
});

describe('a fleet', () => {
  it('starts over a while when asked to', () => {
    const result = simulate({ ...fleet, outage: { ...outage, outageSeconds: 0 }, startSeconds: 20 });
    expect(result.load?.seconds.length).toBe(20);
    expect(result.load?.peak.requests).toBeLessThan(100);
    expect(result.amplification.share).toBe(1);
    expect(result.recovery).toBeNull();
  });
  it('is hurt more where a refusal costs work: overload feeds back', () => {
    const free = simulate({ ...fleet, plan: planOf(Array(20).fill(1)) });
    const costly = simulate({
      ...fleet,
      plan: planOf(Array(60).fill(1)),
      outage: { ...outage, refusalCost: 0.5 },
    });
    expect(free.logicalSuccess.share).toBe(0);
    expect(simulate({ ...fleet, plan: planOf(Array(60).fill(1)) }).logicalSuccess.share).toBe(1);
    expect(costly.logicalSuccess.share).toBeLessThan(0.5);
  });
  it('shares one outage where calls apart each meet their own', () => {
    const lengths = { kind: 'exponential', meanSeconds: 60 } as const;
    const together = simulate({ outage: lengths, meeting: 'together', calls: 500 });
    expect([...together.attemptsDistribution].filter((count) => count > 0)).toEqual([500]);
    const apart = simulate({ outage: lengths, calls: 500 });
    expect([...apart.attemptsDistribution].filter((count) => count > 0).length).toBeGreaterThan(2);
    expect(apart.load).toBeNull();
  });
  it('is worked off in slices, and gets on, also where all clients are in step', () => {
    const simulation = createSimulation(optionsOf(fleet));
    const shares: number[] = [];
    while (!simulation.step(100)) shares.push(simulation.progress);
    // Each of the six waves is 1000 or fewer attempts and as many answers.
    expect(shares.length).toBeGreaterThan(90);
    expect(new Set(shares).size).toBeGreaterThan(50);
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
    expect(simulation.progress).toBe(1);
    expect(simulation.result()).toEqual(simulate(fleet));
  });
  it('never serves more than the capacity in any second of the clock', () => {
    const { load } = simulate({
      ...fleet,
      calls: 5000,
      plan: planOf([20, 1, 2, 4, 8, 16], { kind: 'full' }),
      outage: { ...outage, outageSeconds: 5 },
    });
    expect(Math.max(...(load?.succeeded ?? []))).toBe(100);
  });
  it('times each client from its own first attempt, and keeps each to its own window', () => {
    const plan = { ...planOf([10, 10, 10]), windowSeconds: 25 };
    const result = simulate({
      meeting: 'together',
      calls: 2000,
      plan,
      outage: { kind: 'independent', failure: 0.5 },
      startSeconds: 60,
    });
    // Times are differences of instants, so they are a hair off.
    const seconds = new Set([...result.successByTime.seconds].map((at) => Math.round(at)));
    expect([...seconds]).toEqual([0, 10, 20]);
    expect([...result.attemptsDistribution].map((count) => count > 0)).toEqual([true, true, true, false]);
    expect(Math.abs(result.logicalSuccess.share - 0.875)).toBeLessThan(
      3 * result.logicalSuccess.standardError,
    );
  });
  it('lets decorrelated waits grow from the wait before', () => {
    const result = simulate({
      meeting: 'together',
      calls: 5000,
      plan: planOf([1, 2, 4], { kind: 'decorrelated' }),
      outage: { kind: 'fixed', seconds: 3.5 },
    });
    // Without the wait before, three waits would be under 9 s.
    expect(result.recovery?.longest).toBeGreaterThan(9 - 3.5);
    expect(result.load?.seconds.at(-1)).toBeGreaterThanOrEqual(9);
  });
});
