import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closingQuote, isJson, jsonTokens } from '../../../../lib/transfer/json-tokens.ts';

const written = (text: string) =>
  [...jsonTokens(text)].map(({ kind, start, end }) => [kind, text.slice(start, end)]);

/** A value of a JSON text, written by JSON.stringify in one of its ways. */
const jsonText = fc
  .tuple(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'))
  .map(([value, space]) => JSON.stringify(value, null, space));

describe('jsonTokens', () => {
  it('tells names from strings, and keeps what JSON.parse would drop', () => {
    expect(
      written('{ "a" : "b", "a":-1.5e+3, "c": [true, "]}", null, {}], "":12345678901234567890 }'),
    ).toEqual([
      ['open', '{'],
      ['name', '"a"'],
      ['string', '"b"'],
      ['name', '"a"'],
      ['number', '-1.5e+3'],
      ['name', '"c"'],
      ['open', '['],
      ['string', '"]}"'],
      ['open', '{'],
      ['close', '}'],
      ['close', ']'],
      ['name', '""'],
      ['number', '12345678901234567890'],
      ['close', '}'],
    ]);
  });

  it('finds all that a JSON text holds', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const scalars: unknown[] = [];
        JSON.parse(text, (_, value: unknown) => {
          if (typeof value === 'string' || typeof value === 'number') scalars.push(value);
          return value;
        });
        const tokens = [...jsonTokens(text)];
        const found = tokens.flatMap((token): unknown[] => {
          if (token.kind === 'string') return [token.value];
          return token.kind === 'number' ? [Number(token.value)] : [];
        });
        const byText = (a: unknown, b: unknown) => (String(a) < String(b) ? -1 : 1);
        expect(found.sort(byText)).toEqual(scalars.sort(byText));
        const count = (kind: string) => tokens.filter((token) => token.kind === kind).length;
        expect(count('open')).toBe(count('close'));
      }),
    );
  });
});

describe('isJson', () => {
  it.each(['{}', ' [1]', '\n"a"', '[[[]]]'])('%j', (text) => {
    expect(isJson(text)).toBe(true);
  });

  it.each(['', 'null', '12', 'true', '{', '[redacted]', '{"a":1}{"a":2}', '\uFEFF{}'])('not %j', (text) => {
    expect(isJson(text)).toBe(false);
  });
});

describe('closingQuote', () => {
  it.each([
    ['a"b', 1],
    ['a\\"b"', 4],
    ['a\\\\"b', 3],
    ['a\\\\\\"b"', 6],
    ['open\\"', 6],
  ])('of %s', (text, at) => {
    expect(closingQuote(text, 0)).toBe(at);
  });

  it('looks back no further than where it began', () => {
    expect(closingQuote('\\"b"', 1)).toBe(1);
  });
});
