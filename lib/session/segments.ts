// The quick filters and the session's figures: what counts as failed, retryable, retried, in violation.
import { hasFailed } from '../http/failed.ts';
import { allowsRetry } from '../retry/policy.ts';
import type { Row } from './row.ts';
import { createRowMarks } from './row-marks.ts';
import type { ProviderFigure } from './statistics.ts';

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
export type SegmentCounts = Readonly<Record<Segment, number>>;

/** Counts rows that stay for the most part the same: each is looked at closely once. */
export interface SessionTally {
  countSegments(rows: readonly Row[]): SegmentCounts;
  figuresOf(rows: readonly Row[], providers: readonly ProviderFigure[]): Figures;
}

const ANSWERED = 1 << segments.length;

/** Starts with nothing counted. */
export function createSessionTally(): SessionTally {
  const marksOf = createRowMarks((row) =>
    segments.reduce(
      (mark, segment, bit) => (inSegment(row, segment) ? mark | (1 << bit) : mark),
      row.exchange.status === 0 ? 0 : ANSWERED,
    ),
  );
  let counted: { readonly marks: Uint32Array; readonly sums: Uint32Array } | undefined;
  const countWith = (rows: readonly Row[], bit: number): number => {
    const marks = marksOf(rows);
    if (counted?.marks !== marks) counted = { marks, sums: sumUp(marks) };
    return counted.sums.reduce((sum, count, mark) => ((mark & bit) === 0 ? sum : sum + count), 0);
  };
  const inWhich = (rows: readonly Row[], segment: Segment): number =>
    countWith(rows, 1 << segments.indexOf(segment));
  return {
    countSegments: (rows) => ({
      all: rows.length,
      failed: inWhich(rows, 'failed'),
      retryable: inWhich(rows, 'retryable'),
      retried: inWhich(rows, 'retried'),
      violations: inWhich(rows, 'violations'),
    }),
    figuresOf: (rows, providers) => ({
      responses: countWith(rows, ANSWERED),
      // Every call has one first attempt.
      calls: rows.length - inWhich(rows, 'retried'),
      violations: inWhich(rows, 'violations'),
      providers,
    }),
  };
}

/** How often each mark is there. */
function sumUp(marks: Uint32Array): Uint32Array {
  const sums = new Uint32Array(2 * ANSWERED);
  for (let place = 0; place < marks.length; place++) {
    const mark = marks[place] as number;
    sums[mark] = (sums[mark] as number) + 1;
  }
  return sums;
}
