// What Retryscope says about an exchange: whose host it is, which rule is in force, and what that advises.
import { type Exchange, lacksResponse, responseNames, responseReceivedAt } from '../http/exchange.ts';
import { carriesIdempotencyKey, isIdempotent } from '../http/methods.ts';
import { explainNetworkError } from '../http/network-errors.ts';
import { type RetryAfter, readRetryAfter } from '../http/retry-after.ts';
import { mayTellOfRetries, noServerHints, readServerHints, type ServerHints } from '../http/retry-hints.ts';
import type { Catalogue, Provider } from '../providers/catalogue.ts';
import type { Policy } from '../retry/policy.ts';
import { say } from '../words/say.ts';
import { adviseOn, describeProvider } from './advise.ts';
import type { Annotation } from './annotation.ts';
import { type Rule, ruleFor, transportRule } from './rule.ts';
import { cautionsOfHints } from './summary.ts';

/** Advice with the rule it came from, for callers that audit. */
export interface AnnotatedExchange {
  readonly annotation: Annotation;
  /** The policy in force for this very response: `after-header` is resolved by the header's presence. */
  readonly policy: Policy;
}

/**
 * Annotates one exchange: meaning, advice and source of the provider whose host pattern matches its URL. Total: any
 * status, header or URL gives an answer. Specification: README "Advice"; RFC 9110 §9.2.2, §10.2.3, §15.
 */
export function annotate(exchange: Exchange, catalogue: Catalogue): AnnotatedExchange {
  const provider = catalogue.providerFor(exchange.url) ?? catalogue.generic;
  const receivedAt = responseReceivedAt(exchange);
  // Most responses say nothing of retries: one look at their fields spares three readings of them.
  if (!mayTellOfRetries(responseNames(exchange))) {
    return annotateByRule(exchange, provider, catalogue, silent, receivedAt);
  }
  const { responseHeaders } = exchange;
  const retryAfter = readRetryAfter(responseHeaders, receivedAt);
  const answer = annotateByRule(exchange, provider, catalogue, retryAfter, receivedAt);
  return besideHints(answer, readServerHints(responseHeaders, receivedAt));
}

const silent: RetryAfter = { kind: 'none' };

/** An answer with what the server says itself, which adds cautions and changes nothing else. */
function besideHints(answer: AnnotatedExchange, hints: ServerHints): AnnotatedExchange {
  if (hints === noServerHints) return answer;
  const { annotation, policy } = answer;
  const { advice } = annotation;
  const said = cautionsOfHints(hints, advice.decision, advice.retryAfter);
  if (said.length === 0) return answer;
  return {
    policy,
    annotation: { ...annotation, advice: { ...advice, cautions: [...advice.cautions, ...said] } },
  };
}

/**
 * The rule's answer, made once for all responses that differ in nothing that matters to it: provider, status, a wait in
 * plain seconds and, where the method is not idempotent, the method and whether a key came with it.
 */
function annotateByRule(
  exchange: Exchange,
  provider: Provider,
  catalogue: Catalogue,
  retryAfter: RetryAfter,
  receivedAt: number,
): AnnotatedExchange {
  const { status, method } = exchange;
  if (lacksResponse(exchange) || retryAfter.kind === 'date' || retryAfter.kind === 'invalid') {
    return annotateFresh(exchange, provider, catalogue, retryAfter, receivedAt);
  }
  const safe = isIdempotent(method);
  const wait = retryAfter.kind === 'seconds' ? `${retryAfter.raw} ${retryAfter.flags}` : '';
  const key =
    safe && wait === ''
      ? status
      : `${status} ${safe || method} ${safe || carriesIdempotencyKey(exchange)} ${wait}`;
  const known = answersOf(catalogue, provider);
  let answer = known.get(key);
  if (!answer) {
    answer = annotateFresh(exchange, provider, catalogue, retryAfter, 0);
    if (known.size >= MOST_ANSWERS) known.clear();
    known.set(key, answer);
  }
  return receivedAfter(answer, receivedAt);
}

/** Answers kept for each provider; a session has a few dozen. */
const MOST_ANSWERS = 4_096;
type Answers = Map<number | string, AnnotatedExchange>;
const answersByCatalogue = new WeakMap<Catalogue, Map<Provider, Answers>>();

function answersOf(catalogue: Catalogue, provider: Provider): Answers {
  let byProvider = answersByCatalogue.get(catalogue);
  if (!byProvider) {
    byProvider = new Map();
    answersByCatalogue.set(catalogue, byProvider);
  }
  let answers = byProvider.get(provider);
  if (!answers) {
    answers = new Map();
    byProvider.set(provider, answers);
  }
  return answers;
}

/** An answer made for a response at epoch 0, moved to the instant at which this one was received. */
function receivedAfter(answer: AnnotatedExchange, receivedAt: number): AnnotatedExchange {
  const { annotation, policy } = answer;
  const { advice } = annotation;
  if (advice.notBefore === null) return answer;
  return {
    policy,
    annotation: { ...annotation, advice: { ...advice, notBefore: advice.notBefore + receivedAt } },
  };
}

function annotateFresh(
  exchange: Exchange,
  provider: Provider,
  catalogue: Catalogue,
  retryAfter: RetryAfter,
  receivedAt: number,
): AnnotatedExchange {
  const { method, requestHeaders } = exchange;
  const rule = exchangeRule(exchange, provider, catalogue);
  const { advice, policy } = adviseOn(rule, { method, requestHeaders, retryAfter, receivedAt });
  const annotation: Annotation = {
    provider: describeProvider(provider),
    status: { code: exchange.status, name: rule.name, meaning: rule.meaning },
    advice,
    source: rule.source,
  };
  return { annotation, policy };
}

function exchangeRule(exchange: Exchange, provider: Provider, catalogue: Catalogue): Rule {
  if (!lacksResponse(exchange)) return ruleFor(exchange.status, provider, catalogue);
  if (exchange.state === 'pending') {
    return {
      ...transportRule(catalogue, say('advice.pending'), say('advice.noResponseYet')),
      policy: { decision: 'not-applicable', stage: 'transport' },
    };
  }
  const failure = explainNetworkError(exchange.error);
  return transportRule(catalogue, failure.summary, failure.explanation);
}
