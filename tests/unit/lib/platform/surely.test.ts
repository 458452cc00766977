import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { surely } from '../../../../lib/platform/surely.ts';

describe('reading what the background can not do without', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('gives what is read, and asks once where that works', async () => {
    const read = vi.fn(async () => ['X-Tenant-No']);
    await expect(surely(read)).resolves.toEqual(['X-Tenant-No']);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('tries again until it is given, and tells of each failure', async () => {
    const told = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const read = vi.fn(async () => ['X-Tenant-No']);
    for (let n = 0; n < 3; n++) read.mockRejectedValueOnce(new Error('No SW'));
    const given = vi.fn();
    void surely(read).then(given);
    await vi.advanceTimersByTimeAsync(250);
    expect(given).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(100);
    expect(given).toHaveBeenCalledWith(['X-Tenant-No']);
    expect(read).toHaveBeenCalledTimes(4);
    expect(told).toHaveBeenCalledTimes(3);
  });
});
