import got from 'got';
import { describe, expect, it } from 'vitest';
import { retries } from '../../../../../lib/retry/presets/preset.ts';
import { clientPresets } from '../../../../../lib/retry/presets/presets.ts';

const retried = (id: string, hasHeader: boolean): number[] => {
  const preset = clientPresets.find((one) => one.id === id);
  if (!preset) throw new Error(`there is no preset ${id}`);
  return Array.from({ length: 200 }, (_, index) => 400 + index).filter((status) =>
    retries(preset, status, hasHeader),
  );
};
const all5xx = Array.from({ length: 100 }, (_, index) => 500 + index);

describe('presets', () => {
  it.each([
    ['got', 2, 'no', [408, 429, 500, 502, 503, 504, 521, 522, 524]],
    ['ky', 2, 'no', [408, 429, 500, 502, 503, 504]],
    ['undici', 5, 'no', [429, 500, 502, 503, 504]],
    ['axios-retry', 3, 'no', [429, ...all5xx]],
    ['axios-retry-exponential', 3, 'no', [429, ...all5xx]],
    ['azure-core', 3, 'yes', [408, ...all5xx.filter((status) => status !== 501 && status !== 505)]],
    ['openai', 2, 'yes', [408, 409, 429, ...all5xx]],
    ['stripe', 2, 'with-key', [409, ...all5xx]],
    ['gaxios', 3, 'no', [408, 429, ...all5xx]],
    ['aws-sdk', 2, 'yes', [429, 500, 502, 503, 504]],
    ['dotnet-resilience', 3, 'yes', [408, 429, ...all5xx]],
    ['envoy', 1, 'by-config', Array.from({ length: 200 }, (_, index) => 400 + index)],
  ])('%s: retries, POST and statuses as in the reference', (id, count, post, statuses) => {
    const preset = clientPresets.find((one) => one.id === id);
    expect(preset?.waits.length).toBe(count);
    expect(preset?.post).toBe(post);
    expect(retried(id, false)).toEqual(statuses);
  });
  it('are all in the table above, and say where they come from', () => {
    expect(clientPresets.length).toBe(12);
    expect(new Set(clientPresets.map(({ id }) => id)).size).toBe(12);
    for (const { source, version } of clientPresets) expect(source).toContain(version ?? ',');
  });
  it('retry some statuses only with Retry-After', () => {
    expect(retried('got', true)).toEqual([408, 413, 429, 500, 502, 503, 504, 521, 522, 524]);
    expect(retried('ky', true)).toContain(413);
    expect(retried('azure-core', true)).toContain(429);
  });
  it('keep within their cap', () => {
    for (const { waits, capSeconds } of clientPresets) {
      expect(Math.max(...waits)).toBeLessThanOrEqual(capSeconds ?? Number.POSITIVE_INFINITY);
    }
  });
  it('got: as the installed got says of itself', () => {
    const { limit, statusCodes, methods } = got.defaults.options.retry;
    expect(limit).toBe(2);
    expect([...(statusCodes ?? [])].sort((a, b) => a - b)).toEqual(retried('got', true));
    expect(methods).not.toContain('POST');
  });
});
