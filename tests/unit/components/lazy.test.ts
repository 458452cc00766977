import { describe, expect, it } from 'vitest';
import { createLazy } from '../../../components/common/lazy.ts';

describe('a part that is loaded when it is wanted', () => {
  it('is loaded once, and not before', async () => {
    let loads = 0;
    const part = createLazy(async () => {
      loads += 1;
      return 'here';
    });
    expect(loads).toBe(0);
    expect(part.state.value).toEqual({ kind: 'waiting' });
    const ready = { kind: 'ready', value: 'here' };
    expect(await Promise.all([part.load(), part.load()])).toEqual([ready, ready]);
    expect(await part.load()).toEqual(ready);
    expect(part.state.value).toEqual(ready);
    expect(loads).toBe(1);
  });

  it('says why it failed, and is tried again', async () => {
    let works = false;
    const part = createLazy(async () => {
      if (!works) throw new Error('no such file');
      return 7;
    });
    expect(await part.load()).toEqual({ kind: 'failed', reason: 'no such file' });
    expect(part.state.value).toEqual({ kind: 'failed', reason: 'no such file' });
    works = true;
    expect(await part.load()).toEqual({ kind: 'ready', value: 7 });
  });
});
