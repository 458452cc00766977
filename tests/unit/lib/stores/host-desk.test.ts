import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import type { Assignment } from '../../../../lib/providers/catalogue.ts';
import { createHostDesk } from '../../../../lib/stores/host-desk.ts';
import { createLiveCatalogue } from '../../../../lib/stores/live-catalogue.ts';

/** A desk over a memory that another page may change. */
function open(initial: readonly Assignment[] = []) {
  const kept = signal(initial);
  const { catalogue, assignments, load, assign } = createLiveCatalogue();
  load(builtInPacks, genericPack);
  kept.subscribe(assign);
  const desk = createHostDesk(catalogue, assignments, {
    read: async () => kept.value,
    write: async (next) => {
      kept.value = next;
    },
  });
  return { desk, kept, idOf: (url: string) => catalogue.value.providerFor(url)?.pack.id };
}

describe('what can be said of a host', () => {
  it('is any provider, none, or to leave it to the packs, with what that comes to', () => {
    const { desk } = open();
    expect(desk.choicesFor(desk.hostOf('https://API.memfault.com.:8443/x?y'))).toEqual({
      chosen: '',
      options: [
        { id: '', name: 'Automatic: Memfault' },
        { id: 'memfault', name: 'Memfault' },
        { id: 'huawei-oce', name: 'Huawei OCE' },
        { id: 'huawei-dis', name: 'Huawei DIS' },
        { id: 'huawei-ges', name: 'Huawei GES' },
        { id: 'huawei-cloud', name: 'Huawei Cloud' },
        { id: 'generic', name: 'No provider (RFC 9110)' },
      ],
    });
    expect(desk.choicesFor('127.0.0.1').options[0]?.name).toBe('Automatic: no provider (RFC 9110)');
    expect(desk.hostOf('http://[::1]/')).toBe('[::1]');
  });

  it.each(['data:text/plain,x', 'file:///x', 'no address', ''])('is nothing for %j', (url) => {
    expect(open().desk.hostOf(url)).toBe('');
  });

  it('is left to a pattern that was assigned, which a host of its own precedes', () => {
    const wide = { pattern: '**.example.net', provider: 'huawei-oce' };
    const { desk } = open([wide, { pattern: 'a.example.net', provider: 'memfault' }]);
    expect(desk.choicesFor('a.example.net')).toMatchObject({
      chosen: 'memfault',
      options: [{ name: 'Automatic: Huawei OCE' }, ...Array(6).fill({})],
    });
    expect(desk.choicesFor('b.example.net').chosen).toBe('');
  });

  it('is automatic where the provider assigned is not there', () => {
    const { desk } = open([{ pattern: 'a.test', provider: 'gone' }]);
    expect(desk.choicesFor('a.test').chosen).toBe('');
  });
});

describe('saying so', () => {
  it('counts at once, beside what another page has said meanwhile, and can be taken back', async () => {
    const { desk, kept, idOf } = open();
    expect(await desk.assign('api.test', 'memfault')).toBe('api.test now counts as Memfault.');
    kept.value = [...kept.value, { pattern: 'other.test', provider: 'huawei-dis' }];
    expect(idOf('https://api.test/x')).toBe('memfault');
    expect(await desk.assign('api.memfault.com', 'generic')).toBe(
      'api.memfault.com now counts as no provider’s (RFC 9110).',
    );
    expect(idOf('https://api.memfault.com/')).toBe('generic');
    expect(await desk.assign('api.memfault.com', '')).toBe(
      'api.memfault.com is matched automatically: Memfault.',
    );
    expect(await desk.assign('api.test', 'huawei-ges')).toContain('Huawei GES');
    expect(kept.value).toEqual([
      { pattern: 'other.test', provider: 'huawei-dis' },
      { pattern: 'api.test', provider: 'huawei-ges' },
    ]);
  });
});
