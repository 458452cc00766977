import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shown } from '../../../../lib/http/quoted.ts';
import { parseFilterRegex } from '../../../../lib/session/filter-regex.ts';
import { cpuMs } from '../../../fixtures/cpu-time.ts';

function problemOf(pattern: string): string {
  const result = parseFilterRegex(pattern);
  return result.ok ? '' : (result.problems[0]?.message ?? '');
}

describe('parseFilterRegex', () => {
  it.each([
    'chunks',
    'v\\d+\\/users\\/\\d+',
    '^https?:\\/\\/',
    'api.*chunks.*device',
    '\\.(png|jpe?g|gif|webp)$',
    '(error|fail|timeout)',
    '(?:v1|v2)\\/.*',
    '(?<name>a)b',
    '[a-z]{2,5}-[0-9]{1,3}',
    '[^/]+\\/x',
    '[)(*+?]',
    '(abc){2}',
    '(abc)+',
    'a{2',
    '.*chunks',
    '(?!a)b',
    '\\u0041|\\x41',
    '[]a',
    '',
  ])('accepts %s', (pattern) => {
    expect(problemOf(pattern)).toBe('');
  });

  it.each([
    ['(', 'it is not a valid regular expression'],
    ['a**', 'it is not a valid regular expression'],
    ['a'.repeat(201), 'it is longer than 200 characters'],
    ['(a+)+$', 'what is repeated may not hold a repeat or an alternative itself'],
    ['(a*)*', 'what is repeated may not hold a repeat or an alternative itself'],
    ['(.*)*', 'what is repeated may not hold a repeat or an alternative itself'],
    ['(?:\\w+\\s?)+$', 'what is repeated may not hold a repeat or an alternative itself'],
    ['(a|a)*b', 'what is repeated may not hold a repeat or an alternative itself'],
    ['(a|aa)+$', 'what is repeated may not hold a repeat or an alternative itself'],
    ['((ab?c))+', 'what is repeated may not hold a repeat or an alternative itself'],
    ['(a?){30}a{30}', 'what is repeated may not hold a repeat or an alternative itself'],
    ['(a{2,5}){2,}', 'what is repeated may not hold a repeat or an alternative itself'],
    ['((a{90}){90}){90}', 'what is repeated may not hold a repeat or an alternative itself'],
    ['(a+){2}', 'what is repeated may not hold a repeat or an alternative itself'],
    ['(a)\\1', 'references back to a group are not allowed'],
    ['(?<x>a)\\k<x>', 'references back to a group are not allowed'],
    ['a{101}', 'it repeats something more than 100 times'],
    ['a{1,1000}', 'it repeats something more than 100 times'],
    ['\\w+\\d+x', 'two open-ended repeats follow each other with nothing fixed between them'],
    ['a.*.*x', 'two open-ended repeats follow each other with nothing fixed between them'],
    ['a.*b?.*x', 'two open-ended repeats follow each other with nothing fixed between them'],
    ['a.*(b)?.*x', 'two open-ended repeats follow each other with nothing fixed between them'],
    ['a.*(b|).*x', 'two open-ended repeats follow each other with nothing fixed between them'],
    ['a.*(|b).*x', 'two open-ended repeats follow each other with nothing fixed between them'],
    ['(a.*)(.*x)', 'two open-ended repeats follow each other with nothing fixed between them'],
    ['(?=.*a)(?=.*b)c.*', 'it has more than 2 open-ended repeats'],
    ['a.*b.*c.*d', 'it has more than 2 open-ended repeats'],
    ['a?'.repeat(30) + 'a'.repeat(30), 'it has too many optional parts and alternatives'],
    ['(a|a)'.repeat(30), 'it has too many optional parts and alternatives'],
  ])('refuses %s', (pattern, why) => {
    expect(problemOf(pattern)).toBe(`/${shown(pattern)}/ is not used: ${why}`);
  });

  it('finds what the whole pattern finds', () => {
    for (const pattern of ['.*api', '.*?api.*v0', '.*', '.*a|b', '^.*b', '.*^b']) {
      const result = parseFilterRegex(pattern);
      for (const text of ['', 'b', 'xapi', 'api v0', '\nb'])
        expect(result.ok && result.value.test(text)).toBe(new RegExp(pattern, 'i').test(text));
    }
  });

  it('searches in any case and starts anew each time', () => {
    const result = parseFilterRegex('CHUNKS');
    expect(result.ok && result.value.test('/chunks')).toBe(true);
    expect(result.ok && result.value.test('/chunks')).toBe(true);
  });

  it('never throws; what it accepts is quick on text made to be slow', () => {
    const piece = fc.constantFrom(
      'a',
      '.',
      'b',
      '*',
      '+',
      '?',
      '(',
      ')',
      '|',
      '{2}',
      '{1,9}',
      '{3,}',
      '\\w',
      '[ab]',
      '^',
      '$',
      '(?:',
      '(?=',
      '\\1',
    );
    const text = `${'a'.repeat(150)}!`;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const result = parseFilterRegex(pieces.join(''));
        if (!result.ok) return;
        expect(cpuMs(() => result.value.test(text))).toBeLessThan(250);
      }),
      { numRuns: 3_000 },
    );
  });
});
