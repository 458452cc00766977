import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHttpDate, parseHttpDate } from '../../../../lib/http/http-date.ts';
import { anyText } from '../../../fixtures/any-text.ts';
import { cpuMs } from '../../../fixtures/cpu-time.ts';

const now = Date.UTC(2026, 10, 15, 12, 0, 0);
const example = Date.UTC(1994, 10, 6, 8, 49, 37);

describe('parseHttpDate', () => {
  it.each([
    ['IMF-fixdate', 'Sun, 06 Nov 1994 08:49:37 GMT'],
    ['RFC 850', 'Sunday, 06-Nov-94 08:49:37 GMT'],
    ['asctime, padded with a space', 'Sun Nov  6 08:49:37 1994'],
    ['asctime, padded with a zero', 'Sun Nov 06 08:49:37 1994'],
    ['a weekday that does not fit', 'Mon, 06 Nov 1994 08:49:37 GMT'],
    ['a long weekday that does not fit', 'Monday, 06-Nov-94 08:49:37 GMT'],
  ])('reads %s', (_, text) => {
    expect(parseHttpDate(text, now)).toBe(example);
  });

  it.each([
    ['nothing', ''],
    ['31 February', 'Sun, 31 Feb 2026 00:00:00 GMT'],
    ['29 February of a common year', 'Sun, 29 Feb 2026 00:00:00 GMT'],
    ['29 February 1900', 'Thu, 29 Feb 1900 00:00:00 GMT'],
    ['day 0', 'Sun, 00 Nov 1994 08:49:37 GMT'],
    ['a lower-case month', 'Sun, 06 nov 1994 08:49:37 GMT'],
    ['a lower-case gmt', 'Sun, 06 Nov 1994 08:49:37 gmt'],
    ['UTC for GMT', 'Sun, 06 Nov 1994 08:49:37 UTC'],
    ['an offset', 'Sun, 06 Nov 1994 08:49:37 +0000'],
    ['no zone', 'Sun, 06 Nov 1994 08:49:37'],
    ['a weekday that is none', 'Xyz, 06 Nov 1994 08:49:37 GMT'],
    ['a lower-case weekday', 'sun, 06 Nov 1994 08:49:37 GMT'],
    ['no weekday', '06 Nov 1994 08:49:37 GMT'],
    ['a long weekday in an IMF-fixdate', 'Sunday, 06 Nov 1994 08:49:37 GMT'],
    ['a short weekday in an RFC 850 date', 'Sun, 06-Nov-94 08:49:37 GMT'],
    ['one digit for the day', 'Sun, 6 Nov 1994 08:49:37 GMT'],
    ['a one-digit asctime day without padding', 'Sun Nov 6 08:49:37 1994'],
    ['asctime with a zone', 'Sun Nov  6 08:49:37 1994 GMT'],
    ['hour 24', 'Sun, 06 Nov 1994 24:00:00 GMT'],
    ['minute 60', 'Sun, 06 Nov 1994 08:60:37 GMT'],
    ['second 61', 'Sun, 06 Nov 1994 23:59:61 GMT'],
    ['white space before it', ' Sun, 06 Nov 1994 08:49:37 GMT'],
    ['a line feed after it', 'Sun, 06 Nov 1994 08:49:37 GMT\n'],
    ['two spaces', 'Sun, 06 Nov 1994  08:49:37 GMT'],
    ['full-width digits', 'Sun, ０６ Nov 1994 08:49:37 GMT'],
    ['ISO 8601', '1994-11-06T08:49:37Z'],
    ['a number', '784111777'],
  ])('refuses %s', (_, text) => {
    expect(parseHttpDate(text, now)).toBeNull();
  });

  it('takes the leap second for the following midnight', () => {
    expect(parseHttpDate('Sat, 31 Dec 2016 23:59:60 GMT', now)).toBe(Date.UTC(2017, 0, 1));
  });

  it.each(['08:49:60', '23:58:60', '00:59:60'])('refuses second 60 at %s', (time) => {
    expect(parseHttpDate(`Sat, 31 Dec 2016 ${time} GMT`, now)).toBeNull();
  });

  it('reads the years 0000 to 0099 as written', () => {
    expect(parseHttpDate('Sat, 01 Jan 0000 00:00:00 GMT', now)).toBe(Date.parse('0000-01-01T00:00:00Z'));
    expect(parseHttpDate('Thu, 01 Jan 0099 00:00:00 GMT', now)).toBe(Date.parse('0099-01-01T00:00:00Z'));
  });

  it.each([
    ['this year', '15-Nov-26 00:00:00', 2026],
    ['last century', '15-Nov-99 00:00:00', 1999],
    ['49 years ahead', '15-Nov-75 00:00:00', 2075],
    ['50 years ahead to the second', '15-Nov-76 12:00:00', 2076],
    ['a second more than 50 years ahead', '15-Nov-76 12:00:01', 1976],
    ['51 years ahead', '15-Nov-77 00:00:00', 1977],
  ])('reads a two-digit year: %s', (_, text, year) => {
    const parsed = parseHttpDate(`Sunday, ${text} GMT`, now);
    expect(new Date(parsed ?? Number.NaN).getUTCFullYear()).toBe(year);
  });

  it('lets a two-digit year reach into the next century', () => {
    const in2090 = Date.UTC(2090, 5, 1);
    expect(parseHttpDate('Sunday, 06-Nov-10 00:00:00 GMT', in2090)).toBe(Date.UTC(2110, 10, 6));
    expect(parseHttpDate('Sunday, 06-Nov-50 00:00:00 GMT', in2090)).toBe(Date.UTC(2050, 10, 6));
  });

  it('judges 29 February by the year chosen', () => {
    expect(parseHttpDate('Tuesday, 29-Feb-00 00:00:00 GMT', now)).toBe(Date.UTC(2000, 1, 29));
    // 2100 is no leap year, but on 1 January 2050 it is more than 50 years ahead.
    expect(parseHttpDate('Tuesday, 29-Feb-00 00:00:00 GMT', Date.UTC(2050, 0, 1))).toBe(
      Date.UTC(2000, 1, 29),
    );
    expect(parseHttpDate('Tuesday, 29-Feb-00 00:00:00 GMT', Date.UTC(2090, 0, 1))).toBeNull();
  });

  it('never throws, whatever the text and the clock', () => {
    fc.assert(
      fc.property(anyText(), fc.double(), (text, clock) => {
        const parsed = parseHttpDate(text, clock);
        expect(parsed === null || Number.isFinite(parsed)).toBe(true);
      }),
    );
    expect(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT', Number.NaN)).toBeNull();
  });

  it('takes no time over a long text', () => {
    const long = 'Sun, 06 Nov 1994 '.repeat(1_000_000);
    expect(cpuMs(() => expect(parseHttpDate(long, now)).toBeNull())).toBeLessThan(200);
  });
});

describe('formatHttpDate', () => {
  it('writes an IMF-fixdate, cutting milliseconds', () => {
    expect(formatHttpDate(example + 999)).toBe('Sun, 06 Nov 1994 08:49:37 GMT');
    expect(formatHttpDate(0)).toBe('Thu, 01 Jan 1970 00:00:00 GMT');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, -8.64e15, 253402300800000])(
    'writes nothing for %s',
    (x) => {
      expect(formatHttpDate(x)).toBe('');
    },
  );

  it('is undone by parseHttpDate, at a resolution of seconds, from 1970 to 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253402300799 }), (seconds) => {
        expect(parseHttpDate(formatHttpDate(seconds * 1000), now)).toBe(seconds * 1000);
      }),
    );
  });
});

describe('in any time zone', () => {
  const module = new URL('../../../../lib/http/http-date.ts', import.meta.url).href;
  // Node fixes its zone per process, so each zone gets its own.
  const script = `
    import { readFileSync } from 'node:fs';
    import { formatHttpDate, parseHttpDate } from ${JSON.stringify(module)};
    const { texts, instants, now } = JSON.parse(readFileSync(0, 'utf8'));
    console.log(JSON.stringify({
      offset: new Date(now).getTimezoneOffset(),
      parsed: texts.map((text) => parseHttpDate(text, now)),
      formatted: instants.map((instant) => formatHttpDate(instant)),
    }));`;
  const instants = fc
    .sample(fc.integer({ min: 0, max: 253402300799 }), { numRuns: 300, seed: 1 })
    .map((s) => s * 1000);
  const texts = instants.flatMap((instant) => {
    const imf = formatHttpDate(instant);
    const [, day = '', month = '', year = '', time = ''] = imf.split(' ');
    return [
      imf,
      `Monday, ${day}-${month}-${year.slice(2)} ${time} GMT`,
      `Mon ${month} ${day} ${time} ${year}`,
    ];
  });

  it.each([
    ['UTC', 0],
    ['America/New_York', 300],
    ['Asia/Kolkata', -330],
  ])('reads and writes the same in %s', (zone, offset) => {
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
      input: JSON.stringify({ texts, instants, now }),
      encoding: 'utf8',
    });
    const result = JSON.parse(output);
    expect(result.offset).toBe(offset);
    expect(result.parsed).toEqual(texts.map((text) => parseHttpDate(text, now)));
    expect(result.parsed.filter((_: unknown, index: number) => index % 3 !== 1)).toEqual(
      instants.flatMap((instant) => [instant, instant]),
    );
    expect(result.formatted).toEqual(instants.map(formatHttpDate));
  });
});
