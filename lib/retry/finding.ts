// What an audit of retries can find, and how severe it is.

/** Gravest first; `advice` is no reproach: it says what the rule would still have allowed. */
export const severities = ['violation', 'departure', 'caution', 'note', 'advice'] as const;
export type Severity = (typeof severities)[number];

export type FindingId =
  | 'too-early'
  | 'faster-than-schedule'
  | 'too-many'
  | 'outside-window'
  | 'retried-do-not-retry'
  | 'unsafe-method'
  | 'gave-up'
  | 'in-step';

/** One thing the client did that the rule in force did not allow, or that a person should know. */
export interface Finding {
  readonly id: FindingId;
  readonly severity: Severity;
  /** One plain sentence with the figures: "Sent 28.1 s before Retry-After allowed it". */
  readonly message: string;
  /**
   * By how much, seconds: how early for `too-early` and `faster-than-schedule`, how late for `outside-window`;
   * absent from the others.
   */
  readonly seconds?: number;
}
