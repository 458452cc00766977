import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetDefaults } from '../../../../../lib/retry/simulation/budget.ts';
import { jitterKinds } from '../../../../../lib/retry/simulation/jitter.ts';
import type { OutageModel } from '../../../../../lib/retry/simulation/outage.ts';
import { parseSimulationOptions } from '../../../../../lib/retry/simulation/parse-options.ts';
import type { SimulationOptions } from '../../../../../lib/retry/simulation/result.ts';
import { createSimulation } from '../../../../../lib/retry/simulation/simulation.ts';
import { memfault, optionsOf, planOf, simulate } from './sample.ts';

const outages: OutageModel[] = [
  { kind: 'independent', failure: 0.5 },
  { kind: 'fixed', seconds: 100 },
  { kind: 'exponential', meanSeconds: 60 },
  { kind: 'gilbert-elliott', goodSeconds: 60, badSeconds: 30, goodFailure: 0.1, badFailure: 0.9 },
  { kind: 'capacity', perSecond: 10, outageSeconds: 20, refusalCost: 0.1 },
];
const anyOptions: fc.Arbitrary<SimulationOptions> = fc
  .record({
    outage: fc.constantFrom(...outages),
    kind: fc.constantFrom(...jitterKinds),
    budget: fc.constantFrom(...Object.values(budgetDefaults)),
    meeting: fc.constantFrom('apart' as const, 'together' as const),
    seed: fc.integer(),
    calls: fc.integer({ min: 1, max: 300 }),
    startSeconds: fc.constantFrom(0, 10),
  })
  .map(({ kind, ...rest }) => optionsOf({ ...rest, plan: { ...memfault, jitter: { kind } } }));

describe('a simulation', () => {
  it('repeats by its seed and comes out the same in any slices', () => {
    fc.assert(
      fc.property(anyOptions, fc.integer({ min: 1, max: 50 }), (options, slice) => {
        const whole = simulate(options, 1e9);
        expect(simulate(options, slice)).toEqual(whole);
        expect(simulate(structuredClone(options), 7)).toEqual(structuredClone(whole));
      }),
    );
  });
  it('differs by seed', () => {
    expect(simulate({ seed: 1 })).not.toEqual(simulate({ seed: 2 }));
  });
  it('counts every call once, and its figures agree', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const result = simulate(options);
        const { attemptsDistribution, attempts, calls, load } = result;
        const succeeded = Math.round(result.logicalSuccess.share * calls);
        expect(calls).toBe(options.calls);
        expect(attemptsDistribution.reduce((sum, count) => sum + count, 0)).toBe(calls);
        expect(attemptsDistribution.length).toBe(options.plan.waits.length + 1);
        expect(result.amplification.share).toBeCloseTo(attempts / calls, 9);
        expect(result.wireSuccess.share).toBeCloseTo(succeeded / attempts, 9);
        expect(result.wastedRetries).toBeGreaterThanOrEqual(0);
        expect(result.wastedRetries).toBeLessThanOrEqual(attempts - calls);
        expect(result.successByTime.share.at(-1) ?? 0).toBeCloseTo(succeeded / calls, 9);
        if (!load) return;
        expect(load.attempts.reduce((sum, count) => sum + count, 0)).toBe(attempts);
        expect(load.succeeded.reduce((sum, count) => sum + count, 0)).toBe(succeeded);
        expect(load.retries.reduce((sum, count) => sum + count, 0)).toBe(attempts - calls);
      }),
    );
  });
  it('says how far it is', () => {
    const simulation = createSimulation(optionsOf({ calls: 10 }));
    expect(simulation.progress).toBe(0);
    expect(simulation.step(4)).toBe(false);
    expect(simulation.progress).toBe(0.4);
    expect(simulation.result().calls).toBe(4);
    expect(simulation.step(6)).toBe(true);
    expect(simulation.step(1)).toBe(true);
    expect(simulation.result().calls).toBe(10);
  });
  it('measures recovery from the end of the outage', () => {
    const { recovery, wastedRetries, wireSuccess } = simulate({
      outage: { kind: 'fixed', seconds: 30 },
      calls: 100,
    });
    expect(recovery).toEqual({ mean: 42, median: 42, p95: 42, longest: 42 });
    expect(wastedRetries).toBe(100);
    expect(wireSuccess.share).toBeCloseTo(1 / 3, 12);
  });
  it('ends a fixed outage with its last second: the retry at that instant succeeds', () => {
    const { attemptsDistribution } = simulate({ outage: { kind: 'fixed', seconds: 8 }, calls: 10 });
    expect([...attemptsDistribution]).toEqual([0, 10, 0, 0, 0, 0]);
  });
  it('keeps to the window when jitter makes waits longer', () => {
    const plan = { ...planOf([60, 60, 60], { kind: 'additive', share: 0.5 }), windowSeconds: 180 };
    const { successByTime, attemptsDistribution } = simulate({
      plan,
      outage: { kind: 'independent', failure: 0.9 },
    });
    expect(Math.max(...successByTime.seconds)).toBeLessThanOrEqual(180);
    expect(attemptsDistribution[3]).toBe(0);
    expect(successByTime.seconds.length).toBeLessThanOrEqual(512);
  });
  it('keeps an even pick of times when there are many calls', () => {
    const { successByTime, logicalSuccess } = simulate({
      plan: planOf([1], { kind: 'full' }),
      outage: { kind: 'independent', failure: 0.5 },
      calls: 400_000,
    });
    expect(successByTime.seconds.length).toBe(512);
    expect(Math.abs((successByTime.share.at(-1) ?? 0) - logicalSuccess.share)).toBeLessThan(0.005);
    expect(successByTime.share[0]).toBeCloseTo(0.5, 1);
  });
});

describe('parsing options', () => {
  it('takes what can be simulated', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        expect(parseSimulationOptions(structuredClone(options))).toEqual({ ok: true, value: options });
      }),
    );
  });
  it.each([
    [{ calls: 0 }, 'options.calls'],
    [{ calls: 2.5 }, 'options.calls'],
    [{ calls: 2_000_000, meeting: 'together' }, 'options.calls'],
    [{ seed: Number.NaN }, 'options.seed'],
    [{ target: 1 }, 'options.target'],
    [{ outage: { kind: 'independent', failure: 1.5 } }, 'options.outage.failure'],
    [{ outage: { kind: 'toString' } }, 'options.outage.kind'],
    [{ outage: { ...outages[4], perSecond: 0 } }, 'options.outage.perSecond'],
    [{ budget: { kind: 'envoy', share: 0.2 } }, 'options.budget.minRetries'],
    [{ plan: { ...memfault, waits: [1, -1] } }, 'options.plan.waits'],
    [{ plan: { ...memfault, waits: Array(10_001).fill(1) } }, 'options.plan.waits'],
    [{ plan: { ...memfault, jitter: { kind: 'some' } } }, 'options.plan.jitter.kind'],
    [{ plan: null }, 'options.plan'],
  ])('names what is wrong: %o', (changes, path) => {
    const parsed = parseSimulationOptions({ ...optionsOf({}), ...changes });
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.path)).toContain(path);
  });
  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void parseSimulationOptions(value)));
  });
});
