import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indentJson } from '../../../components/inspector/json-text.ts';

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const textOf = (json: string): string => {
  const laidOut = indentJson(json);
  if (laidOut.kind !== 'indented') throw new Error(laidOut.reason);
  return laidOut.text;
};

describe('JSON for reading', () => {
  it('is indented as JSON.stringify does it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.constantFrom(undefined, 1, '\t\r\n'), (value, space) => {
        expect(textOf(JSON.stringify(value, null, space))).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it.each([
    [
      'a number too large for JavaScript',
      '{"id":12345678901234567890}',
      '{\n  "id": 12345678901234567890\n}',
    ],
    ['a number as it was written', '[1.0,1e400,-0]', '[\n  1.0,\n  1e400,\n  -0\n]'],
    [
      'members in their order, repeated or not',
      '{"b":1,"2":2,"1":3,"b":4}',
      '{\n  "b": 1,\n  "2": 2,\n  "1": 3,\n  "b": 4\n}',
    ],
    ['escapes', '["\\u0041\\\\","\\""]', '[\n  "\\u0041\\\\",\n  "\\""\n]'],
    ['what looks like structure in a string', '["[{ ,: }]"]', '[\n  "[{ ,: }]"\n]'],
    ['emptiness', ' { "a" : [ ] , "b":{\n} } ', '{\n  "a": [],\n  "b": {}\n}'],
    ['64 levels', nested(64).replace('[]', '[null]'), expect.stringContaining('null')],
  ])('keeps %s', (_, json, laidOut) => {
    expect(textOf(json)).toEqual(laidOut);
  });

  it.each([
    ['no JSON', '{"a":', 'it cannot be read as JSON'],
    ['nothing', '', 'it cannot be read as JSON'],
    ['65 levels', nested(65), 'it nests more than 64 levels deep'],
    ['a million levels', nested(1_000_000), 'it nests more than 64 levels deep'],
    [
      'what would fill the memory',
      '['.repeat(64) + '1,'.repeat(100_000) + 1 + ']'.repeat(64),
      'it would be too long laid out',
    ],
  ])('shows %s as it is', (_, text, reason) => {
    expect(indentJson(text)).toEqual({ kind: 'as-is', reason });
  });
});
