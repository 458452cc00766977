import { describe, expect, it } from 'vitest';
import {
  budgetDefaults,
  createBudget,
  type RetryBudget,
} from '../../../../../lib/retry/simulation/budget.ts';
import { planOf, simulate } from './sample.ts';

/** Asks until refused; how many retries were allowed. */
const allowed = (budget: RetryBudget, at = 0, most = 1000): number => {
  let count = 0;
  while (count < most && budget.takesRetry(at)) count++;
  return count;
};
const repeat = (times: number, task: () => void): void => {
  for (let time = 0; time < times; time++) task();
};

describe('none', () => {
  it('allows every retry', () => expect(allowed(createBudget(budgetDefaults.none))).toBe(1000));
});

describe('Envoy: 20 % of the calls under way, at least 3', () => {
  it.each([
    [0, 3],
    [10, 3],
    [15, 3],
    [20, 4],
    [1000, 200],
  ])('%i calls: %i retries', (calls, retries) => {
    const budget = createBudget(budgetDefaults.envoy);
    repeat(calls, () => budget.callBegan(0));
    expect(allowed(budget)).toBe(retries);
  });
  it('frees a place with each answer, and loses room with each call that ends', () => {
    const budget = createBudget(budgetDefaults.envoy);
    repeat(100, () => budget.callBegan(0));
    expect(allowed(budget)).toBe(20);
    repeat(7, () => budget.answered(false, true));
    budget.answered(false, false);
    expect(allowed(budget)).toBe(7);
    repeat(50, () => budget.callEnded());
    repeat(20, () => budget.answered(true, true));
    expect(allowed(budget)).toBe(10);
  });
});

describe('Finagle: 20 % of the calls of 10 s, and 10 a second', () => {
  it('has a reserve of 100 before any call', () => {
    expect(allowed(createBudget(budgetDefaults.finagle))).toBe(100);
  });
  it('earns one retry for five calls', () => {
    const budget = createBudget(budgetDefaults.finagle);
    allowed(budget);
    repeat(4, () => budget.callBegan(0));
    expect(allowed(budget)).toBe(0);
    budget.callBegan(0);
    expect(allowed(budget)).toBe(1);
    repeat(500, () => budget.callBegan(0));
    expect(allowed(budget)).toBe(100);
  });
  it('forgets after 10 s, what was earned and what was spent', () => {
    const budget = createBudget(budgetDefaults.finagle);
    repeat(500, () => budget.callBegan(0));
    expect(allowed(budget, 9)).toBe(200);
    expect(allowed(budget, 9.9)).toBe(0);
    expect(allowed(budget, 18)).toBe(0);
    expect(allowed(budget, 20)).toBe(100);
    expect(allowed(budget, 1e6)).toBe(100);
  });
});

describe('gRPC A6: 10 tokens, a tenth for a success, none at half', () => {
  it('stops after the fifth failure', () => {
    const budget = createBudget(budgetDefaults.grpc);
    repeat(4, () => budget.answered(false, false));
    expect(budget.takesRetry(0)).toBe(true);
    budget.answered(false, true);
    expect(budget.takesRetry(0)).toBe(false);
  });
  it('takes ten successes to make good a failure, and never goes below nothing or above full', () => {
    const budget = createBudget(budgetDefaults.grpc);
    repeat(100, () => budget.answered(false, false));
    repeat(50, () => budget.answered(true, false));
    expect(budget.takesRetry(0)).toBe(false);
    repeat(2, () => budget.answered(true, false));
    expect(budget.takesRetry(0)).toBe(true);
    repeat(1000, () => budget.answered(true, false));
    repeat(5, () => budget.answered(false, false));
    expect(budget.takesRetry(0)).toBe(false);
  });
});

describe('AWS: a bucket of 500', () => {
  it('a retry costs 14, after throttling 5', () => {
    expect(allowed(createBudget(budgetDefaults.aws))).toBe(35);
    expect(allowed(createBudget(budgetDefaults.aws, true))).toBe(100);
  });
  it('a success gives back its retry, or one', () => {
    const budget = createBudget(budgetDefaults.aws);
    allowed(budget);
    repeat(3, () => budget.answered(true, true));
    expect(allowed(budget)).toBe(3);
    repeat(3, () => budget.answered(true, false));
    expect(allowed(budget)).toBe(0);
    budget.answered(true, false);
    // 10 left of 500 after 35 retries, and 4.
    expect(allowed(budget)).toBe(1);
    repeat(1000, () => budget.answered(true, true));
    expect(allowed(budget)).toBe(35);
  });
});

describe('in a simulation', () => {
  const down = {
    plan: planOf([1, 1, 1]),
    outage: { kind: 'fixed', seconds: 1e6 },
    calls: 1000,
    meeting: 'together',
  } as const;
  it.each([
    ['none', 3000],
    // A fifth goes on; then all calls that are left are retries, too many until there are only 3 of them.
    ['envoy', 200 + 3 + 3],
    // The share of 1000 calls and the reserve.
    ['finagle', 300],
    ['grpc', 4],
    ['aws', 35],
  ] as const)('%s: retries of 1000 clients through an outage without end', (kind, retries) => {
    const result = simulate({ ...down, budget: budgetDefaults[kind] });
    expect(result.attempts - result.calls).toBe(retries);
    expect(result.wastedRetries).toBe(retries);
    expect(result.stoppedByBudget > 0).toBe(kind !== 'none');
  });
});
