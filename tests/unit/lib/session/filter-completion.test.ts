import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../../../lib/session/filter.ts';
import {
  type CompletionOption,
  complete,
  completionPlace,
  keyOptions,
  valueOptions,
} from '../../../../lib/session/filter-completion.ts';
import { filterKeys } from '../../../../lib/session/filter-terms.ts';

/** A text with `|` for the caret. */
function placeOf(marked: string) {
  return completionPlace(marked.replace('|', ''), marked.indexOf('|'));
}
const inserts = (options: readonly CompletionOption[]) => options.map(({ insert }) => insert);
const option = (insert: string): CompletionOption => ({ insert, note: '', count: 1 });

describe('where the caret stands', () => {
  it.each([
    ['|', { key: '', typed: '', from: 0, to: 0 }],
    ['met|', { key: '', typed: 'met', from: 0, to: 3 }],
    ['a -Met|', { key: '', typed: 'met', from: 3, to: 6 }],
    ['-|', { key: '', typed: '', from: 1, to: 1 }],
    ['a | b', { key: '', typed: '', from: 2, to: 2 }],
    ['a  |', { key: '', typed: '', from: 3, to: 3 }],
    ['me|th:GET', { key: '', typed: 'me', from: 0, to: 5 }],
    ['method:|', { key: 'method', typed: '', from: 7, to: 7 }],
    ['x -METHOD:g|ET y', { key: 'method', typed: 'g', from: 10, to: 13 }],
    ['provider:"Cloud g| x', { key: 'provider', typed: 'cloud g', from: 9, to: 19 }],
    ['provider:"cloud"| x', { key: 'provider', typed: 'cloud', from: 9, to: 16 }],
    ['domain:a status-code:>=|', { key: 'status-code', typed: '>=', from: 21, to: 23 }],
  ])('%s', (marked, expected) => {
    expect(placeOf(marked)).toEqual(expected);
  });

  it.each(['foo:b|', '"two w|', '|-method:GET', 'https://x|'])('nothing to complete in %s', (marked) => {
    expect(placeOf(marked)).toBeUndefined();
  });
});

describe('keys', () => {
  it('begin with what was typed, or a word of them does', () => {
    expect(inserts(keyOptions('me'))).toEqual(['method:']);
    expect(inserts(keyOptions('re'))).toEqual([
      'resource-type:',
      'retry:',
      'has-request-header:',
      'has-response-header:',
    ]);
    expect(inserts(keyOptions('header'))).toEqual(['has-request-header:', 'has-response-header:']);
    expect(inserts(keyOptions('type'))).toEqual(['mime-type:', 'resource-type:']);
    expect(keyOptions('.')).toEqual([]);
  });

  it('are all explained', () => {
    const all = keyOptions('');
    expect(inserts(all)).toEqual([...filterKeys.keys()].map((key) => `${key}:`));
    for (const { note } of all) expect(note).not.toBe('');
  });
});

describe('values', () => {
  const values = [
    { value: 'huawei-ges', note: 'Huawei Cloud GES', count: 3 },
    { value: 'memfault', note: 'Memfault', count: 9 },
    { value: 'rfc', note: 'RFC 9110', count: 9 },
    { value: 'my cloud', note: '', count: 0 },
  ];

  it('stand in the order of how often they occur', () => {
    expect(inserts(valueOptions(values, ''))).toEqual(['memfault', 'rfc', 'huawei-ges', '"my cloud"']);
  });

  it('begin with what was typed before they hold it', () => {
    expect(inserts(valueOptions(values, 'm'))).toEqual(['memfault', '"my cloud"']);
    expect(inserts(valueOptions(values, 'c'))).toEqual(['rfc', 'huawei-ges', '"my cloud"']);
    expect(valueOptions(values, 'ges')).toEqual([
      { insert: 'huawei-ges', note: 'Huawei Cloud GES', count: 3 },
    ]);
    expect(valueOptions(values, 'nothing')).toEqual([]);
  });

  it('are ten at most', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ value: `h${index}`, note: '', count: index }));
    expect(inserts(valueOptions(many, 'h'))).toEqual(
      Array.from({ length: 10 }, (_, index) => `h${29 - index}`),
    );
  });
});

describe('completing', () => {
  function completed(marked: string, insert: string): string {
    const place = placeOf(marked);
    if (!place) throw new Error('no place');
    const { text, caret } = complete(marked.replace('|', ''), place, option(insert));
    return `${text.slice(0, caret)}|${text.slice(caret)}`;
  }

  it.each([
    ['-me|', 'method:', '-method:|'],
    ['a me| b', 'method:', 'a method:| b'],
    ['me|:GET', 'method:', 'method:|GET'],
    ['method:|', 'GET', 'method:GET |'],
    ['method:| b', 'GET', 'method:GET |b'],
    ['method:G|XY b', 'GET', 'method:GET |b'],
    ['provider:"my| cl" b', '"my cloud"', 'provider:"my cloud" |b'],
  ])('%s with %s', (marked, insert, expected) => {
    expect(completed(marked, insert)).toBe(expected);
  });

  it('leaves the terms before as they were, wherever the caret is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('-', '"', ':', ' ', 'is:', 'domain:', 'a', 'B')),
        fc.nat(30),
        (parts, at) => {
          const text = parts.join('');
          const caret = Math.min(at, text.length);
          const place = completionPlace(text, caret);
          if (!place) return;
          const after = complete(text, place, option(place.key === '' ? 'method:' : 'x'));
          expect(after.text.slice(0, place.from)).toBe(text.slice(0, place.from));
          expect(place.from).toBeLessThanOrEqual(caret);
          expect(place.to).toBeGreaterThanOrEqual(caret);
          if (place.key === '') return;
          expect(
            parseFilter(after.text).terms.length + parseFilter(after.text).problem.length,
          ).toBeGreaterThan(0);
        },
      ),
    );
  });
});
