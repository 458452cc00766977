// How rows of the inspector become a file: which rows, in which format, a part at a time.
import type { ReadonlySignal } from '@preact/signals-core';
import { type Catalogue, packVersions } from '../providers/catalogue.ts';
import {
  type ExportFormat,
  exportFormats,
  exportParts,
  fileNameOf,
  mimeTypeOf,
} from '../transfer/export-format.ts';
import type { KeptSecrets } from '../transfer/redact.ts';
import { redactAlso, rulesInForce } from '../transfer/redact-rules.ts';
import { version } from '../version.ts';
import type { InspectorStore, Row } from './inspector-store.ts';

export { type ExportFormat, exportFormats };

/** Which rows leave: all of the session's, those that filter and range let through, those of the selected call. */
export const exportScopes = ['all', 'visible', 'call'] as const;
export type ExportScope = (typeof exportScopes)[number];

/** A file that is being written; nothing is left of it unless it is saved. */
export interface FileSink {
  write(text: string): void;
  /** Hands the file to the person. */
  save(): void;
}

/** What an export needs of the page that it is asked for in. */
export interface ExportTools {
  /** Begins a file. */
  openFile(name: string, mimeType: string): FileSink;
  /** Epoch ms. */
  now(): number;
  readonly catalogue: ReadonlySignal<Catalogue>;
  /** The names of credentials that a person added to the known ones, as they are kept. */
  redactedNames(): Promise<readonly string[]>;
}

/** The rows of a scope. */
export function rowsOf(scope: ExportScope, store: InspectorStore): readonly Row[] {
  if (scope === 'all') return store.rows.value;
  if (scope === 'visible') return store.visible.value;
  const selected = store.selected.value;
  return selected ? store.attemptsOf(selected) : [];
}

/** What is exported. */
export interface ExportJob {
  readonly format: ExportFormat;
  readonly rows: readonly Row[];
  /** Sentences. */
  readonly gaps: readonly string[];
  /** Credentials that a person insists on. */
  readonly keepSecrets: KeptSecrets;
}

/**
 * Writes the file and saves it, yielding how many rows are written after each part; returns the file's name. Redacted
 * again, since a file that was opened may hold credentials: `names` are those that a person added to the known ones.
 */
export function* writeExport(
  { format, rows, gaps, keepSecrets }: ExportJob,
  names: readonly string[],
  { openFile, now, catalogue }: ExportTools,
): Generator<number, string> {
  const exportedAt = now();
  const name = fileNameOf(format, exportedAt);
  const file = openFile(name, mimeTypeOf(format));
  const meta = { version, packs: packVersions(catalogue.value), exportedAt, gaps };
  let taken = 0;
  let rules: unknown;
  function* counted(): Generator<Row> {
    for (const row of rows) {
      // Between two parts others may have set other names.
      if (rules !== rulesInForce()) {
        redactAlso(names);
        rules = rulesInForce();
      }
      yield row;
      taken += 1;
    }
  }
  for (const part of exportParts(format, counted(), meta, { keepSecrets })) {
    file.write(part);
    yield taken;
  }
  file.save();
  return name;
}
