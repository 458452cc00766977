// How often a provider's calls succeed, what that proves, and how it stands against the provider's own target.
import { explainNetworkError } from '../http/network-errors.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { outcomeOf } from '../retry/sightings.ts';
import { judge, type SuccessShare, shareOf, type Verdict } from '../retry/success.ts';
import type { Row } from './rows.ts';

/** Success of one provider in the session. */
export interface ProviderFigure {
  readonly id: string;
  readonly name: string;
  /** Calls by their last attempt: success after retries. */
  readonly calls: SuccessShare;
  readonly attempts: SuccessShare;
  /** Calls whose end is not known: pending, stopped in the browser, or censored (see `SessionAudit`). */
  readonly unknown: number;
  /** The provider's own target share of calls, null when it names none. */
  readonly target: number | null;
  /** On the calls; null without a target. */
  readonly verdict: Verdict | null;
}

/** Not the provider's doing: the page or person stopped the request, or the browser never sent it. */
const ownDoing = new Set(['ERR_ABORTED', 'NS_BINDING_ABORTED', 'NS_ERROR_ABORT', 'ERR_BLOCKED_BY_CLIENT']);

/**
 * The figures of each provider with a pack, from rows in order of start. Hops that the browser followed
 * (redirects, authentication) count as their last. Calls whose end is unknown don't count, their attempts do.
 */
export function providerFigures(
  rows: readonly Row[],
  catalogue: Catalogue,
  censored: ReadonlySet<string>,
): ProviderFigure[] {
  interface Tally {
    readonly lasts: Map<string, Row>;
    attempts: number;
    succeeded: number;
  }
  const tallies = new Map<string, Tally>();
  const followed = followedHops(rows);
  for (const row of rows) {
    const { id } = row.annotation.provider;
    if (id === catalogue.generic.pack.id || followed.has(row.exchange.id)) continue;
    const tally = tallies.get(id) ?? { lasts: new Map(), attempts: 0, succeeded: 0 };
    tallies.set(id, tally);
    tally.lasts.set(row.attempt.callId, row);
    if (!isDecided(row)) continue;
    tally.attempts += 1;
    if (isSuccess(row)) tally.succeeded += 1;
  }
  return [...tallies].map(([id, { lasts, attempts, succeeded }]) => {
    const pack = catalogue.provider(id)?.pack;
    const known = [...lasts.values()].filter((row) => isDecided(row) && !censored.has(row.attempt.callId));
    const calls = shareOf(known.filter(isSuccess).length, known.length);
    const target = pack?.successTarget ?? null;
    return {
      id,
      name: pack?.name ?? id,
      calls,
      attempts: shareOf(succeeded, attempts),
      unknown: lasts.size - known.length,
      target,
      verdict: target === null ? null : judge(calls, target),
    };
  });
}

const isSuccess = ({ exchange }: Row): boolean => outcomeOf(exchange) === 'succeeded';

/** Whether an attempt says anything of the provider. */
function isDecided({ exchange }: Row): boolean {
  const outcome = outcomeOf(exchange);
  if (outcome !== 'failed' || exchange.error === '' || exchange.status >= 400) return outcome !== 'open';
  return !ownDoing.has(explainNetworkError(exchange.error).code);
}

/** Ids of the exchanges that the browser itself followed with another hop of the same request (`<requestId>.<hop>`). */
function followedHops(rows: readonly Row[]): ReadonlySet<string> {
  const followed = new Set<string>();
  const lastHops = new Set<string>();
  for (let index = rows.length - 1; index >= 0; index--) {
    const id = rows[index]?.exchange.id ?? '';
    if (id.startsWith('har.')) continue;
    // First hops are most of a session: they need not be remembered, and seldom looked up.
    const isFirst = id.endsWith('.0');
    if (isFirst && lastHops.size === 0) continue;
    const request = id.slice(0, id.lastIndexOf('.'));
    if (lastHops.has(request)) followed.add(id);
    else if (!isFirst) lastHops.add(request);
  }
  return followed;
}
