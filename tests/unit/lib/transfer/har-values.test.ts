import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIpAddress, isoInstant, parseInstant, queryOf } from '../../../../lib/transfer/har-values.ts';

describe('parseInstant', () => {
  it.each([
    ['2026-11-02T09:00:00Z', Date.UTC(2026, 10, 2, 9)],
    ['2026-11-02T09:00:00.5Z', Date.UTC(2026, 10, 2, 9, 0, 0, 500)],
    ['2026-11-02T09:00:00.123456789Z', Date.UTC(2026, 10, 2, 9, 0, 0, 123)],
    ['2026-11-02T09:00:00.120+05:30', Date.UTC(2026, 10, 2, 3, 30, 0, 120)],
    ['2026-11-02T09:00:00-0800', Date.UTC(2026, 10, 2, 17)],
    ['2024-02-29T23:59:59.999Z', Date.UTC(2024, 1, 29, 23, 59, 59, 999)],
  ])('reads %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    ...['', '2026-11-02', '2026-11-02T09:00:00', '2026-02-29T00:00:00Z', '2026-00-01T00:00:00Z'],
    ...['2026-13-01T00:00:00Z', '2026-11-31T00:00:00Z', '2026-11-02T24:00:00Z', '2026-11-02T09:60:00Z'],
    ...['2026-11-02T09:00:60Z', '2026-11-02T09:00:00+24:00', '1969-12-31T23:59:59Z', '0001-01-01T00:00:00Z'],
    ...['+010000-01-01T00:00:00Z', '2026-11-02 09:00:00Z', 'Mon, 02 Nov 2026 09:00:00 GMT'],
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('reads back what isoInstant writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (instant) => {
        expect(parseInstant(isoInstant(instant))).toBe(instant);
      }),
    );
  });
});

describe('isIpAddress', () => {
  it.each(['192.0.2.1', '0.0.0.0', '255.255.255.255', '::1', '2001:db8::8', '::ffff:192.0.2.1'])(
    '%s',
    (text) => {
      expect(isIpAddress(text)).toBe(true);
    },
  );

  it.each(['', '1.2.3', '1.2.3.4.', '1.2.3.256', '[::1]', 'fe80::1%eth0', ':::', 'a.b.c.d', '1.2.3.4:80'])(
    'not %j',
    (text) => {
      expect(isIpAddress(text)).toBe(false);
    },
  );
});

describe('queryOf', () => {
  it('decodes the parameters, and gives none for what cannot be read', () => {
    expect(queryOf('https://x.example/?a=1&b=%20&a=2')).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', value: ' ' },
      { name: 'a', value: '2' },
    ]);
    expect(queryOf('nowhere?a=1')).toEqual([]);
  });
});
