// How a pack of records travels between a page and the tests: as JSON, which knows no columns of numbers.
import type { RecordPack } from '../../../lib/session/pack-shape.ts';

type Column = 'figures' | 'values' | 'ends' | 'seqs' | 'sizes';

/** A pack whose columns are lists. */
export type PackJson = Omit<RecordPack, Column> & Readonly<Record<Column, readonly number[]>>;

/** A pack as it travels. */
export const packToJson = (pack: RecordPack): PackJson => ({
  ...pack,
  figures: [...pack.figures],
  values: [...pack.values],
  ends: [...pack.ends],
  seqs: [...pack.seqs],
  sizes: [...pack.sizes],
});

/** The pack of one that travelled. */
export const packFromJson = (json: PackJson): RecordPack => ({
  ...json,
  figures: Float64Array.from(json.figures),
  values: Uint8Array.from(json.values),
  ends: Uint32Array.from(json.ends),
  seqs: Float64Array.from(json.seqs),
  sizes: Uint32Array.from(json.sizes),
});
