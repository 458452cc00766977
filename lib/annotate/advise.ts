// How a rule and the facts of a response become advice: the policy in force, its instants, its wording.
import type { Header } from '../http/exchange.ts';
import { hasIdempotencyKey, isIdempotent } from '../http/methods.ts';
import { explainRetryAfter, type RetryAfter } from '../http/retry-after.ts';
import type { Provider } from '../providers/catalogue.ts';
import { allowsRetry, type Policy, retryAfterRole } from '../retry/policy.ts';
import { simulateSchedule } from '../retry/schedule.ts';
import { sayJoined } from '../words/joined.ts';
import { say } from '../words/say.ts';
import type { Advice, AnnotationProvider } from './annotation.ts';
import type { Rule } from './rule.ts';
import { explain, summarise } from './summary.ts';

/** The facts that advice depends on, besides the rule. */
export interface ResponseFacts {
  readonly method: string;
  readonly requestHeaders: readonly Header[];
  readonly retryAfter: RetryAfter;
  /** Epoch ms; null in a look-up, where no response was received. */
  readonly receivedAt: number | null;
}

/** Who answers, as annotations and look-ups name it. */
export function describeProvider({ pack }: Provider): AnnotationProvider {
  return { id: pack.id, name: pack.name, packVersion: pack.version };
}

/** Turns a rule into advice for the facts at hand. */
export function adviseOn(rule: Rule, facts: ResponseFacts): { advice: Advice; policy: Policy } {
  const { retryAfter, receivedAt } = facts;
  const live = receivedAt !== null;
  const seconds = waitOf(retryAfter);
  const policy = inForce(rule.policy, live, seconds);
  const lacksHeader = policy !== rule.policy;
  const schedule = simulateSchedule(policy, {
    retryAfterSeconds: (attempt) => (attempt === 0 ? seconds : undefined),
  });
  const situation = { policy, schedule, retryAfter, live, lacksHeader };
  const firstWait = schedule.waits[0] ?? seconds;
  const mayWait = seconds !== undefined && (allowsRetry(policy.decision) || policy.decision === 'not-stated');
  const dated = mayWait || (schedule.waits.length > 0 && schedule.spacing === 'exact');
  return {
    policy,
    advice: {
      decision: policy.decision,
      stage: policy.stage,
      summary: summarise(situation),
      explanation: sayJoined('advice.sentences', [rule.unsaid, explain(situation)].filter(Boolean)),
      waits: schedule.waits,
      instants: schedule.instants,
      maxRetries: schedule.maxRetries,
      windowSeconds: schedule.windowSeconds,
      notBefore: live && dated && firstWait !== undefined ? receivedAt + firstWait * 1000 : null,
      readings: policy.readings ?? [],
      escalate: policy.escalate ?? '',
      cautions: cautionsFor(rule, policy, facts),
      retryAfter,
    },
  };
}

/** `after-header` holds only while the header is there; a look-up can't tell, so it keeps the rule as written. */
function inForce(policy: Policy, live: boolean, seconds: number | undefined): Policy {
  if (!live || seconds !== undefined || retryAfterRole(policy) !== 'required') return policy;
  const { maxRetries: _, ...rest } = policy;
  return { ...rest, decision: policy.withoutHeader ?? 'not-stated' };
}

function waitOf(retryAfter: RetryAfter): number | undefined {
  return retryAfter.kind === 'seconds' || retryAfter.kind === 'date' ? retryAfter.seconds : undefined;
}

function cautionsFor(rule: Rule, policy: Policy, facts: ResponseFacts): string[] {
  const cautions: string[] = [];
  const { retryAfter, method } = facts;
  if (retryAfter.kind === 'invalid') cautions.push(explainRetryAfter(retryAfter));
  else if (retryAfter.kind !== 'none') {
    const sent = explainRetryAfter(retryAfter);
    if (policy.decision === 'never') cautions.push(say('advice.sentNever', { sent }));
    else if (retryAfterRole(policy) === 'hint') cautions.push(say('advice.alsoSent', { sent }));
    else if (retryAfter.flags.length > 0) cautions.push(sent);
  }
  cautions.push(...(rule.policy.cautions ?? []));
  if (rule.condition) cautions.push(say('advice.applies', { condition: rule.condition }));
  if (allowsRetry(policy.decision) && !isIdempotent(method)) {
    const word = hasIdempotencyKey(facts.requestHeaders) ? 'advice.unsafeKey' : 'advice.unsafe';
    cautions.push(say(word, { method }));
  }
  return cautions;
}
