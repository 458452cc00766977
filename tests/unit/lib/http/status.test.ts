import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStatus, statusClass } from '../../../../lib/http/status.ts';
import { anyText } from '../../../fixtures/any-text.ts';

describe('parseStatus', () => {
  it.each([[100], [404], [599], ['100'], ['429'], ['599'], [' 503\n']])('reads %j', (input) => {
    expect(parseStatus(input)).toEqual({ ok: true, value: Number(input) });
  });

  it.each([
    [99, '99'],
    [600, '600'],
    [404.5, '404.5'],
    [-404, '-404'],
    [Number.NaN, '"NaN"'],
    ['', '""'],
    ['abc', '"abc"'],
    ['4xx', '"4xx"'],
    ['0404', '0404'],
    ['404.0', '404.0'],
    ['٤٠٤', '"٤٠٤"'],
  ])('refuses %j, naming it', (input, shown) => {
    expect(parseStatus(input)).toEqual({
      ok: false,
      problems: [{ path: '', message: `${shown} is not a status from 100 to 599` }],
    });
  });

  it('never throws, and answers briefly', () => {
    fc.assert(
      fc.property(fc.oneof(anyText({ maxLength: 1000 }), fc.double()), (input) => {
        const result = parseStatus(input);
        if (!result.ok) expect(result.problems[0]?.message.length).toBeLessThan(150);
      }),
    );
  });
});

describe('statusClass', () => {
  it.each([
    [0, 'none'],
    [100, 'interim'],
    [199, 'interim'],
    [200, 'success'],
    [304, 'redirect'],
    [441, 'client'],
    [529, 'server'],
    [599, 'server'],
    [600, 'unknown'],
    [99, 'unknown'],
    [1, 'unknown'],
    [-200, 'unknown'],
    [Number.NaN, 'unknown'],
    [Number.POSITIVE_INFINITY, 'unknown'],
  ])('says what %d is', (status, expected) => {
    expect(statusClass(status)).toBe(expected);
  });
});
