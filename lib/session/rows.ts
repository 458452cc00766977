// How exchanges become rows: annotated, grouped into calls, audited.
import type { Exchange } from '../http/exchange.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { inOrderOfStart } from '../retry/calls.ts';
import type { Row } from './row.ts';
import { createRowBuilder } from './row-builder.ts';

/** Rows by start time, from exchanges in any order, each with an id of its own. */
export function buildRows(exchanges: readonly Exchange[], catalogue: Catalogue): readonly Row[] {
  const builder = createRowBuilder(catalogue, undefined, exchanges.length);
  inOrderOfStart(exchanges).forEach(builder.add);
  return builder.table.rows;
}
