import { describe, expect, it } from 'vitest';
import {
  exportFormats,
  exportParts,
  fileNameOf,
  mimeTypeOf,
} from '../../../../lib/transfer/export-format.ts';
import type { ExportRow } from '../../../../lib/transfer/har-export.ts';
import { completed, meta, rowOf } from './arbitraries.ts';

const MANY = 20_000;
/** Rows that are made only when they are asked for. */
function* manyRows(taken: { count: number }): Generator<ExportRow> {
  for (let index = 0; index < MANY; index++) {
    taken.count += 1;
    yield rowOf(completed({ id: `${index}.0`, startedDateTime: index }));
  }
}

describe.each(exportFormats)('%s', (format) => {
  it('comes in parts of some tens of KB, each after a few rows', () => {
    const taken = { count: 0 };
    let longest = 0;
    let before = 0;
    let most = 0;
    for (const part of exportParts(format, manyRows(taken), meta)) {
      longest = Math.max(longest, part.length);
      most = Math.max(most, taken.count - before);
      before = taken.count;
    }
    expect(taken.count).toBe(MANY);
    expect(longest).toBeLessThan(100_000);
    expect(most).toBeLessThan(2_000);
  });

  it('has a name and a type', () => {
    expect(fileNameOf(format, meta.exportedAt)).toMatch(/^retryscope-2026-11-02T12-00-00\.[a-z.]+$/);
    expect(mimeTypeOf(format)).toMatch(/^[a-z]+\/[a-z-]+/);
  });
});

it('names each format otherwise', () => {
  expect(new Set(exportFormats.map((format) => fileNameOf(format, 0))).size).toBe(exportFormats.length);
});
