import { describe, expect, it } from 'vitest';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import { createCallGroups } from '../../../../lib/session/call-groups.ts';
import { finish } from '../../../../lib/session/in-parts.ts';
import type { Row } from '../../../../lib/session/row.ts';
import { callsWithRetries, linesByKey, linesByStart as linesOf } from '../../../../lib/session/row-order.ts';

/** Rows from words such as "b2": the call, and which attempt. */
const rows = (text: string): Row[] =>
  text.split(' ').map((word) => {
    const attempt = { callId: word.slice(0, 1), attempt: Number(word.slice(1)) };
    return { exchange: { ...emptyExchange, id: word }, attempt } as Row;
  });
const shown = (list: Row[], order: Uint32Array): string =>
  [...order].map((index) => list[index]?.exchange.id).join(' ');
const linesByStart = (list: Row[], collapsed: ReadonlySet<string>, descending?: boolean) => {
  const groups = createCallGroups(() => []);
  groups.update(list);
  return linesOf(groups, collapsed, descending);
};
const none: ReadonlySet<string> = new Set();

describe('by start', () => {
  it('leaves calls of one attempt where they are', () => {
    const list = rows('a1 b1 c1');
    const { order, groups } = linesByStart(list, none);
    expect(shown(list, order)).toBe('a1 b1 c1');
    expect(groups.size).toBe(0);
  });

  it('puts later attempts under the first, in order', () => {
    const list = rows('a1 b1 a2 c1 b2 a3');
    const { order, groups } = linesByStart(list, none);
    expect(shown(list, order)).toBe('a1 a2 a3 b1 b2 c1');
    expect(groups.get('a')?.members).toEqual([0, 2, 5]);
  });

  it('puts them under the first that is in the list', () => {
    const list = rows('a2 b1 a3');
    const { order, groups } = linesByStart(list, none);
    expect(shown(list, order)).toBe('a2 a3 b1');
    expect([...groups.keys()]).toEqual(['a']);
  });

  it('has no group of one', () => expect(linesByStart(rows('a2 b1'), none).groups.size).toBe(0));

  it('folds later attempts away', () => {
    const list = rows('a1 b1 a2 b2 a3');
    const { order, groups } = linesByStart(list, new Set(['a']));
    expect(shown(list, order)).toBe('a1 b1 b2');
    expect([...groups.keys()]).toEqual(['a', 'b']);
  });

  it('turns calls round, but not the attempts inside them', () => {
    const list = rows('a1 b1 a2 c1');
    expect(shown(list, linesByStart(list, none, true).order)).toBe('c1 b1 a1 a2');
  });
});

it('by a key takes calls apart and keeps the order of start among equals', () => {
  const list = rows('a1 b1 a2 c1');
  const { order, groups } = finish(linesByKey(Float64Array.of(2, 1, 1, 2), true));
  expect(shown(list, order)).toBe('a1 c1 b1 a2');
  expect(groups.size).toBe(0);
});

it('names the calls that were repeated', () => {
  expect(callsWithRetries(rows('a1 b1 a2 c2'))).toEqual(['a']);
});
