import { describe, expect, it } from 'vitest';
import type { LogRecord } from '../../../../lib/session/log-record.ts';
import { seal } from '../../../../lib/session/record-text.ts';
import { createReplacements } from '../../../../lib/session/replacements.ts';
import { entry, pending } from '../../../fixtures/log.ts';

const record = (id: string, seq: number): LogRecord => ({ ...entry(id), seq });

describe('replacements', () => {
  it('know the latest record of an exchange, with its size', () => {
    const replacements = createReplacements();
    const [first, second] = [record('a', 1), record('a', 2)];
    expect(replacements.replace(first, seal(first))).toBeUndefined();
    const { length } = seal(first).text;
    expect(replacements.replace(second, seal(second))).toEqual({ seq: 1, kind: 'exchange', size: length });
    expect(replacements.hasNewer(second)).toBe(true);
    expect(replacements.hasNewer(record('a', 3))).toBe(false);
    expect(replacements.hasNewer(record('b', 1))).toBe(false);
  });

  it('know what takes no other’s place', () => {
    const replacements = createReplacements();
    const gap: LogRecord = { kind: 'gap', tabId: -1, from: 0, to: 1, reason: 'stopped', seq: 7 };
    expect(replacements.replace(gap, seal(gap))).toBeUndefined();
    expect(replacements.replace(gap, seal(gap))).toBeUndefined();
    expect(replacements.hasNewer(gap)).toBe(false);
  });

  it('take up the latest of each exchange, in whatever order they are read', () => {
    const replacements = createReplacements();
    const begun: LogRecord = { ...pending('a'), seq: 1 };
    const left = [record('b', 2), record('a', 3), begun].map(seal);
    expect(replacements.takeUp(left).map(({ id, state }) => [id, state])).toEqual([
      ['a', 'complete'],
      ['b', 'complete'],
    ]);
    expect(replacements.hasNewer(record('a', 3))).toBe(true);
  });

  it('forget what is gone', () => {
    const replacements = createReplacements();
    for (const one of [record('a', 1), record('b', 2)]) replacements.replace(one, seal(one));
    replacements.forget((seq) => seq === 1);
    expect([record('a', 1), record('b', 2)].map(replacements.hasNewer)).toEqual([false, true]);
  });

  it('remember recent exchanges, not all', () => {
    const replacements = createReplacements();
    for (let n = 1; n <= 6_000; n++) replacements.replace(record(`x${n}`, n), seal(record('', n)));
    expect(replacements.hasNewer(record('x1', 1))).toBe(false);
    expect(replacements.hasNewer(record('x6000', 6_000))).toBe(true);
  });
});
