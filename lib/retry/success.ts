// How sure a share of successes is, and where it stands against a target.

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

/** The 97.5 % quantile of the normal distribution: both sides of a 95 % interval. */
const z = 1.959963984540054;
/** The chance of a false verdict that 95 % confidence leaves. */
const doubt = 0.05;

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
