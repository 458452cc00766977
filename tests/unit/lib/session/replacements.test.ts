import { describe, expect, it } from 'vitest';
import type { SealedRecord } from '../../../../lib/session/log-record.ts';
import { createReplacements } from '../../../../lib/session/replacements.ts';

const record = (seq: number): SealedRecord => ({ seq, tabId: 1, kind: 'exchange', text: 'x'.repeat(seq) });

describe('replacements', () => {
  it('know the latest record of an exchange, with its size', () => {
    const replacements = createReplacements();
    expect(replacements.replace('a', record(1))).toBeUndefined();
    expect(replacements.replace('a', record(2))).toMatchObject({ seq: 1, size: 1 });
    expect(replacements.seqOf('a')).toBe(2);
    expect(replacements.seqOf('b')).toBe(0);
  });

  it('forget what is gone', () => {
    const replacements = createReplacements();
    replacements.replace('a', record(1));
    replacements.replace('b', record(2));
    replacements.forget((seq) => seq === 1);
    expect([replacements.seqOf('a'), replacements.seqOf('b')]).toEqual([0, 2]);
  });

  it('remember recent exchanges, not all', () => {
    const replacements = createReplacements();
    for (let n = 1; n <= 6_000; n++) replacements.replace(`x${n}`, { ...record(1), seq: n });
    expect(replacements.seqOf('x1')).toBe(0);
    expect(replacements.seqOf('x6000')).toBe(6_000);
  });
});
