// What an export does about credentials, row by row, and what it can say of that at its end.
import type { ExportRow } from './export-row.ts';
import type { HarRedaction } from './har.ts';
import { type KeptSecrets, mergeReports, type RedactionReport, redactWithReport } from './redact.ts';

/** Reports are added up whenever so many have come. */
const REPORTS_HELD = 512;

/** Takes credentials out of rows, and counts. */
export interface ExportRedaction {
  /** The row without its body, and without credentials but those that are kept. */
  redact(row: ExportRow): ExportRow;
  /** What was done so far. */
  readonly said: HarRedaction;
}

/** Starts with nothing counted. */
export function createExportRedaction(keepSecrets: KeptSecrets = []): ExportRedaction {
  let reports: RedactionReport[] = [];
  return {
    redact(row) {
      const { exchange, report } = redactWithReport(row.exchange, { keepSecrets, dropBody: true });
      reports.push(report);
      if (reports.length >= REPORTS_HELD) reports = [mergeReports(reports)];
      return { ...row, exchange };
    },
    get said() {
      const report = mergeReports(reports);
      return { applied: keepSecrets !== 'all', ...(keepSecrets.length > 0 && { kept: keepSecrets }), report };
    },
  };
}
