// The last failures of one tab, for the popup: each with its advice by the catalogue in force.
import { computed, type ReadonlySignal } from '@preact/signals-core';
import { adviseOn } from '../annotate/advise.ts';
import type { Advice } from '../annotate/annotation.ts';
import { ruleFor, transportRule } from '../annotate/rule.ts';
import { readRetryAfter } from '../http/retry-after.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import type { FailedExchange } from '../session/tab-failures.ts';

/** What the popup shows of a failure; calls, findings and cautions are the panel's. */
export interface Failure {
  readonly exchange: Pick<FailedExchange, 'id' | 'method' | 'url' | 'status'>;
  readonly advice: Advice;
}

/** Advises on failures, anew when the catalogue changes. */
export function adviseOnFailures(
  catalogue: ReadonlySignal<Catalogue>,
  failed: ReadonlySignal<readonly FailedExchange[]>,
): ReadonlySignal<readonly Failure[]> {
  return computed(() =>
    failed.value.map((exchange) => ({ exchange, advice: adviceOf(exchange, catalogue.value) })),
  );
}

/**
 * The same advice as `annotate` gives, without the cautions that other fields add: reading those, the names of network
 * errors and the session's figures would make the popup a third heavier for what it does not show.
 */
function adviceOf(exchange: FailedExchange, catalogue: Catalogue): Advice {
  const { url, status, method, headers, receivedAt } = exchange;
  const rule = exchange.lacksResponse
    ? transportRule(catalogue, '', '')
    : ruleFor(status, catalogue.providerFor(url), catalogue);
  const retryAfter = readRetryAfter(headers, receivedAt);
  return adviseOn(rule, { method, requestHeaders: [], retryAfter, receivedAt }).advice;
}
