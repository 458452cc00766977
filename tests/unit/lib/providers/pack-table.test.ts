import { expect, it } from 'vitest';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { packsOf, tableOf } from '../../../../lib/providers/pack-table.ts';

const packs = [genericPack, ...builtInPacks];

it('gives back every pack as it was', () => {
  expect(packsOf(tableOf(packs))).toEqual(packs);
});

it('has no texts with line ends, which would shift the rows', () => {
  const rows = packs.flatMap(({ statuses }) => statuses);
  for (const column of tableOf(packs).columns) expect(column.split('\n')).toHaveLength(rows.length);
});
