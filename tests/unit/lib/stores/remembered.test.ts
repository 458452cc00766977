import { signal } from '@preact/signals-core';
import { describe, expect, it, vi } from 'vitest';
import { remember } from '../../../../lib/stores/remembered.ts';

describe('a remembered value', () => {
  it('is the stored one once it is read, and is stored whenever it is changed', async () => {
    const value = signal('usual');
    const write = vi.fn(async (_: string) => {});
    await remember(value, { read: async () => 'stored', write }, () => {});
    expect(value.value).toBe('stored');
    // Nothing was chosen yet: there is nothing to write.
    expect(write).not.toHaveBeenCalled();
    value.value = 'chosen';
    value.value = 'stored';
    expect(write.mock.calls).toEqual([['chosen'], ['stored']]);
  });

  it('goes on where it can’t be written, and is left alone where it can’t be read', async () => {
    const value = signal('usual');
    const warn = vi.fn();
    const refuse = () => Promise.reject(new Error('full'));
    await remember(value, { read: async () => 'stored', write: refuse }, warn);
    value.value = 'chosen';
    await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce());
    const other = signal('usual');
    await expect(remember(other, { read: refuse, write: refuse }, warn)).rejects.toThrow('full');
    expect(other.value).toBe('usual');
  });
});
