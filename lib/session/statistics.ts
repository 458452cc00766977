// How often a provider's calls succeed, what that proves, and how it stands against the provider's own target.
import { explainNetworkError } from '../http/network-errors.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { outcomeOf } from '../retry/sightings.ts';
import type { Row } from './rows.ts';

/** A share of successes and the 95 % Wilson score interval around it; all shares are 0–1. */
export interface SuccessShare {
  readonly total: number;
  readonly succeeded: number;
  readonly low: number;
  readonly high: number;
}

/** Where a success share stands against a target, with 95 % confidence. */
export type Verdict =
  | { readonly kind: 'met' | 'missed' }
  /** `needed`: further calls, none failing, that would show the target met; null when no number could. */
  | { readonly kind: 'not-enough'; readonly needed: number | null };

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

/** The 97.5 % quantile of the normal distribution: both sides of a 95 % interval. */
const z = 1.959963984540054;
/** The chance of a false verdict that 95 % confidence leaves. */
const doubt = 0.05;
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

/** The share with its Wilson score interval (E. B. Wilson, 1927), which holds near 0 and 1; 0 to 1 of nothing. */
export function shareOf(succeeded: number, total: number): SuccessShare {
  if (total === 0) return { total, succeeded, low: 0, high: 1 };
  const share = succeeded / total;
  const centre = share + (z * z) / (2 * total);
  const spread = z * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total));
  const scale = 1 + (z * z) / total;
  return {
    total,
    succeeded,
    low: succeeded === 0 ? 0 : Math.max(0, (centre - spread) / scale),
    high: succeeded === total ? 1 : Math.min(1, (centre + spread) / scale),
  };
}

/**
 * Judges successes against a target share by the exact binomial (Clopper–Pearson), one-sided at 95 %: `met`
 * when so few failures would be seen with at most 5 % chance at a share just below the target, `missed` when
 * so many would at the target. Without a failure that is targetⁿ ≤ 0.05: 29 956 calls for 99.99 %.
 */
export function judge({ succeeded, total }: SuccessShare, target: number): Verdict {
  const failures = total - succeeded;
  if (target <= 0) return { kind: 'met' };
  if (target >= 1) return failures > 0 ? { kind: 'missed' } : { kind: 'not-enough', needed: null };
  const failing = 1 - target;
  if (chanceOfAtLeast(failures, total, failing) <= doubt) return { kind: 'missed' };
  const isShown = (calls: number): boolean => chanceOfAtMost(failures, calls, failing) <= doubt;
  if (isShown(total)) return { kind: 'met' };
  // More calls with no more failures only lower the chance: double, then halve.
  let below = total;
  let enough = Math.max(1, total) * 2;
  while (!isShown(enough)) {
    below = enough;
    enough *= 2;
  }
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2);
    if (isShown(middle)) enough = middle;
    else below = middle;
  }
  return { kind: 'not-enough', needed: enough - total };
}

/** P(X ≤ k) of a binomial with `n` trials at chance `p`; 1 stands for anything from the mean on (≥ ½ there). */
function chanceOfAtMost(k: number, n: number, p: number): number {
  if (k >= n * p) return 1;
  let term = Math.exp(logChance(k, n, p));
  let sum = term;
  for (let i = k; i > 0 && term > sum * Number.EPSILON; i--) {
    term *= ((i / (n - i + 1)) * (1 - p)) / p;
    sum += term;
  }
  return sum;
}

/** P(X ≥ k); 1 stands for anything up to the mean. */
function chanceOfAtLeast(k: number, n: number, p: number): number {
  if (k <= n * p) return 1;
  let term = Math.exp(logChance(k, n, p));
  let sum = term;
  for (let i = k; i < n && term > sum * Number.EPSILON; i++) {
    term *= (((n - i) / (i + 1)) * p) / (1 - p);
    sum += term;
  }
  return sum;
}

/** ln P(X = k): in logarithms, because the parts of a small chance leave a number's range. */
function logChance(k: number, n: number, p: number): number {
  let sum = k * Math.log(p) + (n - k) * Math.log1p(-p);
  for (let i = 1; i <= Math.min(k, n - k); i++) sum += Math.log((n - i + 1) / i);
  return sum;
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
