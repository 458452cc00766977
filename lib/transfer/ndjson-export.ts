// A session as NDJSON: a line about the file, a flat line for each exchange, a line of sums.
import { columns } from './export-columns.ts';
import type { ExportRedaction } from './export-redaction.ts';
import { type ExportMeta, type ExportRow, packsOf } from './export-row.ts';
import { createExportSums } from './export-sums.ts';
import { isoInstant } from './har-values.ts';
import { jsonText } from './json-text.ts';

/** The number of the format, told by the first line; another number means that lines written before read otherwise. */
export const ndjsonFormat = 1;

/** The lines; docs/ndjson.md says what they hold. */
export function* ndjsonPieces(
  rows: Iterable<ExportRow>,
  meta: ExportMeta,
  redaction: ExportRedaction,
): Generator<string> {
  const sums = createExportSums();
  yield line({
    type: 'session',
    retryscope_format: ndjsonFormat,
    retryscope_version: meta.version,
    exported_at: isoInstant(meta.exportedAt),
    packs: jsonText(packsOf(meta)),
    gaps: jsonText(meta.gaps),
  });
  for (const row of rows) {
    sums.add(row);
    yield line(cellsOf(redaction.redact(row)));
  }
  const { responses, calls, failed, violations } = sums.statistics;
  const { said } = redaction;
  yield line({ type: 'summary', responses, calls, failed, violations, redaction: jsonText(said) });
}

function cellsOf(row: ExportRow): object {
  const cells: Record<string, unknown> = { type: 'exchange' };
  for (const column of columns) cells[column.name] = column.of(row);
  return cells;
}

const line = (fields: object): string => `${jsonText(fields)}\n`;
