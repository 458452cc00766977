import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateLimitNames } from '../../../../lib/http/rate-limit.ts';
import { explainHeaderProblem } from '../../../../lib/http/rate-limit-fields.ts';
import { noServerHints, readServerHints } from '../../../../lib/http/retry-hints.ts';
import { anyText } from '../../../fixtures/any-text.ts';

const receivedAt = Date.UTC(2026, 10, 15, 12, 0, 0);
const read = (...fields: [string, string][]) =>
  readServerHints(
    fields.map(([name, value]) => ({ name, value })),
    receivedAt,
  );
const problemsOf = (...fields: [string, string][]) => read(...fields).problems.map(explainHeaderProblem);

it('has one answer for responses that say nothing', () => {
  const ordinary: [string, string][] = [
    ['Content-Length', '12'],
    ['Referrer-Policy', 'no-referrer'],
    ['X-Content-Type-Options', 'nosniff'],
    ['Retry-After', '30'],
    ['', ''],
    ['x'.repeat(500), ''],
  ];
  expect(read(...ordinary)).toBe(noServerHints);
  expect(read()).toBe(noServerHints);
});

describe('waits in milliseconds', () => {
  it.each([
    ['Retry-After-Ms', '1500', 1500],
    ['retry-after-ms', ' 0 ', 0],
    ['retry-after-ms', '1500.25', 1500.25],
    ['X-Ms-Retry-After-Ms', '007', 7],
  ])('reads %s: %s', (name, value, ms) => {
    expect(read([name, value])).toEqual({
      retryAfterMs: { ms, field: name.toLowerCase() },
      limits: [],
      problems: [],
    });
  });
  it('prefers retry-after-ms, unless it can’t be read', () => {
    expect(read(['x-ms-retry-after-ms', '5'], ['retry-after-ms', '7']).retryAfterMs?.ms).toBe(7);
    const { retryAfterMs, problems } = read(['x-ms-retry-after-ms', '5'], ['retry-after-ms', 'soon']);
    expect(retryAfterMs).toEqual({ ms: 5, field: 'x-ms-retry-after-ms' });
    expect(problems).toEqual([
      { field: 'retry-after-ms', raw: 'soon', reason: 'not a number of milliseconds' },
    ]);
  });
  it.each([
    ['retry-after-ms', '-1'],
    ['retry-after-ms', '1e3'],
    ['retry-after-ms', '1.'],
    ['retry-after-ms', 'NaN'],
    ['retry-after-ms', '9'.repeat(400)],
    ['x-ms-retry-after-ms', '1.5'],
    ['x-ms-retry-after-ms', '5, 5'],
  ])('reports %s: %s', (name, value) => {
    expect(read([name, value]).retryAfterMs).toBeUndefined();
    expect(problemsOf([name, value])[0]).toMatch(/is not a number of milliseconds$/);
  });
  it('reports an empty field and a second line', () => {
    expect(problemsOf(['retry-after-ms', ''])).toEqual(['retry-after-ms is empty']);
    expect(problemsOf(['retry-after-ms', '5'], ['retry-after-ms', '6'])[0]).toContain('the first counts');
  });
});

describe('should-retry', () => {
  it.each<[string, string, boolean]>([
    ['x-should-retry', 'true', true],
    ['X-Should-Retry', 'false', false],
    ['Stripe-Should-Retry', 'false', false],
  ])('reads %s: %s', (name, value, shouldRetry) => {
    expect(read([name, value])).toEqual({ shouldRetry, limits: [], problems: [] });
  });
  it.each(['True', '1', 'yes', '?1', 'true, false'])('reports %s', (value) => {
    expect(read(['x-should-retry', value])).not.toHaveProperty('shouldRetry');
    expect(problemsOf(['x-should-retry', value])).toEqual([`x-should-retry "${value}" is not true or false`]);
  });
  it('reports a contradiction', () => {
    const { shouldRetry, problems } = read(['stripe-should-retry', 'true'], ['x-should-retry', 'false']);
    expect(shouldRetry).toBe(false);
    expect(problems[0]?.reason).toBe('contrary to x-should-retry, which counts');
  });
});

it('reads quotas beside the rest, by the response’s own Date', () => {
  const { limits, shouldRetry } = read(
    ['Date', 'Sun, 15 Nov 2026 11:55:00 GMT'],
    ['RateLimit', '"default";r=50;t=30'],
    ['RateLimit', '"daily";r=9'],
    ['X-RateLimit-Reset', String(receivedAt / 1000)],
    ['x-should-retry', 'true'],
  );
  expect(limits.map(({ name, resetSeconds }) => [name, resetSeconds])).toEqual([
    ['default', 30],
    ['daily', null],
    ['', 300],
  ]);
  expect(shouldRetry).toBe(true);
});

it('answers whatever the headers and the clock, with finite numbers', () => {
  const name = fc.oneof(
    fc.constantFrom(
      ...rateLimitNames,
      'Retry-After-Ms',
      'x-ms-retry-after-ms',
      'x-should-retry',
      'stripe-should-retry',
      'date',
    ),
    fc.string(),
  );
  const value = fc.oneof(anyText(), fc.double().map(String), fc.nat().map(String));
  fc.assert(
    fc.property(fc.array(fc.record({ name, value })), fc.double(), (headers, at) => {
      const { retryAfterMs, limits } = readServerHints(headers, at);
      expect(Number.isFinite(retryAfterMs?.ms ?? 0)).toBe(true);
      for (const { resetSeconds } of limits) expect(Number.isFinite(resetSeconds ?? 0)).toBe(true);
    }),
  );
});
