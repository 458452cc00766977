import { describe, expect, it } from 'vitest';
import { entryNumbers, isUnusable, problemLines } from '../../../cli/session-file.ts';
import { emptyExchange } from '../../../lib/http/exchange.ts';

const exchanges = ['a', 'b', 'c'].map((id) => ({ ...emptyExchange, id }));
const problem = (path: string) => ({ path, message: 'is broken' });

describe('entry numbers', () => {
  it.each([
    [[], [1, 2, 3]],
    [
      ['entry 1', 'entry 3'],
      [2, 4, 5],
    ],
    // The first line of NDJSON is about the file.
    [['line 2'], [2, 3, 4]],
    [[''], [1, 2, 3]],
  ])('with problems at %j they are %j', (paths, numbers) => {
    const found = entryNumbers({ exchanges, problems: paths.map(problem) }, new Set(['a', 'b', 'c']));
    expect([...found.values()]).toEqual(numbers);
  });
  it('are those asked for', () => {
    expect([...entryNumbers({ exchanges, problems: [] }, new Set(['b']))]).toEqual([['b', 2]]);
  });
});

describe('problems', () => {
  it('name the file, the entry and the cause, and are cut when they are many', () => {
    expect(problemLines('x.har', [problem('entry 7')])).toEqual(['x.har: entry 7: is broken']);
    const lines = problemLines(
      'x.har',
      Array.from({ length: 25 }, (_, index) => problem(`entry ${index}`)),
    );
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('x.har: 5 more entries could not be read');
  });
  it('make a file unusable where they are about the whole of it', () => {
    expect(isUnusable([problem('entry 7')])).toBe(false);
    expect(isUnusable([problem('entry 7'), problem('')])).toBe(true);
  });
});
