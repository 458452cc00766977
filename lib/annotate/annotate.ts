// What Retryscope says about an exchange: finds the rule in force and turns it into advice with instants.
import { type Exchange, type Header, responseReceivedAt } from '../http/exchange.ts';
import { hasIdempotencyKey, isIdempotent } from '../http/methods.ts';
import { explainNetworkError } from '../http/network-errors.ts';
import { explainRetryAfter, type RetryAfter, readRetryAfter } from '../http/retry-after.ts';
import type { Catalogue, Provider } from '../providers/catalogue.ts';
import { allowsRetry, type Policy, retryAfterRole } from '../retry/policy.ts';
import { simulateSchedule } from '../retry/schedule.ts';
import type { Advice, Annotation, AnnotationProvider } from './annotation.ts';
import { type Rule, ruleFor, transportRule } from './rule.ts';
import { explain, summarise } from './summary.ts';

/** Advice with the rule it came from, for callers that audit. */
export interface AnnotatedExchange {
  readonly annotation: Annotation;
  /** The policy in force for this very response: `after-header` is resolved by the header's presence. */
  readonly policy: Policy;
}

/** The facts that advice depends on, besides the rule. */
export interface ResponseFacts {
  readonly method: string;
  readonly requestHeaders: readonly Header[];
  readonly retryAfter: RetryAfter;
  /** Epoch ms; null in a look-up, where no response was received. */
  readonly receivedAt: number | null;
}

/**
 * Annotates one exchange: meaning, advice and source of the provider whose host pattern matches its URL. Total: any
 * status, header or URL gives an answer. Specification: README "Advice"; RFC 9110 §9.2.2, §10.2.3, §15.
 */
export function annotate(exchange: Exchange, catalogue: Catalogue): AnnotatedExchange {
  const provider = catalogue.providerFor(exchange.url);
  const receivedAt = responseReceivedAt(exchange);
  const rule = exchangeRule(exchange, provider, catalogue);
  const facts: ResponseFacts = {
    method: exchange.method,
    requestHeaders: exchange.requestHeaders,
    retryAfter: readRetryAfter(exchange.responseHeaders, receivedAt),
    receivedAt,
  };
  const { advice, policy } = adviseOn(rule, facts);
  const annotation: Annotation = {
    provider: describeProvider(provider ?? catalogue.generic),
    status: { code: exchange.status, name: rule.name, meaning: rule.meaning },
    advice,
    source: rule.source,
  };
  return { annotation, policy };
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
      explanation: [rule.unsaid, explain(situation)].filter(Boolean).join(' '),
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

function exchangeRule(exchange: Exchange, provider: Provider | undefined, catalogue: Catalogue): Rule {
  if (exchange.status !== 0) return ruleFor(exchange.status, provider, catalogue);
  if (exchange.state === 'pending') {
    return {
      ...transportRule(catalogue, 'Pending', 'No response yet'),
      policy: { decision: 'not-applicable', stage: 'transport' },
    };
  }
  const failure = explainNetworkError(exchange.error);
  return transportRule(catalogue, failure.summary, failure.explanation);
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
    const read = explainRetryAfter(retryAfter);
    if (policy.decision === 'never') cautions.push(`The server sent ${read}, yet the rule is not to retry.`);
    else if (retryAfterRole(policy) === 'hint') cautions.push(`The server also sent ${read}.`);
    else if (retryAfter.flags.length > 0) cautions.push(read);
  }
  cautions.push(...(rule.policy.cautions ?? []));
  if (rule.condition) cautions.push(`Applies ${rule.condition}.`);
  if (allowsRetry(policy.decision) && !isIdempotent(method)) {
    cautions.push(
      hasIdempotencyKey(facts.requestHeaders)
        ? `${method} is not idempotent, but an idempotency key was sent (RFC 9110 §9.2.2).`
        : `${method} is not idempotent: retry only if sending it twice is safe (RFC 9110 §9.2.2).`,
    );
  }
  return cautions;
}
