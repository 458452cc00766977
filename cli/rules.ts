// What each finding is about and what to do about it, for reports that list their rules.
import type { FindingId } from '../lib/retry/finding.ts';

/** A rule of the audit. */
export interface AuditRule {
  readonly id: FindingId;
  /** What happened, in one sentence. */
  readonly text: string;
  /** What to do about it. */
  readonly help: string;
}

const rules: Readonly<Record<FindingId, Omit<AuditRule, 'id'>>> = {
  'too-early': {
    text: 'A retry was sent before Retry-After allowed it.',
    help: 'Read Retry-After, in seconds and as a date, and wait at least that long.',
  },
  'faster-than-schedule': {
    text: "A retry was sent sooner than the rule's own wait.",
    help: "Configure the client's waits to be no shorter than the documented ones; add jitter on top of them.",
  },
  'too-many': {
    text: 'There were more retries than the rule allows.',
    help: 'Lower the number of retries to the documented one, and tell the caller when they are used up.',
  },
  'outside-window': {
    text: 'A retry was sent later than the rule allows any.',
    help: 'Give the call a deadline: the window counts from the first failed response.',
  },
  'retried-do-not-retry': {
    text: 'The same request was sent again although the rule says not to, or to change it first.',
    help: 'Take this status out of those that the client retries, or change the request as the document says.',
  },
  'unsafe-method': {
    text: 'A request whose method is not idempotent was sent again (RFC 9110, section 9.2.2).',
    help: 'Send an Idempotency-Key that the server knows, or do not retry this method automatically.',
  },
  'gave-up': {
    text: 'The rule allowed another retry, the page lived on, and none came.',
    help: 'The call might still have succeeded: the document allows more retries, or longer ones.',
  },
  'in-step': {
    text: 'Several calls sent their retries at the same instants.',
    help: 'Add jitter, so that clients that fail together do not return together.',
  },
};

/** All rules, in the order in which reports number them. */
export const auditRules: readonly AuditRule[] = Object.entries(rules).map(([id, rule]) => ({
  id: id as FindingId,
  ...rule,
}));
