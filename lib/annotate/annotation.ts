// What Retryscope says about one response: meaning, advice, source, call and findings.
import type { RetryAfter } from '../http/retry-after.ts';
import type { Decision, Reading, Stage } from '../retry/policy.ts';

/** Which provider's pack answered; `id` is `generic` when no provider matched the host. */
export interface AnnotationProvider {
  readonly id: string;
  readonly name: string;
  readonly packVersion: string;
}

/** The status as the provider names it; `code` 0 when there was no response. */
export interface AnnotationStatus {
  readonly code: number;
  readonly name: string;
  readonly meaning: string;
}

/** What to do, and when. Instants and waits are seconds; instants count from the response. */
export interface Advice {
  readonly decision: Decision;
  readonly stage: Stage;
  /** One plain sentence without a final full stop: "Wait 30 s, then retry". */
  readonly summary: string;
  /** More sentences that explain the summary, '' when there is nothing to add. */
  readonly explanation: string;
  /** Waits before retry 1, 2, …; empty when the rule gives none. */
  readonly waits: readonly number[];
  /** Retry instants after this response; empty when the rule gives none. */
  readonly instants: readonly number[];
  /** null when not stated. */
  readonly maxRetries: number | null;
  /** null when not stated. */
  readonly windowSeconds: number | null;
  /** Earliest permitted retry, epoch ms; null when retry is not allowed or no instant is known. */
  readonly notBefore: number | null;
  readonly readings: readonly Reading[];
  /** `contact` where the document asks to contact the provider, else ''. */
  readonly escalate: 'contact' | '';
  /** Cautions, most important first; empty when there are none. */
  readonly cautions: readonly string[];
  /** Retry-After as read, with what was wrong with it. */
  readonly retryAfter: RetryAfter;
}

/** The document row an answer rests on. */
export interface Source {
  readonly document: string;
  /** Row or clause: `503`, `RFC 9110 §15.6.4`. */
  readonly row: string;
  /** '' when the document has no public address. */
  readonly url: string;
  /** The date the document bears, '' when none. */
  readonly updated: string;
  readonly retrievedOn: string;
}

/** Everything said about one exchange on its own; calls and findings need its neighbours. */
export interface Annotation {
  readonly provider: AnnotationProvider;
  readonly status: AnnotationStatus;
  readonly advice: Advice;
  readonly source: Source;
}
