import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, digitsWithin } from '../../../../lib/transfer/base64.ts';

describe('decodeBase64', () => {
  it('reads what others write, in both alphabets, padded or not', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((value) => value.isWellFormed());
    fc.assert(
      fc.property(text, (value) => {
        const encoded = Buffer.from(value).toString('base64');
        expect(decodeBase64(encoded)).toBe(value);
        expect(decodeBase64(encoded.replaceAll('=', ''))).toBe(value);
        expect(decodeBase64(Buffer.from(value).toString('base64url'))).toBe(value);
      }),
    );
  });

  it.each(['a', 'YWJj=YWJj', 'YWJ j', 'YWJj\n', 'é', 'gICA', '[redacted]'])('refuses %j', (text) => {
    expect(decodeBase64(text)).toBeNull();
  });
});

describe('digitsWithin', () => {
  it('gives what stands in base64 of any text with this one in it', () => {
    const octets = fc.uint8Array({ maxLength: 40 });
    fc.assert(
      fc.property(octets, octets, octets, (before, within, after) => {
        const [digits = ''] = digitsWithin(Buffer.from(within).toString('latin1')).slice(before.length % 3);
        const whole = Buffer.concat([before, within, after]).toString('base64');
        expect(whole).toContain(digits);
        expect(digits.length).toBeGreaterThanOrEqual(Math.floor((within.length * 8 - 10) / 6));
      }),
    );
  });
});
