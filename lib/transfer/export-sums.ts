// What an export counts while its rows go by.

import type { ExportRow } from './export-row.ts';
import type { HarStatistics } from './har.ts';

/** Adds rows up. */
export interface ExportSums {
  add(row: ExportRow): void;
  readonly statistics: HarStatistics;
}

/** Starts with nothing. */
export function createExportSums(): ExportSums {
  const calls = new Set<string>();
  let responses = 0;
  let failed = 0;
  let violations = 0;
  return {
    add({ exchange, attempt, findings }) {
      calls.add(attempt.callId);
      if (exchange.status > 0) responses += 1;
      if (exchange.state === 'failed' || exchange.status >= 400) failed += 1;
      if (findings.some(({ severity }) => severity === 'violation')) violations += 1;
    },
    get statistics() {
      return { responses, calls: calls.size, failed, violations };
    },
  };
}
