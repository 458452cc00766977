import { describe, expect, it } from 'vitest';
import { isDeeperThan } from '../../../../lib/transfer/json-depth.ts';

describe('isDeeperThan', () => {
  it.each([
    [7, 0, false],
    [[], 0, true],
    [[], 1, false],
    [{ a: [{}] }, 2, true],
    [{ a: [{}] }, 3, false],
    [null, 0, false],
  ])('%j against %i', (value, limit, deeper) => {
    expect(isDeeperThan(value, limit)).toBe(deeper);
  });

  it('passes over what the caller checks itself', () => {
    expect(isDeeperThan({ a: [[]], b: 1 }, 1, 'a')).toBe(false);
    expect(isDeeperThan({ a: [[]], b: [] }, 1, 'a')).toBe(true);
  });

  it('tells without falling over', () => {
    expect(isDeeperThan(JSON.parse(`${'['.repeat(1e6)}${']'.repeat(1e6)}`), 64)).toBe(true);
  });
});
