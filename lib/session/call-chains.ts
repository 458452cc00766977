// The calls of a session that were repeated, or might be: their attempts, and what the audit says of each.
import { type AnnotatedExchange, annotate } from '../annotate/annotate.ts';
import type { Annotation } from '../annotate/annotation.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { type AuditedAttempt, auditAttempt } from '../retry/audit.ts';
import type { Attempt } from '../retry/calls.ts';
import type { Finding } from '../retry/finding.ts';
import { allowsRetry } from '../retry/policy.ts';
import { outcomeOf } from '../retry/sightings.ts';

/** An attempt with the rule that it is audited by and everything that is said about it. */
export interface ChainedAttempt extends AuditedAttempt {
  readonly annotation: Annotation;
}

/** Attempts by call; most of a session is neither repeated nor to be, and costs no list. */
export interface CallChains {
  /**
   * Adds an attempt to its call, after those before it; returns what its audit found. `follows` is the attempt that it
   * counts from.
   */
  add(attempt: Attempt, annotated: AnnotatedExchange, follows: Attempt | undefined): readonly Finding[];
  /** Takes an attempt out of its call. */
  remove(attempt: Attempt): void;
  /** The attempts in order of start, none where the call is not kept. */
  get(callId: string): readonly ChainedAttempt[];
  /** The calls that were added to or taken from since this was asked last. */
  takeTouched(): Iterable<string>;
}

const noFindings: readonly Finding[] = [];
const noChain: readonly ChainedAttempt[] = [];

/** Starts with no call. */
export function createCallChains(catalogue: Catalogue): CallChains {
  const chains = new Map<string, ChainedAttempt[]>();
  let touched = new Set<string>();
  return {
    add(attempt, annotated, follows) {
      const { callId } = attempt;
      if (!follows) {
        if (!mayRetry(attempt.exchange, annotated.annotation)) return noFindings;
        chains.set(callId, [chained(attempt, annotated)]);
        touched.add(callId);
        return noFindings;
      }
      let chain = chains.get(callId);
      if (!chain) {
        // The first of its call, or it would have a list.
        chain = [chained(follows, annotate(follows.exchange, catalogue))];
        chains.set(callId, chain);
      }
      const current = chained(attempt, annotated);
      const findings = auditAttempt(chain, current);
      chain.push(current);
      touched.add(callId);
      return findings;
    },
    remove({ callId, exchange }) {
      const chain = chains.get(callId);
      const at = chain?.findLastIndex((one) => one.exchange === exchange) ?? -1;
      if (!chain || at < 0) return;
      chain.splice(at, 1);
      if (chain.length === 0) chains.delete(callId);
      touched.add(callId);
    },
    get: (callId) => chains.get(callId) ?? noChain,
    takeTouched() {
      const taken = touched;
      touched = new Set();
      return taken;
    },
  };
}

/** Whether an exchange failed and its rule allows it to be sent again. */
export function mayRetry(exchange: Exchange, { advice }: Annotation): boolean {
  return allowsRetry(advice.decision) && outcomeOf(exchange) === 'failed';
}

function chained(attempt: Attempt, { annotation, policy }: AnnotatedExchange): ChainedAttempt {
  return {
    exchange: attempt.exchange,
    policy,
    retryAfter: annotation.advice.retryAfter,
    attempt,
    annotation,
  };
}
