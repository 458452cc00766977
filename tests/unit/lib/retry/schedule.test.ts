import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decisions, type Policy } from '../../../../lib/retry/policy.ts';
import { maxDrawnRetries, ruleWaitSeconds, simulateSchedule } from '../../../../lib/retry/schedule.ts';
import {
  describedChange,
  genericAnytime,
  genericHeader,
  genericSilent,
  memfaultBackoff,
  memfaultLimit,
  memfaultOverloaded,
  oceInterval,
  oceLimited,
  statedNever,
} from '../../../fixtures/rules.ts';

const always = (seconds: number) => ({ retryAfterSeconds: () => seconds });
const once = (seconds: number) => ({
  retryAfterSeconds: (attempt: number) => (attempt === 0 ? seconds : undefined),
});
const times = (count: number, step: number) => Array.from({ length: count }, (_, k) => step * (k + 1));

describe('exact schedules of the documents', () => {
  test.each([
    ['memfault exponential', memfaultBackoff, {}, [8, 64, 512, 4096, 32768], [8, 72, 584, 4680, 37448]],
    [
      '… Retry-After 300 every time',
      memfaultBackoff,
      always(300),
      [300, 300, 512, 4096, 32768],
      [300, 600, 1112, 5208, 37976],
    ],
    [
      '… Retry-After 86400 every time',
      memfaultBackoff,
      always(86400),
      [86400, 86400, 86400, 86400, 86400],
      [86400, 172800, 259200, 345600, 432000],
    ],
    [
      '… Retry-After 5 every time',
      memfaultBackoff,
      always(5),
      [8, 64, 512, 4096, 32768],
      [8, 72, 584, 4680, 37448],
    ],
    [
      'memfault 529, Retry-After 30 once',
      memfaultOverloaded,
      once(30),
      [30, 64, 512, 4096, 32768],
      [30, 94, 606, 4702, 37470],
    ],
    [
      'memfault 529, Retry-After 5 every time',
      memfaultOverloaded,
      always(5),
      [5, 5, 5, 5, 5],
      [5, 10, 15, 20, 25],
    ],
    [
      'memfault 429, Retry-After 30 every time',
      memfaultLimit,
      always(30),
      [30, 30, 30, 30, 30],
      [30, 60, 90, 120, 150],
    ],
    ['huawei-oce interval', oceInterval, {}, times(360, 0).fill(60), times(360, 60)],
    ['… with Retry-After 90 every time', oceInterval, always(90), times(240, 0).fill(90), times(240, 90)],
    ['… Retry-After of the whole window', oceInterval, always(21600), [21600], [21600]],
  ])('%s', (_, policy, options, waits, instants) => {
    const schedule = simulateSchedule(policy, options);
    expect(schedule.waits).toEqual(waits);
    expect(schedule.instants).toEqual(instants);
    expect(schedule.spacing).toBe('exact');
  });

  test('ends by count, or by window where that is reached first', () => {
    expect(simulateSchedule(memfaultBackoff)).toMatchObject({
      end: 'max-retries',
      maxRetries: 5,
      windowSeconds: null,
    });
    expect(simulateSchedule(oceInterval)).toMatchObject({
      end: 'max-retries',
      maxRetries: 360,
      windowSeconds: 21600,
    });
    expect(simulateSchedule(oceInterval, always(90)).end).toBe('window');
  });

  test('none fits when Retry-After is longer than the window', () => {
    const schedule = simulateSchedule(oceInterval, always(21601));
    expect(schedule).toMatchObject({ waits: [], instants: [], spacing: 'none', end: 'window' });
  });

  test('reading B of the minute rule is a single retry; an unknown reading is the default', () => {
    expect(simulateSchedule(oceInterval, { reading: 'B' })).toMatchObject({ instants: [60], maxRetries: 1 });
    expect(simulateSchedule(oceInterval, { reading: 'A' }).instants).toHaveLength(360);
    expect(simulateSchedule(oceInterval, { reading: 'Z' }).instants).toHaveLength(360);
  });
});

describe('rules without exact instants', () => {
  test('limited is a band with an even spread as illustration', () => {
    const schedule = simulateSchedule(oceLimited);
    expect(schedule).toMatchObject({ waits: [], instants: [], spacing: 'band', end: 'max-retries' });
    expect(schedule.illustration).toEqual([7200, 14400, 21600]);
    expect(schedule).toMatchObject({ maxRetries: 3, windowSeconds: 21600 });
  });

  test('limited with Retry-After illustrates only what comes after it', () => {
    expect(simulateSchedule(oceLimited, once(3600)).illustration).toEqual([9600, 15600, 21600]);
    expect(simulateSchedule(oceLimited, once(21601))).toMatchObject({
      illustration: [],
      spacing: 'none',
      end: 'window',
    });
  });

  test('limited with neither count nor window has nothing to illustrate', () => {
    const schedule = simulateSchedule({ decision: 'limited', stage: 'stated' });
    expect(schedule).toMatchObject({ illustration: [], spacing: 'band', end: 'not-stated' });
  });

  test('anytime starts at once, or when the header says', () => {
    expect(simulateSchedule(genericAnytime)).toMatchObject({
      waits: [0],
      instants: [0],
      spacing: 'unbounded',
      end: 'not-stated',
      maxRetries: null,
    });
    expect(simulateSchedule(genericAnytime, always(20)).instants).toEqual([20]);
    expect(simulateSchedule({ ...genericAnytime, windowSeconds: 10 }, always(20))).toMatchObject({
      waits: [],
      end: 'window',
    });
  });

  test('after-header without a count gives the one known wait', () => {
    expect(simulateSchedule(genericHeader, always(30))).toMatchObject({
      waits: [30],
      instants: [30],
      spacing: 'exact',
      end: 'one-known',
    });
  });

  test('after-header needs the header at each response', () => {
    expect(simulateSchedule(memfaultLimit)).toMatchObject({
      waits: [],
      spacing: 'none',
      end: 'needs-header',
    });
    expect(simulateSchedule(memfaultLimit, once(30))).toMatchObject({ waits: [30], end: 'needs-header' });
    expect(simulateSchedule(memfaultLimit, { retryAfterSeconds: () => undefined }).end).toBe('never');
    expect(simulateSchedule(genericHeader, { retryAfterSeconds: () => undefined }).end).toBe('not-stated');
    const silent: Policy = { decision: 'after-header', stage: 'stated' };
    expect(simulateSchedule(silent, { retryAfterSeconds: () => undefined }).end).toBe('needs-header');
  });

  test.each([
    [statedNever, 'never'],
    [describedChange, 'never'],
    [{ decision: 'after-auth', stage: 'generic' } as const, 'never'],
    [{ decision: 'not-applicable', stage: 'generic' } as const, 'never'],
    [genericSilent, 'not-stated'],
  ])('%o gives no retry', (policy, end) => {
    expect(simulateSchedule(policy, always(30))).toEqual({
      waits: [],
      instants: [],
      spacing: 'none',
      windowSeconds: null,
      maxRetries: null,
      illustration: [],
      end,
    });
  });
});

describe('incomplete and careless rules', () => {
  test('a rule without its figures states nothing', () => {
    expect(simulateSchedule({ decision: 'exponential', stage: 'stated', maxRetries: 5 }).end).toBe(
      'not-stated',
    );
    expect(simulateSchedule({ decision: 'interval', stage: 'stated', maxRetries: 5 }).end).toBe('not-stated');
  });

  test('with neither count nor window the next wait alone is given', () => {
    const schedule = simulateSchedule({ decision: 'interval', stage: 'stated', intervalSeconds: 60 });
    expect(schedule).toMatchObject({ waits: [60], end: 'one-known', maxRetries: null });
  });

  test('with a window alone the window ends it', () => {
    const { readings: _, ...windowed } = oceInterval;
    expect(simulateSchedule(windowed)).toMatchObject({ end: 'window', maxRetries: null });
    expect(simulateSchedule(windowed).instants).toHaveLength(360);
  });

  test('a hint changes nothing', () => {
    const hinted: Policy = { ...memfaultBackoff, retryAfter: 'hint' };
    expect(simulateSchedule(hinted, always(300)).waits).toEqual([8, 64, 512, 4096, 32768]);
    expect(simulateSchedule({ ...genericAnytime, retryAfter: 'hint' }, always(300)).waits).toEqual([0]);
  });

  test('a huge count is drawn only so far', () => {
    const huge: Policy = { decision: 'interval', stage: 'stated', intervalSeconds: 1, maxRetries: 1e9 };
    expect(simulateSchedule(huge).waits).toHaveLength(maxDrawnRetries);
    const band: Policy = { decision: 'limited', stage: 'stated', windowSeconds: 1e9, maxRetries: 1e9 };
    expect(simulateSchedule(band).illustration).toHaveLength(maxDrawnRetries);
  });

  test.each([Number.NaN, -1, Number.POSITIVE_INFINITY])('Retry-After of %d counts as not sent', (seconds) => {
    expect(simulateSchedule(memfaultBackoff, always(seconds)).waits[0]).toBe(8);
  });

  test('whatever the rule: as many instants as waits, in order, inside the window', () => {
    const number = fc.double({ min: 0, max: 1e5, noNaN: true });
    const arbitraryPolicy = fc.record(
      {
        decision: fc.constantFrom(...decisions),
        stage: fc.constant('stated' as const),
        maxRetries: fc.nat(500),
        windowSeconds: number,
        intervalSeconds: fc.double({ min: 1, max: 1e5, noNaN: true }),
        backoff: fc.record({
          initialSeconds: number,
          factor: fc.double({ min: 1, max: 9, noNaN: true }),
          formula: fc.string(),
        }),
        retryAfter: fc.constantFrom('minimum', 'instead', 'required', 'hint'),
      },
      { requiredKeys: ['decision', 'stage'] },
    );
    fc.assert(
      fc.property(arbitraryPolicy, fc.option(fc.nat(100_000), { nil: undefined }), (policy, seconds) => {
        const { waits, instants, spacing, illustration } = simulateSchedule(policy as Policy, {
          retryAfterSeconds: () => seconds,
        });
        expect(instants).toHaveLength(waits.length);
        expect(waits.length === 0).toBe(spacing === 'none' || spacing === 'band');
        for (const shown of [instants, illustration]) {
          shown.forEach((instant, k) => {
            expect(instant).toBeGreaterThanOrEqual(shown[k - 1] ?? 0);
            expect(instant).toBeLessThanOrEqual(policy.windowSeconds ?? Number.POSITIVE_INFINITY);
          });
        }
      }),
    );
  });
});

test("a rule's own waits leave Retry-After aside", () => {
  expect([1, 2, 5].map((retry) => ruleWaitSeconds(memfaultBackoff, retry))).toEqual([8, 64, 32768]);
  expect(ruleWaitSeconds(oceInterval, 7)).toBe(60);
  expect(ruleWaitSeconds(oceLimited, 1)).toBeUndefined();
});
