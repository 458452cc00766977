// What a report counts and keeps while rows go by: answers and findings by kind, and the calls that have failed so far.
import { hasFailed } from '../http/failed.ts';
import { type Finding, severities } from '../retry/finding.ts';
import type { ExportRow } from './export-row.ts';
import { createExportSums } from './export-sums.ts';
import type { HarStatistics } from './har.ts';

/** Failed answers of one provider that are alike. */
export interface FailedAnswers {
  readonly first: ExportRow;
  readonly count: number;
}

/** Findings of one kind and gravity. */
export interface AlikeFindings {
  readonly first: Finding;
  readonly count: number;
}

/** What a report is made of. */
export interface ReportSums {
  readonly statistics: HarStatistics;
  /** Epoch ms; null without rows. */
  readonly from: number | null;
  readonly to: number | null;
  /** The most frequent first. */
  readonly answers: readonly FailedAnswers[];
  /** The gravest first, then the most frequent. */
  readonly findings: readonly AlikeFindings[];
  /** The attempts of each call whose last attempt failed, from its first failure on, in order of start. */
  readonly failedCalls: readonly (readonly ExportRow[])[];
}

/** Adds rows up that come in order of start. */
export function createReportSums() {
  const sums = createExportSums();
  const answers = new Map<string, { first: ExportRow; count: number }>();
  const findings = new Map<string, { first: Finding; count: number }>();
  const calls = new Map<string, ExportRow[]>();
  let from: number | null = null;
  let to: number | null = null;
  return {
    add(row: ExportRow): void {
      const { exchange, annotation, attempt } = row;
      sums.add(row);
      from = Math.min(from ?? exchange.startedDateTime, exchange.startedDateTime);
      to = Math.max(to ?? exchange.startedDateTime, exchange.startedDateTime);
      for (const finding of row.findings) count(findings, `${finding.severity} ${finding.id}`, finding);
      const failed = hasFailed(exchange);
      if (failed) {
        const { provider, status } = annotation;
        count(answers, `${provider.id} ${status.code} ${status.name} ${annotation.advice.decision}`, row);
      }
      const known = calls.get(attempt.callId);
      if (known) known.push(row);
      else if (failed) calls.set(attempt.callId, [row]);
    },
    get result(): ReportSums {
      return {
        statistics: sums.statistics,
        from,
        to,
        answers: [...answers.values()].sort((a, b) => b.count - a.count),
        findings: [...findings.values()].sort((a, b) => rank(a.first) - rank(b.first) || b.count - a.count),
        failedCalls: [...calls.values()].filter((attempts) => attempts.some(isLastFailed)),
      };
    },
  };
}

const isLastFailed = ({ exchange }: ExportRow, index: number, attempts: readonly ExportRow[]): boolean =>
  index === attempts.length - 1 && hasFailed(exchange);

const rank = ({ severity }: Finding): number => severities.indexOf(severity);

function count<T>(counted: Map<string, { first: T; count: number }>, key: string, one: T): void {
  const known = counted.get(key);
  if (known) known.count += 1;
  else counted.set(key, { first: one, count: 1 });
}
