import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RateLimit, rateLimitNames, readRateLimits } from '../../../../lib/http/rate-limit.ts';
import { explainHeaderProblem, type HeaderProblem } from '../../../../lib/http/rate-limit-fields.ts';
import { anyText } from '../../../fixtures/any-text.ts';

const receivedAt = Date.UTC(2026, 10, 15, 12, 0, 0);
const now = receivedAt / 1000;

/** Fields by name; an array is a field sent in several lines. */
function read(fields: Record<string, string | string[]>, date?: string) {
  const sent = new Map(Object.entries(fields).map(([name, value]) => [name, [value].flat()]));
  const problems: HeaderProblem[] = [];
  const limits = readRateLimits(sent, date === undefined ? { receivedAt } : { receivedAt, date }, problems);
  return { limits, problems: problems.map(explainHeaderProblem) };
}
const limit = (rest: Partial<RateLimit>): RateLimit => ({
  field: 'RateLimit',
  name: '',
  limit: null,
  remaining: null,
  resetSeconds: null,
  windowSeconds: null,
  unit: '',
  assumed: '',
  ...rest,
});

describe('RateLimit and RateLimit-Policy', () => {
  it('joins a quota with the policy of its name', () => {
    const fields = { RateLimit: '"default";r=50;t=30', 'RateLimit-Policy': '"default";q=100;w=60' };
    expect(read(fields)).toEqual({
      limits: [limit({ name: 'default', limit: 100, remaining: 50, resetSeconds: 30, windowSeconds: 60 })],
      problems: [],
    });
  });
  it('lists policies of which nothing is said, over several lines', () => {
    const { limits, problems } = read({
      RateLimit: '"daily";r=0;pk=:dHJpYWw=:',
      'RateLimit-Policy': ['"burst";q=100;w=60', '"daily";q=1000;w=86400;qu="requests"'],
    });
    expect(limits).toEqual([
      limit({ name: 'daily', limit: 1000, remaining: 0, windowSeconds: 86_400 }),
      limit({ field: 'RateLimit-Policy', name: 'burst', limit: 100, windowSeconds: 60 }),
    ]);
    expect(problems).toEqual([]);
  });
  it('names a unit other than requests, and takes a token for a name', () => {
    expect(
      read({ RateLimit: 'bytes;r=5', 'RateLimit-Policy': 'bytes;q=65535;qu="content-bytes"' }).limits,
    ).toEqual([limit({ name: 'bytes', limit: 65_535, remaining: 5, unit: 'content-bytes' })]);
  });
  it('reads the form of draft 07', () => {
    expect(
      read({ RateLimit: 'limit=100, remaining=50, reset=30', 'RateLimit-Policy': '100;w=60' }).limits,
    ).toEqual([limit({ limit: 100, remaining: 50, resetSeconds: 30, windowSeconds: 60 })]);
  });
  it('never joins quotas of different names', () => {
    const { limits } = read({ RateLimit: '"a";r=1', 'RateLimit-Policy': '"b";q=9' });
    expect(limits.map(({ name, limit: most }) => [name, most])).toEqual([
      ['a', null],
      ['b', 9],
    ]);
  });
  it.each([
    ['"default;r=50', 'RateLimit ""default;r=50" is no structured field (RFC 9651) from character 14 on'],
    ['"default";r=1,', 'RateLimit ""default";r=1," is no structured field (RFC 9651) from character 15 on'],
    ['', 'RateLimit is empty'],
    ['"default";t=5', 'RateLimit ""default";t=5" is without a whole number r, what is left'],
    ['"default";r=-1', 'RateLimit ""default";r=-1" is without a whole number r, what is left'],
    ['"default";r=1.5', 'RateLimit ""default";r=1.5" is without a whole number r, what is left'],
    ['("default");r=1', 'RateLimit "("default");r=1" is naming no quota'],
    ['x'.repeat(9000), `RateLimit "${'x'.repeat(60)}…" is longer than 8192 characters`],
  ])('reports %s', (value, problem) => {
    expect(read({ RateLimit: value })).toEqual({ limits: [], problems: [problem] });
  });
  it('keeps what it can read beside what it can’t', () => {
    const { limits, problems } = read({ RateLimit: '"a";r=1;t=soon, "b", limit;r=3' });
    expect(limits.map(({ name, remaining }) => [name, remaining])).toEqual([
      ['a', 1],
      ['limit', 3],
    ]);
    expect(problems).toHaveLength(2);
    expect(read({ 'RateLimit-Policy': '"a";w=60' }).problems[0]).toContain('without a whole number q');
    expect(read({ RateLimit: 'limit=9, remaining=x' }).problems[0]).toContain('as its remaining');
  });
  it('stops at 64 items', () => {
    const { limits, problems } = read({ 'RateLimit-Policy': Array.from({ length: 70 }, (_, i) => `${i}`) });
    expect(limits).toHaveLength(64);
    expect(problems[0]).toContain('the rest was not read');
  });
});

describe('RateLimit-Limit, -Remaining, -Reset', () => {
  it('takes the window from the policy of the same limit', () => {
    const fields = {
      'RateLimit-Limit': '100, 100;w=60, 5000;w=3600',
      'RateLimit-Remaining': '0',
      'RateLimit-Reset': '30',
    };
    const current = { field: 'RateLimit-*', limit: 100, remaining: 0, resetSeconds: 30, windowSeconds: 60 };
    expect(read(fields)).toEqual({
      limits: [limit(current), limit({ field: 'RateLimit-*', limit: 5000, windowSeconds: 3600 })],
      problems: [],
    });
    expect(read({ ...fields, 'RateLimit-Limit': '100', 'RateLimit-Policy': '100;w=60' }).limits).toEqual([
      limit(current),
    ]);
  });
  it('makes do with one of the three', () => {
    expect(read({ 'RateLimit-Remaining': ' 7 ' }).limits).toEqual([
      limit({ field: 'RateLimit-*', remaining: 7 }),
    ]);
  });
  it('does not take an instant for seconds', () => {
    const { limits, problems } = read({ 'RateLimit-Remaining': '7', 'RateLimit-Reset': `${now + 60}` });
    expect(limits[0]?.resetSeconds).toBeNull();
    expect(problems[0]).toContain('more likely epoch seconds');
  });
  it.each(['-1', '1.5', '1e3', 'many', '', '9'.repeat(20)])('reports a remaining of "%s"', (value) => {
    const { limits, problems } = read({ 'RateLimit-Remaining': value });
    expect(limits).toEqual([]);
    expect(problems).toHaveLength(1);
  });
});

describe('X-RateLimit-* and X-Rate-Limit-*', () => {
  it.each([
    ['60', 60, 'delta seconds'],
    ['0', 0, 'delta seconds'],
    ['2592000', 2_592_000, 'delta seconds'],
    ['0.25', 0.25, 'delta seconds'],
    [`${now + 60}`, 60, 'epoch seconds'],
    [`${now + 60}.5`, 60.5, 'epoch seconds'],
    [`${now - 60}`, 0, 'epoch seconds'],
    [`${receivedAt + 1500}`, 1.5, 'epoch milliseconds'],
  ])('takes a reset of %s for %d s (%s)', (value, resetSeconds, assumed) => {
    for (const family of ['X-RateLimit', 'X-Rate-Limit']) {
      expect(read({ [`${family}-Limit`]: '60', [`${family}-Reset`]: value })).toEqual({
        limits: [limit({ field: `${family}-*`, limit: 60, resetSeconds, assumed } as Partial<RateLimit>)],
        problems: [],
      });
    }
  });
  it('counts an instant from the server’s own Date', () => {
    const { limits } = read({ 'X-RateLimit-Reset': `${now + 60}` }, 'Sun, 15 Nov 2026 12:00:50 GMT');
    expect(limits[0]?.resetSeconds).toBe(10);
    expect(read({ 'X-RateLimit-Reset': `${now + 60}` }, 'today').limits[0]?.resetSeconds).toBe(60);
  });
  it('keeps the families apart', () => {
    const { limits } = read({
      RateLimit: '"a";r=1',
      'RateLimit-Policy': '100;w=60',
      'X-RateLimit-Limit': '100',
      'X-Rate-Limit-Remaining': '595.0',
    });
    expect(limits.map(({ field, windowSeconds }) => [field, windowSeconds])).toEqual([
      ['RateLimit', null],
      ['RateLimit-Policy', 60],
      ['X-RateLimit-*', null],
      ['X-Rate-Limit-*', null],
    ]);
  });
  it('takes the first of two lines, and says so', () => {
    const { limits, problems } = read({ 'X-RateLimit-Remaining': ['5', '6'] });
    expect(limits[0]?.remaining).toBe(5);
    expect(problems).toEqual(['X-RateLimit-Remaining "5" is followed by a different line: the first counts']);
    expect(read({ 'X-RateLimit-Remaining': ['5', '5'] }).problems).toEqual([]);
  });
});

it('answers with finite numbers, and reports what it can’t read, whatever was sent', () => {
  const value = fc.oneof(
    fc.string(),
    anyText(),
    fc.integer().map(String),
    fc.double().map(String),
    fc.stringMatching(/^"?[a-z]*"?(;[qrwt]=-?[0-9.]{1,20}|, [0-9]+|[=:?@%"()])*$/),
  );
  const fields = fc.dictionary(fc.constantFrom(...rateLimitNames), fc.array(value, { minLength: 1 }));
  fc.assert(
    fc.property(fields, fc.option(value, { nil: undefined }), (sent, date) => {
      const { limits, problems } = read(sent, date);
      for (const { limit: most, remaining, resetSeconds, windowSeconds } of limits) {
        for (const number of [most, remaining, resetSeconds, windowSeconds]) {
          expect(number === null || (Number.isFinite(number) && number >= 0)).toBe(true);
        }
      }
      if (Object.keys(sent).length > 0) expect(limits.length + problems.length).toBeGreaterThan(0);
    }),
  );
});
