// What only the whole session can tell of its calls: which were given up, cut off, or went out in step.
import type { Exchange } from '../http/exchange.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { followedAttempt, receivedAt } from '../retry/audit-attempt.ts';
import { describeGivenUp, type OpenRetry, openRetryAfter } from '../retry/audit-gave-up.ts';
import { createSentRetries, type SentRetry } from '../retry/audit-in-step.ts';
import { createLifeSigns, type PageChange, type PageLives } from '../retry/audit-page-life.ts';
import { callKey, originOf } from '../retry/call-key.ts';
import { inOrderOfStart } from '../retry/calls.ts';
import type { Finding } from '../retry/finding.ts';
import { createNumberMap } from '../retry/number-map.ts';
import { type ChainedAttempt, mayRetry } from './call-chains.ts';
import type { CaptureGap } from './notices.ts';
import { placeOfExchange, type Row } from './row.ts';
import { createRowBuilder, haveSameFindings, type RowBuilder } from './row-builder.ts';
import type { RowTable } from './row-table.ts';
import { createProviderTally, type ProviderFigure } from './statistics.ts';

export type { PageChange } from '../retry/audit-page-life.ts';

/** A session's rows with all that is to be said of them. */
export interface AuditedRows {
  /** In order of start. */
  readonly rows: readonly Row[];
  /**
   * Ids of calls that failed so far with a retry still due, whose page is not known to have lived past it: it
   * may come yet, or the tab was closed, navigated away, slept or was no longer captured. How these end is unknown.
   */
  readonly censored: ReadonlySet<string>;
}

/** A session that grows and changes. */
export interface SessionAudit extends Pick<RowBuilder, 'add' | 'remove' | 'settle'> {
  /**
   * The rows with the findings of their own and those of the session. `gave-up` (advice) is for calls that
   * failed with a retry due that never came although the page went on; a later request of the same kind, be it in
   * a call of its own (a poll's next beat), is no giving up. `in-step` (note) is for retries that go out
   * together; see `createSentRetries`. In `gaps` a retry may have been missed. A row that says the same as last time is
   * the same object. Costs what changed, and a look at the start and key of each row and at each open retry.
   */
  read(navigations: readonly PageChange[], gaps: readonly CaptureGap[]): AuditedRows;
  /** The row of an exchange among those read last, undefined where it is not there. */
  rowOf(exchange: Exchange): Row | undefined;
  /** The figures of the providers of the rows read last; `find` has exchanges by id. */
  providerFigures(find: (id: string) => Exchange | undefined): ProviderFigure[];
  /** The rows of a call among those read last, in order; none where it has one and is not to be repeated. */
  attemptsOf(callId: string): Row[];
}

/** A retry with the exchange that it is. */
interface OwnRetry extends SentRetry {
  readonly exchange: Exchange;
}

/** A retry that is due, or was. */
interface DueRetry extends OpenRetry {
  /** See `callKey`. */
  readonly key: number;
  /** When the same was asked next, epoch ms, infinite where it was not; undefined before it was looked for. */
  next?: number | undefined;
  /** What is said where it was given up, once that was worded. */
  finding?: Finding;
}

/** A row that the session adds findings to. */
interface Extended {
  readonly own: Row;
  readonly more: readonly Finding[];
  readonly row: Row;
  /** Where it stood. */
  readonly place: number;
}

/** An empty session; `expected` exchanges will be added. */
export function createSessionAudit(catalogue: Catalogue, expected = 0): SessionAudit {
  const signs = createLifeSigns();
  const builder = createRowBuilder(catalogue, { added: signs.add, removed: signs.remove }, expected);
  const { add, remove, settle, table, chains } = builder;
  const sent = createSentRetries<OwnRetry>();
  const sentByCall = new Map<string, readonly OwnRetry[]>();
  const due = new Map<string, DueRetry>();
  let extended = new Map<Exchange, Extended>();
  const providers = createProviderTally();
  let shown: AuditedRows = { rows: [], censored: new Set() };

  /** Looks again at the calls that changed. */
  function takeUp(): void {
    const touched = [...chains.takeTouched()];
    sent.remove(touched.flatMap((callId) => sentByCall.get(callId) ?? []));
    for (const callId of touched) {
      const chain = chains.get(callId);
      const retries = retriesOf(chain, catalogue);
      retries.forEach(sent.add);
      providers.noteCall(callId, chain);
      if (retries.length > 0) sentByCall.set(callId, retries);
      else sentByCall.delete(callId);
      const last = chain.at(-1);
      const open = last && mayRetry(last.exchange, last.annotation) && openRetryAfter(chain);
      if (open) due.set(callId, { ...open, key: callKey(open.last.exchange) });
      else due.delete(callId);
    }
  }

  /** The calls that were given up; the others whose retry is still open go to `censored`. */
  function givenUp(lives: PageLives, gaps: readonly CaptureGap[], censored: Set<string>): DueRetry[] {
    const changedFrom = table.takeChangedFrom();
    const overdue: DueRetry[] = [];
    const lived: number[] = [];
    for (const [callId, one] of due) {
      const { last, since, overdueAt } = one;
      const unseen = gaps.some(({ from, to }) => from <= overdueAt && to >= since);
      const until = unseen ? since : lives.livedUntil(last.exchange, since);
      if (until > overdueAt) {
        overdue.push(one);
        lived.push(until);
      } else {
        censored.add(callId);
        // It is not kept up to date meanwhile.
        one.next = undefined;
      }
    }
    findRepetitions(table, overdue, changedFrom);
    return overdue.filter(({ next = 0 }, index) => next > (lived[index] ?? 0));
  }

  /** The rows, of which those that are told of here say more than their own. */
  function extend(more: ReadonlyMap<Exchange, readonly Finding[]>): readonly Row[] {
    const rows = table.rows.slice();
    const before = extended;
    extended = new Map();
    for (const [exchange, findings] of more) {
      const known = before.get(exchange);
      // Most rows stand where they stood: batches append.
      const place = known && rows[known.place] === known.own ? known.place : placeOfExchange(rows, exchange);
      const own = rows[place];
      if (!own) continue;
      const isSame = known?.own === own && haveSameFindings(known.more, findings);
      const row = isSame ? known.row : { ...own, findings: [...own.findings, ...findings] };
      const entry: Extended = { own, more: findings, row, place };
      extended.set(exchange, entry);
      rows[place] = entry.row;
    }
    return rows;
  }

  const rowOf = (exchange: Exchange): Row | undefined => shown.rows[placeOfExchange(shown.rows, exchange)];

  return {
    add,
    remove,
    settle,
    rowOf,
    providerFigures: (find) =>
      providers.figures({
        ...shown,
        catalogue,
        chainOf: chains.get,
        rowOf(id) {
          const exchange = find(id);
          return exchange && rowOf(exchange);
        },
      }),
    attemptsOf: (callId) => chains.get(callId).flatMap(({ exchange }) => rowOf(exchange) ?? []),
    read(navigations, gaps) {
      settle();
      takeUp();
      const more = new Map<Exchange, Finding[]>();
      const censored = new Set<string>();
      for (const [{ exchange }, finding] of sent.audit()) more.set(exchange, [finding]);
      for (const one of givenUp(signs.read(table.starts, navigations), gaps, censored)) {
        const { exchange } = one.last;
        one.finding ??= describeGivenUp(one);
        more.set(exchange, [...(more.get(exchange) ?? []), one.finding]);
      }
      shown = { rows: extend(more), censored };
      return shown;
    },
  };
}

/** The rows of a finished session, from exchanges in any order, each with an id of its own. */
export function auditSession(
  exchanges: readonly Exchange[],
  navigations: readonly PageChange[],
  catalogue: Catalogue,
  gaps: readonly CaptureGap[] = [],
): AuditedRows {
  const audit = createSessionAudit(catalogue, exchanges.length);
  inOrderOfStart(exchanges).forEach(audit.add);
  return audit.read(navigations, gaps);
}

function retriesOf(chain: readonly ChainedAttempt[], catalogue: Catalogue): OwnRetry[] {
  return chain.flatMap((current, index) => {
    const { exchange, annotation, attempt } = current;
    const before = followedAttempt(chain, current, index);
    if (!before) return [];
    const { id } = annotation.provider;
    const retry: OwnRetry = {
      exchange,
      callId: attempt.callId,
      tabId: exchange.tabId,
      // A host that nobody documents is a provider of its own.
      target: id === catalogue.generic.pack.id ? originOf(exchange.url) : id,
      retry: attempt.attempt - 1,
      startedAt: exchange.startedDateTime,
      waitMs: Math.max(0, exchange.startedDateTime - receivedAt(before)),
    };
    return [retry];
  });
}

/**
 * Looks when the same was asked next after the response of each open retry, in a call of its own. What was found before
 * stays: only what begins at `changedFrom` or later is looked at again.
 */
function findRepetitions({ starts, keys }: RowTable, open: readonly DueRetry[], changedFrom: number): void {
  const stale = open.filter(({ next }) => next === undefined || next >= changedFrom);
  const lookedAfter = ({ next, since }: DueRetry): number =>
    next === undefined ? since : Math.max(since, changedFrom - 1);
  /** The next start by key, of the keys that are looked for. */
  const following = createNumberMap<number>(stale.length);
  for (const { key } of stale) following.set(key, Number.POSITIVE_INFINITY);
  let index = starts.length - 1;
  for (const one of stale.toSorted((a, b) => lookedAfter(b) - lookedAfter(a))) {
    const after = lookedAfter(one);
    for (; index >= 0 && (starts[index] as number) > after; index--) {
      const key = keys[index] as number;
      if (following.get(key) !== undefined) following.set(key, starts[index]);
    }
    one.next = following.get(one.key) ?? Number.POSITIVE_INFINITY;
  }
}
