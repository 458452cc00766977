import { describe, expect, it } from 'vitest';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createLiveCatalogue } from '../../../../lib/stores/live-catalogue.ts';

describe('the catalogue in force', () => {
  it('takes packs, assignments and their arrangement in any order, at once', () => {
    const { catalogue, load, assign, arrange } = createLiveCatalogue();
    const idFor = (url: string) => catalogue.value.providerFor(url)?.pack.id;
    arrange({ order: ['huawei-cloud'], off: ['memfault'] });
    assign([{ pattern: 'api.test', provider: 'huawei-oce' }]);
    expect(catalogue.value.problems).toEqual([]);
    load(builtInPacks, genericPack);
    expect(idFor('https://api.test/')).toBe('huawei-oce');
    expect(idFor('https://dis.cn-north-4.myhuaweicloud.com/')).toBe('huawei-cloud');
    expect(idFor('https://api.memfault.com/')).toBeUndefined();
    arrange({ order: [], off: [] });
    expect(idFor('https://dis.cn-north-4.myhuaweicloud.com/')).toBe('huawei-dis');
    expect(idFor('https://api.memfault.com/')).toBe('memfault');
    assign([]);
    expect(idFor('https://api.test/')).toBeUndefined();
  });

  it('stays the same where a setting is read that says what was in force', () => {
    const { catalogue, load, assign, arrange } = createLiveCatalogue();
    load(builtInPacks, genericPack);
    const before = catalogue.value;
    assign([]);
    arrange({ order: [], off: [] });
    expect(catalogue.value).toBe(before);
    arrange({ order: [], off: ['memfault'] });
    expect(catalogue.value).not.toBe(before);
  });
});
