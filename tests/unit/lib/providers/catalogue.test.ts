import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue, parseAssignment } from '../../../../lib/providers/catalogue.ts';
import { originsToGrant, siteOf } from '../../../../lib/providers/site.ts';
import { anyUrl } from '../../../fixtures/any-text.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const idFor = (url: string, from = catalogue) => from.providerFor(url)?.pack.id;

describe('which provider answers', () => {
  it.each([
    ['https://api.memfault.com/api/v0/issues?page=2', 'memfault'],
    ['http://chunks.memfault.com', 'memfault'],
    ['https://docs.memfault.com/', undefined],
    ['https://bss-intl.myhuaweicloud.com/v2/bills', 'huawei-oce'],
    ['https://bss.myhuaweicloud.com:8443/v2/bills', 'huawei-oce'],
    ['https://dis.cn-north-4.myhuaweicloud.com/v2/streams', 'huawei-dis'],
    ['https://ges.ap-southeast-1.myhuaweicloud.com/v2/graphs', 'huawei-ges'],
    ['https://ecs.cn-north-4.myhuaweicloud.com/v1/servers', 'huawei-cloud'],
    ['https://dis.a.b.myhuaweicloud.com/', 'huawei-cloud'],
    ['https://myhuaweicloud.com/', undefined],
    ['https://dis.cn-north-4.myhuaweicloud.com.evil.test/', undefined],
    ['https://user:pw@api.memfault.com/', 'memfault'],
    ['https://api.memfault.com@evil.test/', undefined],
    ['https://API.MEMFAULT.COM./x', 'memfault'],
    ['https://evil.test/?u=https://api.memfault.com/', undefined],
    ['https://evil.test\\@api.memfault.com/', undefined],
    ['not a url', undefined],
    ['http://', undefined],
    ['', undefined],
  ])('%s → %s', (url, id) => expect(idFor(url)).toBe(id));

  it('takes a person’s assignment before every default', () => {
    const assigned = createCatalogue(builtInPacks, genericPack, [
      { pattern: '127.0.0.1', provider: 'memfault' },
      { pattern: 'dis.cn-north-4.myhuaweicloud.com', provider: 'huawei-oce' },
      { pattern: 'api.memfault.com/internal', provider: 'generic' },
    ]);
    expect(idFor('http://127.0.0.1:8080/x', assigned)).toBe('memfault');
    expect(idFor('https://dis.cn-north-4.myhuaweicloud.com/', assigned)).toBe('huawei-oce');
    expect(idFor('https://dis.eu.myhuaweicloud.com/', assigned)).toBe('huawei-dis');
    expect(idFor('https://api.memfault.com/internal/x', assigned)).toBe('generic');
    expect(idFor('https://api.memfault.com/api', assigned)).toBe('memfault');
  });

  it('leaves out whom a person does not use: no host, no row, no assignment', () => {
    const off = ['huawei-dis', 'memfault'];
    const assignments = [{ pattern: 'api.test', provider: 'memfault' }];
    const some = createCatalogue(builtInPacks, genericPack, assignments, { order: [], off });
    expect(some.providers.map(({ pack }) => pack.id)).toEqual(['huawei-oce', 'huawei-ges', 'huawei-cloud']);
    expect(some.provider('memfault')).toBeUndefined();
    expect(idFor('https://api.memfault.com/', some)).toBeUndefined();
    expect(idFor('https://dis.cn-north-4.myhuaweicloud.com/', some)).toBe('huawei-cloud');
    expect(idFor('https://api.test/', some)).toBeUndefined();
  });

  it('takes the first in a person’s order where several match, whose pattern may be less specific', () => {
    const order = ['huawei-cloud', 'memfault'];
    const arranged = createCatalogue(
      builtInPacks,
      genericPack,
      [{ pattern: 'ges.a.myhuaweicloud.com', provider: 'huawei-ges' }],
      { order, off: [] },
    );
    expect(arranged.providers.map(({ pack }) => pack.id)).toEqual([
      ...order,
      'huawei-oce',
      'huawei-dis',
      'huawei-ges',
    ]);
    expect(idFor('https://dis.cn-north-4.myhuaweicloud.com/', arranged)).toBe('huawei-cloud');
    expect(idFor('https://ges.a.myhuaweicloud.com/', arranged)).toBe('huawei-ges');
    expect(idFor('https://api.memfault.com/', arranged)).toBe('memfault');
  });

  it('answers the same in the order in which the packs come as without one', () => {
    const order = builtInPacks.map(({ id }) => id);
    const arranged = createCatalogue(builtInPacks, genericPack, [], { order, off: [] });
    const hosts = builtInPacks.flatMap((pack) => pack.hosts.map((host) => host.replace(/\*+/, 'x')));
    expect(hosts.length).toBeGreaterThan(8);
    for (const host of hosts) expect(idFor(`https://${host}/`, arranged)).toBe(idFor(`https://${host}/`));
  });

  it('names what it could not use and keeps the rest', () => {
    const [first] = builtInPacks;
    if (!first) throw new Error('no packs');
    const broken = createCatalogue(
      [first, { ...first, name: 'second' }, { ...first, id: 'odd', hosts: ['a*b.test', 'ok.test'] }],
      genericPack,
      [
        { pattern: 'x.test', provider: 'nobody' },
        { pattern: 'https://y.test', provider: 'memfault' },
      ],
    );
    expect(broken.problems.map(({ path }) => path)).toEqual([
      'memfault',
      'odd.hosts[0]',
      'assignments[0]',
      'assignments[1]',
    ]);
    expect(idFor('https://ok.test/', broken)).toBe('odd');
    expect(broken.provider('memfault')?.pack.name).toBe('Memfault');
  });

  it('answers for any text without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), anyUrl), (url) => {
        catalogue.providerFor(url);
      }),
    );
  });
});

describe('parseAssignment', () => {
  it('reads host=provider', () => {
    expect(parseAssignment('LocalHost=memfault')).toEqual({
      ok: true,
      value: { pattern: 'localhost', provider: 'memfault' },
    });
  });
  it.each(['localhost', 'a b=memfault', '=memfault'])('refuses %j', (text) => {
    expect(parseAssignment(text).ok).toBe(false);
  });
});

describe('sites', () => {
  it('knows a page’s host only for http and https', () => {
    expect(siteOf('https://app.test:8443/x')).toBe('app.test');
    expect(siteOf('chrome://settings')).toBe('');
    expect(siteOf('')).toBe('');
  });
  it('asks for the site and the providers that its pages may call', () => {
    expect(originsToGrant('app.test', catalogue)).toEqual([
      '*://*.myhuaweicloud.com/*',
      '*://api.memfault.com/*',
      '*://app.test/*',
      '*://bss-intl.myhuaweicloud.com/*',
      '*://bss.myhuaweicloud.com/*',
      '*://chunks.memfault.com/*',
      '*://device.memfault.com/*',
      '*://files.memfault.com/*',
      '*://ingress.memfault.com/*',
    ]);
  });
});
