import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHttpDate } from '../../../../lib/http/http-date.ts';
import {
  explainRetryAfter,
  parseRetryAfter,
  type RetryAfter,
  readRetryAfter,
  retryAfterToleranceMs,
} from '../../../../lib/http/retry-after.ts';
import { anyText } from '../../../fixtures/any-text.ts';
import { cpuMs } from '../../../fixtures/cpu-time.ts';

const receivedAt = Date.UTC(2026, 10, 15, 12, 0, 0);
const at = (seconds: number): string => formatHttpDate(receivedAt + seconds * 1000);
const read = (value: string, date?: string): RetryAfter =>
  parseRetryAfter([value], date === undefined ? { receivedAt } : { receivedAt, date });

describe('delay seconds', () => {
  it.each([
    ['120', '120', 120],
    ['0', '0', 0],
    [' 7 ', '7', 7],
    ['7 ', '7', 7],
    ['\t7\t', '7', 7],
    ['007', '007', 7],
    ['2147483', '2147483', 2147483],
  ])('reads "%s"', (value, raw, seconds) => {
    expect(read(value)).toEqual({ kind: 'seconds', seconds, floorSeconds: seconds, raw, flags: [] });
  });

  it('flags a delay that a 32-bit millisecond timer cannot hold', () => {
    expect(read('3000000')).toMatchObject({
      seconds: 3_000_000,
      floorSeconds: 3_000_000,
      flags: ['unusual'],
    });
    expect(read('2147484')).toMatchObject({ flags: ['unusual'] });
  });

  it.each([['9'.repeat(20)], ['2147483649'], ['9'.repeat(5000)]])('clamps %s', (value) => {
    expect(read(value)).toMatchObject({
      seconds: 2 ** 31,
      floorSeconds: 2 ** 31,
      flags: ['clamped', 'unusual'],
    });
  });

  it('does not clamp 2^31 itself', () => {
    expect(read('2147483648')).toMatchObject({ seconds: 2 ** 31, flags: ['unusual'] });
  });

  it('pays no attention to the Date field', () => {
    expect(read('30', at(-3600))).toMatchObject({ seconds: 30, floorSeconds: 30, flags: [] });
  });
});

describe('invalid values', () => {
  it.each([
    '-5',
    '+5',
    '1.5',
    '1e3',
    '0x10',
    '120s',
    'soon',
    '5, 10',
    '5 10',
    '"5"',
    '٥',
    '\u00a07',
    '7\n',
    '2026-11-15T12:01:00Z',
    '2026-11-15',
    'Sun, 31 Feb 2027 00:00:00 GMT',
    'Sun, 15 nov 2026 12:01:00 GMT',
    'Sun, 15 Nov 2026 12:01:00 gmt',
    'Infinity',
    'NaN',
  ])('refuses "%s"', (value) => {
    expect(read(value)).toEqual({
      kind: 'invalid',
      raw: value,
      reason: 'not a number of seconds or an HTTP date',
    });
  });

  it.each(['', ' ', '\t '])('refuses the empty value "%s"', (value) => {
    expect(read(value)).toEqual({ kind: 'invalid', raw: '', reason: 'empty' });
  });
});

describe('dates', () => {
  it.each([
    ['IMF-fixdate', 'Sun, 15 Nov 2026 12:01:00 GMT'],
    ['RFC 850', 'Sunday, 15-Nov-26 12:01:00 GMT'],
    ['asctime', 'Sun Nov 15 12:01:00 2026'],
    ['wrong weekday', 'Mon, 15 Nov 2026 12:01:00 GMT'],
  ])('reads %s', (_, value) => {
    expect(read(value)).toEqual({ kind: 'date', seconds: 60, floorSeconds: 60, raw: value, flags: [] });
  });

  it('makes a past date 0', () => {
    expect(read(at(-1))).toMatchObject({ kind: 'date', seconds: 0, floorSeconds: 0, flags: ['past'] });
    expect(read(at(-1), at(0))).toMatchObject({ seconds: 0, floorSeconds: 0, flags: ['past'] });
    expect(read(at(0))).toMatchObject({ seconds: 0, floorSeconds: 0, flags: [] });
  });

  it('waits 60 s when the server is 300 s behind', () => {
    expect(read(at(-300 + 60), at(-300))).toMatchObject({
      seconds: 60,
      floorSeconds: 0,
      flags: ['clock-corrected'],
    });
  });

  it('waits 60 s when the server is 300 s ahead', () => {
    expect(read(at(300 + 60), at(300))).toMatchObject({
      seconds: 60,
      floorSeconds: 60,
      flags: ['clock-corrected'],
    });
  });

  it.each([
    [-2, []],
    [2, []],
    [-3, ['clock-corrected']],
    [3, ['clock-corrected']],
  ])('with Date %s s off, flags %s', (skew, flags) => {
    expect(read(at(60 + skew), at(skew))).toMatchObject({ seconds: 60, flags });
  });

  it('reads Date in any form, with white space around it', () => {
    expect(read(at(360), '\tSun Nov 15 12:05:00 2026 ')).toMatchObject({ seconds: 60 });
  });

  it.each(['soon', '', '2026-11-15T12:05:00Z'])('ignores an invalid Date "%s"', (date) => {
    expect(read(at(360), date)).toMatchObject({ seconds: 360, floorSeconds: 360, flags: [] });
  });

  it('measures from the millisecond of receipt without Date', () => {
    const value = parseRetryAfter([at(60)], { receivedAt: receivedAt + 250 });
    expect(value).toMatchObject({ seconds: 59.75, floorSeconds: 59.75 });
  });

  it('flags a date too far ahead for a timer, unclamped', () => {
    expect(read('Fri, 31 Dec 9999 23:59:59 GMT')).toMatchObject({ kind: 'date', flags: ['unusual'] });
  });
});

describe('several field lines', () => {
  it('takes the first and flags it', () => {
    expect(parseRetryAfter(['5', '10'], { receivedAt })).toMatchObject({ seconds: 5, flags: ['repeated'] });
    expect(parseRetryAfter(['5', 'soon'], { receivedAt })).toMatchObject({ seconds: 5, flags: ['repeated'] });
    expect(parseRetryAfter(['soon', '5'], { receivedAt })).toMatchObject({ kind: 'invalid', raw: 'soon' });
  });

  it('reads none as none', () => {
    expect(parseRetryAfter([], { receivedAt })).toEqual({ kind: 'none' });
  });
});

describe('readRetryAfter', () => {
  it('finds the fields in any case', () => {
    const headers = [
      { name: 'DATE', value: at(300) },
      { name: 'retry-AFTER', value: at(360) },
      { name: 'Retry-After', value: '9' },
    ];
    expect(readRetryAfter(headers, receivedAt)).toMatchObject({
      kind: 'date',
      seconds: 60,
      flags: ['repeated', 'clock-corrected'],
    });
    expect(readRetryAfter([], receivedAt)).toEqual({ kind: 'none' });
  });
});

describe('explainRetryAfter', () => {
  it.each([
    [{ kind: 'none' } as RetryAfter, 'No Retry-After was sent'],
    [read('30'), 'Retry-After: 30'],
    [
      read('soon'),
      'Retry-After "soon" is not a number of seconds or an HTTP date: the server\'s fault; no wait was set',
    ],
    [read(''), "Retry-After is empty: the server's fault; no wait was set"],
    [read(at(60)), 'Retry-After: Sun, 15 Nov 2026 12:01:00 GMT, 60 s after the response'],
    [read(at(-60)), 'Retry-After: Sun, 15 Nov 2026 11:59:00 GMT, already past'],
    [
      read(at(360), at(300)),
      "Retry-After: Sun, 15 Nov 2026 12:06:00 GMT, 60 s after the response, corrected for the server's clock by its Date field",
    ],
    [read('3000000'), 'Retry-After: 3000000, longer than the timers of several clients can hold'],
    [parseRetryAfter(['5', '6'], { receivedAt }), 'Retry-After: 5, sent more than once, the first counts'],
  ])('says what %j means', (value, sentence) => {
    expect(explainRetryAfter(value)).toBe(sentence);
  });

  it('names the clamped value', () => {
    expect(explainRetryAfter(read('9'.repeat(20)))).toContain('taken as 2147483648 s');
  });

  it('shows hostile values short and without characters that disturb the line', () => {
    const sentence = explainRetryAfter(read(`a\u202e\u0000\r\n${'b'.repeat(10_000)}`));
    expect(sentence).toContain('Retry-After "ab');
    expect(sentence).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(sentence.length).toBeLessThan(200);
    expect(explainRetryAfter(read('9'.repeat(10_000))).length).toBeLessThan(250);
  });
});

describe('retryAfterToleranceMs', () => {
  it('is 50 ms for seconds, a second for dates, nothing without a floor', () => {
    expect(retryAfterToleranceMs(read('30'))).toBe(50);
    expect(retryAfterToleranceMs(read(at(60)))).toBe(1000);
    expect(retryAfterToleranceMs(read('soon'))).toBe(0);
    expect(retryAfterToleranceMs({ kind: 'none' })).toBe(0);
  });
});

describe('any input', () => {
  const value = fc.oneof(
    anyText(),
    fc.integer().map(String),
    fc.integer({ min: -1e6, max: 1e6 }).map(at),
    fc.stringMatching(/^[0-9]{1,400}$/),
  );

  it('never throws; waits are finite, not negative, and never below the floor', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 3 }), fc.option(value, { nil: undefined }), (values, date) => {
        const result = parseRetryAfter(values, date === undefined ? { receivedAt } : { receivedAt, date });
        explainRetryAfter(result);
        if (result.kind === 'none' || result.kind === 'invalid') return;
        expect(Number.isFinite(result.seconds)).toBe(true);
        expect(result.floorSeconds).toBeGreaterThanOrEqual(0);
        expect(result.seconds).toBeGreaterThanOrEqual(result.floorSeconds);
      }),
    );
  });

  it("makes the wait independent of the server's clock", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 1e6 }), (skew, wait) => {
        expect(read(at(skew + wait), at(skew))).toMatchObject({ kind: 'date', seconds: wait });
      }),
    );
  });

  it('takes no time over a long value', () => {
    const long = [' '.repeat(1e6), `${' '.repeat(1e6)}x`, '1'.repeat(1e6), `1${' '.repeat(1e6)}1`];
    const took = cpuMs(() => {
      for (const value of long) read(value);
    });
    expect(took).toBeLessThan(1000);
  });
});
