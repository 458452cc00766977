// What an export holds, as a reader of the file sees it.
import {
  type ExportFormat,
  type ExportOptions,
  exportParts,
} from '../../../../lib/transfer/export-format.ts';
import type { Har } from '../../../../lib/transfer/har.ts';
import type { ExportMeta, ExportRow } from '../../../../lib/transfer/har-export.ts';
import { meta as anyMeta } from './arbitraries.ts';

/** The whole text of a file. */
export function exported(
  format: ExportFormat,
  rows: Iterable<ExportRow>,
  meta: ExportMeta = anyMeta,
  options: ExportOptions = {},
): string {
  return [...exportParts(format, rows, meta, options)].join('');
}

/** The HAR, parsed. */
export const exportHar = (rows: Iterable<ExportRow>, meta: ExportMeta, options: ExportOptions = {}): Har =>
  JSON.parse(exported('har', rows, meta, options));

/** The lines of NDJSON or OTLP, parsed. */
export const exportedLines = (
  format: 'ndjson' | 'otlp',
  rows: Iterable<ExportRow>,
  options: ExportOptions = {},
) =>
  exported(format, rows, anyMeta, options)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
