// How exchanges become rows: annotated, grouped into calls, audited.
import { annotate } from '../annotate/annotate.ts';
import type { Annotation } from '../annotate/annotation.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { type AuditedAttempt, auditAttempt } from '../retry/audit.ts';
import { type Attempt, createCallGrouper } from '../retry/calls.ts';
import type { Finding } from '../retry/finding.ts';

/** An exchange with everything that is said about it. */
export interface Row {
  readonly exchange: Exchange;
  readonly annotation: Annotation;
  readonly attempt: Attempt;
  readonly findings: readonly Finding[];
}

/** Rows by start time, from exchanges in any order. */
export function buildRows(exchanges: readonly Exchange[], catalogue: Catalogue): Row[] {
  const grouper = createCallGrouper();
  const calls = new Map<string, AuditedAttempt[]>();
  return exchanges
    .toSorted((a, b) => a.startedDateTime - b.startedDateTime)
    .map((exchange) => {
      const { annotation, policy } = annotate(exchange, catalogue);
      const attempt = grouper.add(exchange);
      const audited = { exchange, policy, retryAfter: annotation.advice.retryAfter, attempt };
      const earlier = calls.get(attempt.callId);
      const findings = earlier ? auditAttempt(earlier, audited) : [];
      if (earlier) earlier.push(audited);
      else calls.set(attempt.callId, [audited]);
      return { exchange, annotation, attempt, findings };
    });
}
