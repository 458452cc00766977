// The quick filters and the session's figures: what counts as failed, retryable, retried, in violation.
import { hasFailed } from '../http/failed.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { allowsRetry } from '../retry/policy.ts';
import type { Row } from './rows.ts';
import { type ProviderFigure, providerFigures } from './statistics.ts';

/** The quick filters above the list. */
export const segments = ['all', 'failed', 'retryable', 'retried', 'violations'] as const;
export type Segment = (typeof segments)[number];

/** The session's figures, over all rows given. */
export interface Figures {
  readonly responses: number;
  readonly calls: number;
  readonly violations: number;
  readonly providers: readonly ProviderFigure[];
}

/** Whether a quick filter lets a row through. */
export function inSegment(row: Row, segment: Segment): boolean {
  switch (segment) {
    case 'all':
      return true;
    case 'failed':
      return hasFailed(row.exchange);
    case 'retryable':
      return hasFailed(row.exchange) && allowsRetry(row.annotation.advice.decision);
    case 'retried':
      return row.attempt.attempt > 1;
    case 'violations':
      return row.findings.some(({ severity }) => severity === 'violation');
  }
}

/** How many rows each quick filter lets through. */
export function countSegments(rows: readonly Row[]): Record<Segment, number> {
  const counts: Record<Segment, number> = { all: 0, failed: 0, retryable: 0, retried: 0, violations: 0 };
  for (const row of rows) for (const segment of segments) if (inSegment(row, segment)) counts[segment] += 1;
  return counts;
}

/** Figures over rows in start order; `censored` are the calls whose end is unknown (see `SessionAudit`). */
export function figuresOf(
  rows: readonly Row[],
  catalogue: Catalogue,
  censored: ReadonlySet<string> = new Set(),
): Figures {
  const calls = new Set<string>();
  let violations = 0;
  let responses = 0;
  for (const row of rows) {
    if (row.exchange.status !== 0) responses += 1;
    if (inSegment(row, 'violations')) violations += 1;
    calls.add(row.attempt.callId);
  }
  return { responses, calls: calls.size, violations, providers: providerFigures(rows, catalogue, censored) };
}
