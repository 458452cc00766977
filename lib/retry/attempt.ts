// What an attempt is: one exchange's place in a call, and how sure that place is.
import type { Exchange } from '../http/exchange.ts';

/** What a grouping rests on: an id the client sent, a counter it sent, or likeness. */
export type Evidence = 'certain' | 'strong' | 'heuristic' | 'single';

/** One exchange's place in a call. */
export interface Attempt {
  readonly exchange: Exchange;
  /** Id of the call: that of its first exchange. */
  readonly callId: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly evidence: Evidence;
  /** 0–1. */
  readonly confidence: number;
  /** The least confidence of the attempts up to this one; absent where that is `confidence`. */
  readonly chainConfidence?: number;
}

/**
 * How sure a grouping is, 0–1. An id or a counter is the client's own word. Likeness starts below that and
 * loses a part for everything that leaves room for another explanation; the parts add up.
 */
export const confidences = {
  single: 1,
  certain: 1,
  strong: 0.95,
  /** An Idempotency-Key whose body was not seen: it could be key reuse. */
  unseenKeyBody: 0.9,
  heuristic: 0.9,
  /** Neither tab nor initiator is known, as in most files. */
  lessOrigin: 0.05,
  /** Another failed request like the earlier one was under way with it. */
  lessAmbiguous: 0.2,
  /** More than `longGapMs` later: a person may have come back. */
  lessLongGap: 0.2,
  /** A body may have been sent that nobody saw. */
  lessBody: 0.3,
} as const;

/** Likeness alone says less after this long. */
export const longGapMs = 60 * 60_000;

const trusted = 0.8;

/** Whether this attempt surely repeats the one before it, so that what it did may be called a violation. */
export function isTrusted({ evidence, confidence }: Attempt): boolean {
  return evidence === 'certain' || evidence === 'strong' || confidence >= trusted;
}

/** Whether every attempt up to this one is trusted: what counts attempts or spans the call needs this. */
export function isChainTrusted(attempt: Attempt): boolean {
  return isTrusted(attempt) && (attempt.chainConfidence ?? trusted) >= trusted;
}
