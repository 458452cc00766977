import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { createLookupStore } from '../../../../lib/stores/lookup-store.ts';

it.each([
  ['', 0, 'Type a status'],
  ['50', 0, 'three digits'],
  ['503', 6, ''],
  ['999', 0, '999'],
  ['5030', 0, '5030'],
  ['nonsense', 0, 'No provider documents'],
])('%j gives %i answers and the hint %j', (text, count, hint) => {
  const store = createLookupStore(signal(createCatalogue(builtInPacks, genericPack)), () => 0);
  store.query.value = text;
  expect(store.answers.value).toHaveLength(count);
  expect(store.hint.value).toContain(hint);
  expect(store.hint.value === '').toBe(hint === '');
});
