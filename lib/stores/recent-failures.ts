// The last failures of one tab, for the popup: a handful of exchanges out of the tab's records, each with its advice.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { adviseOn } from '../annotate/advise.ts';
import type { Advice } from '../annotate/annotation.ts';
import { ruleFor, transportRule } from '../annotate/rule.ts';
import { type Exchange, lacksResponse, responseReceivedAt } from '../http/exchange.ts';
import { explainNetworkError } from '../http/network-errors.ts';
import { readRetryAfter } from '../http/retry-after.ts';
import { statusClass } from '../http/status.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import type { LogRecord } from '../session/log-record.ts';
import { createTabOrigins } from '../session/tab-view.ts';

/** What the popup shows of a failure; calls, findings and cautions are the panel's. */
export interface Failure {
  readonly exchange: Exchange;
  readonly advice: Advice;
}

/** A tab's exchanges that failed, newest first, with the doors through which records come in and go. */
export interface RecentFailures {
  readonly failures: ReadonlySignal<readonly Failure[]>;
  /** Takes records of the tab and of workers, which have no tab. */
  apply(records: readonly LogRecord[]): void;
  /** Drops every record up to this number. */
  evict(upToSeq: number): void;
}

interface Seen {
  readonly seq: number;
  readonly exchange: Exchange;
}

/** Makes an empty list of at most `most` failures. */
export function createRecentFailures(catalogue: ReadonlySignal<Catalogue>, most: number): RecentFailures {
  const seen = signal<ReadonlyMap<string, Seen>>(new Map());
  const origins = createTabOrigins();
  const withoutUpTo = (before: ReadonlyMap<string, Seen>, upToSeq: number): Map<string, Seen> =>
    new Map([...before].filter(([, { seq }]) => seq > upToSeq));
  return {
    failures: computed(() =>
      [...seen.value.values()]
        .map(({ exchange }) => exchange)
        .filter((exchange) => hasFailed(exchange) && (exchange.tabId >= 0 || origins.hasWorker(exchange)))
        .sort((a, b) => b.startedDateTime - a.startedDateTime)
        .slice(0, most)
        .map((exchange) => ({ exchange, advice: adviceOf(exchange, catalogue.value) })),
    ),
    apply(records) {
      let next = new Map(seen.value);
      for (const record of records) {
        origins.note(record);
        if (record.kind === 'withdrawn') next.delete(record.id);
        else if (record.kind === 'cleared') next = withoutUpTo(next, record.seq);
        else if (record.kind === 'exchange' && (next.get(record.exchange.id)?.seq ?? 0) <= record.seq) {
          next.set(record.exchange.id, record);
        }
      }
      seen.value = next;
    },
    evict(upToSeq) {
      seen.value = withoutUpTo(seen.value, upToSeq);
    },
  };
}

/** True for an exchange that ended badly: an error status, or no response. */
function hasFailed({ status, state }: Exchange): boolean {
  return state === 'failed' || ['client', 'server', 'unknown'].includes(statusClass(status));
}

/**
 * The same advice as `annotate` gives, without the cautions that rate-limit fields add: reading those, and the session's
 * figures, would make the popup a third heavier for what it does not show.
 */
function adviceOf(exchange: Exchange, catalogue: Catalogue): Advice {
  const { url, status, error, method, requestHeaders, responseHeaders } = exchange;
  const failure = lacksResponse(exchange) ? explainNetworkError(error) : undefined;
  const rule = failure
    ? transportRule(catalogue, failure.summary, failure.explanation)
    : ruleFor(status, catalogue.providerFor(url), catalogue);
  const receivedAt = responseReceivedAt(exchange);
  const retryAfter = readRetryAfter(responseHeaders, receivedAt);
  return adviseOn(rule, { method, requestHeaders, retryAfter, receivedAt }).advice;
}
