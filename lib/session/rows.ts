// How exchanges become rows: annotated, grouped into calls, audited.
import { type AnnotatedExchange, annotate } from '../annotate/annotate.ts';
import type { Annotation } from '../annotate/annotation.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { type AuditedAttempt, auditAttempt } from '../retry/audit.ts';
import { type Attempt, createCallGrouper, inOrderOfStart } from '../retry/calls.ts';
import type { Finding } from '../retry/finding.ts';

/** An exchange with everything that is said about it. */
export interface Row {
  readonly exchange: Exchange;
  readonly annotation: Annotation;
  readonly attempt: Attempt;
  readonly findings: readonly Finding[];
}

const noFindings: readonly Finding[] = [];

/** Rows by start time, from exchanges in any order, each with an id of its own. */
export function buildRows(exchanges: readonly Exchange[], catalogue: Catalogue): Row[] {
  // Most calls have one attempt: only those with more are remembered for the audit.
  const calls = new Map<string, AuditedAttempt[]>();
  const { add } = createCallGrouper({
    expected: exchanges.length,
    distinctIds: true,
    onFollow(earlier) {
      if (earlier.attempt > 1 || calls.has(earlier.callId)) return;
      calls.set(earlier.callId, [auditedOf(earlier, annotate(earlier.exchange, catalogue))]);
    },
  });
  return inOrderOfStart(exchanges).map((exchange) => {
    const annotated = annotate(exchange, catalogue);
    const attempt = add(exchange);
    const earlier = attempt.attempt > 1 ? calls.get(attempt.callId) : undefined;
    let findings = noFindings;
    if (earlier) {
      const current = auditedOf(attempt, annotated);
      findings = auditAttempt(earlier, current);
      earlier.push(current);
    }
    return { exchange, annotation: annotated.annotation, attempt, findings };
  });
}

function auditedOf(attempt: Attempt, { annotation, policy }: AnnotatedExchange): AuditedAttempt {
  return { exchange: attempt.exchange, policy, retryAfter: annotation.advice.retryAfter, attempt };
}
