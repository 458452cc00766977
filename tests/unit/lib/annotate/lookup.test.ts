import { describe, expect, it } from 'vitest';
import { lookup } from '../../../../lib/annotate/lookup.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const find = (text: string, options: Partial<Parameters<typeof lookup>[2]> = {}) =>
  lookup(text, catalogue, { now: 0, ...options });

describe('lookup', () => {
  it('gives every provider’s word on a code, those that document it first', () => {
    expect(find('529').map(({ provider }) => provider.id)).toEqual([
      'memfault',
      'generic',
      'huawei-oce',
      'huawei-dis',
      'huawei-ges',
      'huawei-cloud',
    ]);
    expect(find('503')).toHaveLength(6);
  });
  it('keeps a rule that waits for Retry-After as written while the header is not known', () => {
    const [memfault] = find('429', { provider: 'memfault' });
    expect(memfault?.advice).toMatchObject({
      decision: 'after-header',
      summary: 'Only if Retry-After is sent, and not before it',
    });
    expect(memfault?.advice.explanation).toContain('Without the header, do not retry.');
    const [sent] = find('429', { provider: 'memfault', retryAfter: '30' });
    expect(sent?.advice).toMatchObject({ summary: 'Wait 30 s, then retry', waits: [30] });
  });
  it('finds codes by name, whatever the case, the spaces and the dashes', () => {
    expect(new Set(find('too many').map(({ code }) => code))).toEqual(new Set([429]));
    expect(find('servertimeout').map(({ code, provider }) => [code, provider.id])).toContainEqual([
      504,
      'huawei-dis',
    ]);
    expect(find('Request Timeout', { provider: 'huawei-oce' })[0]?.name).toBe('Request Time-out');
    expect(find('no such thing')).toEqual([]);
  });
  it('answers one provider’s silence with HTTP’s own rule, said so', () => {
    const [answer] = find('404', { provider: 'memfault' });
    expect(answer?.advice.stage).toBe('generic');
    expect(answer?.advice.explanation).toContain('Memfault documents no 404.');
  });
  it('gives nothing for an unknown provider or an empty question', () => {
    expect(find('503', { provider: 'nobody' })).toEqual([]);
    expect(find('  ')).toEqual([]);
  });
});
