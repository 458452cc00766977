import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonText } from '../../../../lib/transfer/json-text.ts';

it('is the same value on one line, with nothing in it that cannot be seen', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
      const written = jsonText({ value, text });
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify({ value, text })));
      expect(written).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});

it.each([
  ['\u009b', '"\\u009b"'],
  ['\u202e', '"\\u202e"'],
  ['\u{e0001}', '"\\udb40\\udc01"'],
  ['é€', '"é€"'],
])('writes %j as %s', (text, expected) => {
  expect(jsonText(text)).toBe(expected);
});
