import { describe, expect, it } from 'vitest';
import {
  parseLastFilter,
  parseSavedFilters,
  withoutSaved,
  withSaved,
} from '../../../../lib/session/filter-memory.ts';

describe('the last filter', () => {
  it('is read as it was written', () => {
    const last = { text: 'is:retried', segment: 'failed' } as const;
    expect(parseLastFilter(last)).toEqual(last);
  });

  it.each([undefined, null, 'x', 7, [], { text: 7, segment: 'none' }, { text: 'x'.repeat(2_001) }])(
    'is nothing where %j was stored',
    (value) => {
      expect(parseLastFilter(value)).toEqual({ text: '', segment: 'all' });
    },
  );
});

describe('saved filters', () => {
  const a = { name: 'a', text: 'is:failed' };
  const b = { name: 'b', text: 'is:retried' };

  it('are read as they were written, without what is not one', () => {
    expect(parseSavedFilters([a, null, { name: 7, text: 'x' }, { name: 'x', text: ' ' }, 'x', b])).toEqual([
      a,
      b,
    ]);
    expect(parseSavedFilters([a, { ...a, text: 'x' }])).toEqual([{ name: 'a', text: 'x' }]);
    expect(parseSavedFilters([{ name: 'x'.repeat(61), text: 'x' }])).toEqual([]);
    for (const value of [undefined, null, {}, 'x']) expect(parseSavedFilters(value)).toEqual([]);
  });

  it('are added, replaced by name and removed', () => {
    expect(withSaved([a], ' b ', ' is:retried ')).toEqual([a, b]);
    expect(withSaved([a, b], 'a', 'x')).toEqual([b, { name: 'a', text: 'x' }]);
    expect(withoutSaved([a, b], 'a')).toEqual([b]);
  });

  it('are named by themselves without a name, and not saved without an expression', () => {
    expect(withSaved([], ' ', 'is:failed')).toEqual([{ name: 'is:failed', text: 'is:failed' }]);
    expect(withSaved([a], 'b', '  ')).toEqual([a]);
  });

  it('are fifty at most: the oldest goes', () => {
    let list = withSaved([], '0', 'x');
    for (let index = 1; index <= 50; index++) list = withSaved(list, String(index), 'x');
    expect([list.length, list[0]?.name]).toEqual([50, '1']);
    expect(parseSavedFilters(list)).toEqual(list);
  });
});
