// The formats in which a session leaves as a file: text in parts, name and type of each.
import { csvPieces } from './csv-export.ts';
import { createExportRedaction } from './export-redaction.ts';
import type { ExportMeta, ExportRow } from './export-row.ts';
import { harPieces } from './har-export.ts';
import { isoInstant } from './har-values.ts';
import { reportPieces } from './markdown-report.ts';
import { ndjsonPieces } from './ndjson-export.ts';
import { otlpPieces } from './otlp-export.ts';
import type { KeptSecrets } from './redact.ts';
import { joinToParts } from './text-parts.ts';

/** All formats, in the order in which they are offered. */
export const exportFormats = ['har', 'ndjson', 'csv', 'md', 'otlp'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What a person may want otherwise. */
export interface ExportOptions {
  /** Not redacted, and named in the file. */
  readonly keepSecrets?: KeptSecrets;
}

const pieces = {
  har: harPieces,
  ndjson: ndjsonPieces,
  csv: (rows, _, redaction) => csvPieces(rows, redaction),
  md: reportPieces,
  otlp: otlpPieces,
} satisfies Record<ExportFormat, typeof harPieces>;

const endings: Readonly<Record<ExportFormat, string>> = {
  har: 'har',
  ndjson: 'ndjson',
  csv: 'csv',
  md: 'md',
  otlp: 'otlp.jsonl',
};

const mimeTypes: Readonly<Record<ExportFormat, string>> = {
  har: 'application/json',
  ndjson: 'application/x-ndjson',
  csv: 'text/csv;charset=utf-8',
  md: 'text/markdown;charset=utf-8',
  otlp: 'application/x-ndjson',
};

/**
 * The file's text in parts of some tens of KB, in order; a part is '' where work brings no text yet. Rows come in order
 * of start and are taken one by one; nothing is held but sums, and in reports the calls that failed.
 */
export function exportParts(
  format: ExportFormat,
  rows: Iterable<ExportRow>,
  meta: ExportMeta,
  options: ExportOptions = {},
): Generator<string> {
  return joinToParts(pieces[format](rows, meta, createExportRedaction(options.keepSecrets)));
}

/** `retryscope-2026-11-21T12-00-00.har` */
export function fileNameOf(format: ExportFormat, exportedAt: number): string {
  const stamp = isoInstant(exportedAt).slice(0, 19).replaceAll(':', '-');
  return `retryscope-${stamp}.${endings[format]}`;
}

/** The file's MIME type. */
export function mimeTypeOf(format: ExportFormat): string {
  return mimeTypes[format];
}
