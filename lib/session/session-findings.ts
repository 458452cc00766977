// What only the whole session can tell of its calls: which were given up, cut off, or went out in step.
import { annotate } from '../annotate/annotate.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { type AuditedAttempt, followedAttempt, receivedAt } from '../retry/audit-attempt.ts';
import { describeGivenUp, type OpenRetry, openRetryAfter } from '../retry/audit-gave-up.ts';
import { auditInStep, type SentRetry } from '../retry/audit-in-step.ts';
import { type PageChange, readPageLives } from '../retry/audit-page-life.ts';
import { callKey, originOf } from '../retry/call-key.ts';
import type { Finding } from '../retry/finding.ts';
import { allowsRetry } from '../retry/policy.ts';
import { outcomeOf } from '../retry/sightings.ts';
import type { CaptureGap } from './notices.ts';
import type { Row } from './rows.ts';

export type { PageChange } from '../retry/audit-page-life.ts';

/** What the session as a whole adds to its rows. */
export interface SessionAudit {
  /** By exchange id, to be added to the row's own. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /**
   * Ids of calls that failed so far with a retry still due, whose page is not known to have lived past it: it
   * may come yet, or the tab was closed, navigated away, slept or was no longer captured. How these end is unknown.
   */
  readonly censored: ReadonlySet<string>;
}

/**
 * Audits the calls of a session's rows, which are in order of start. `gave-up` (advice) is for calls that
 * failed with a retry due that never came although the page went on; a later request of the same kind, be it in
 * a call of its own (a poll's next beat), is no giving up. `in-step` (note) is for retries that go out
 * together; see `auditInStep`. O(n log n); what is known of the pages is the rows and navigations given. In `gaps` a
 * retry may have been missed.
 */
export function auditSession(
  rows: readonly Row[],
  navigations: readonly PageChange[],
  catalogue: Catalogue,
  gaps: readonly CaptureGap[] = [],
): SessionAudit {
  const findings = new Map<string, Finding[]>();
  const censored = new Set<string>();
  const retries: SentRetry[] = [];
  const open: OpenRetry[] = [];
  for (const chain of notableChains(rows)) {
    collectRetries(chain, catalogue, retries);
    const last = chain.at(-1);
    if (!last || !mayRetry(last)) continue;
    const openRetry = openRetryAfter(chain.map((row) => auditedAttempt(row, catalogue)));
    if (openRetry) open.push(openRetry);
  }
  for (const [id, finding] of auditInStep(retries)) findings.set(id, [finding]);
  if (open.length === 0) return { findings, censored };

  const lives = readPageLives(
    rows.map(({ exchange }) => exchange),
    navigations,
  );
  const overdue = open.filter(({ last, since, overdueAt }) => {
    const unseen = gaps.some(({ from, to }) => from <= overdueAt && to >= since);
    const isOver = !unseen && lives.livedUntil(last.exchange, since) > overdueAt;
    if (!isOver) censored.add(last.attempt.callId);
    return isOver;
  });
  const repetitions = nextRepetitions(rows, overdue);
  for (const one of overdue) {
    const { exchange } = one.last;
    const lived = lives.livedUntil(exchange, one.since);
    if ((repetitions.get(one) ?? Number.POSITIVE_INFINITY) > lived)
      findings.set(exchange.id, [...(findings.get(exchange.id) ?? []), describeGivenUp(one)]);
  }
  return { findings, censored };
}

/** The rows with what the session adds to their findings; rows to which it adds nothing stay the same objects. */
export function withSessionFindings(rows: readonly Row[], { findings }: SessionAudit): readonly Row[] {
  if (findings.size === 0) return rows;
  return rows.map((row) => {
    const more = findings.get(row.exchange.id);
    return more ? { ...row, findings: [...row.findings, ...more] } : row;
  });
}

/** The calls that were retried or might be; most of a session is neither and costs no list. */
function notableChains(rows: readonly Row[]): Iterable<Row[]> {
  const notable = new Map<string, Row[]>();
  for (const row of rows) if (row.attempt.attempt > 1 || mayRetry(row)) notable.set(row.attempt.callId, []);
  if (notable.size > 0) for (const row of rows) notable.get(row.attempt.callId)?.push(row);
  return notable.values();
}

function mayRetry({ exchange, annotation }: Row): boolean {
  return allowsRetry(annotation.advice.decision) && outcomeOf(exchange) === 'failed';
}

function auditedAttempt({ exchange, annotation, attempt }: Row, catalogue: Catalogue): AuditedAttempt {
  const { policy } = annotate(exchange, catalogue);
  return { exchange, policy, retryAfter: annotation.advice.retryAfter, attempt };
}

function collectRetries(chain: readonly Row[], catalogue: Catalogue, into: SentRetry[]): void {
  chain.forEach((row, index) => {
    const { exchange, annotation, attempt } = row;
    const before = followedAttempt(chain, row, index);
    if (!before) return;
    const { id } = annotation.provider;
    into.push({
      exchangeId: exchange.id,
      callId: attempt.callId,
      tabId: exchange.tabId,
      // A host that nobody documents is a provider of its own.
      target: id === catalogue.generic.pack.id ? originOf(exchange.url) : id,
      retry: attempt.attempt - 1,
      startedAt: exchange.startedDateTime,
      waitMs: Math.max(0, exchange.startedDateTime - receivedAt(before)),
    });
  });
}

/** When the same was asked next after the response of each open retry, in a call of its own; epoch ms. */
function nextRepetitions(rows: readonly Row[], open: readonly OpenRetry[]): Map<OpenRetry, number> {
  // Making a key is the costly part: only addresses that are looked for get one.
  const paths = new Set(open.map(({ last }) => pathOf(last.exchange.url)));
  const next = new Map<number, number>();
  const repetitions = new Map<OpenRetry, number>();
  let index = rows.length - 1;
  for (const one of open.toSorted((a, b) => b.since - a.since)) {
    for (; index >= 0; index--) {
      const exchange = rows[index]?.exchange;
      if (!exchange || exchange.startedDateTime <= one.since) break;
      if (paths.has(pathOf(exchange.url))) next.set(callKey(exchange), exchange.startedDateTime);
    }
    const start = next.get(callKey(one.last.exchange));
    if (start !== undefined) repetitions.set(one, start);
  }
  return repetitions;
}

function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}
