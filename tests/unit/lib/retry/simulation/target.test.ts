import { describe, expect, it } from 'vitest';
import { judgeTarget } from '../../../../../lib/retry/simulation/target.ts';

describe('a target of 99.99 %', () => {
  it.each([
    [0, 0, 'not-enough'],
    [29_955, 29_955, 'not-enough'],
    [29_956, 29_956, 'met'],
    [9_990, 10_000, 'missed'],
    [9_999, 10_000, 'not-enough'],
    [999_950, 1_000_000, 'met'],
    [999_905, 1_000_000, 'not-enough'],
    [999_800, 1_000_000, 'missed'],
    [0, 1, 'missed'],
  ])('%i of %i: %s', (successes, calls, verdict) => {
    expect(judgeTarget(successes, calls, 0.9999)).toBe(verdict);
  });
});
