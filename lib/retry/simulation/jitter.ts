// How a client spreads its waits at random, and so falls out of step with others.
import type { Random } from './random.ts';

/**
 * The kinds of jitter, v being the wait without it. The first is the one to offer first: `additive` never
 * undercuts a documented minimum.
 * - `additive`: v + U(0, share · v + seconds).
 * - `none`: v.
 * - `equal`: v − share · v + U(0, share · v); AWS's half where the share is ½.
 * - `full`: U(0, v).
 * - `decorrelated`: min(cap, U(base, 3 · previous wait)); the first wait follows on base.
 */
export const jitterKinds = ['additive', 'none', 'equal', 'full', 'decorrelated'] as const;
export type JitterKind = (typeof jitterKinds)[number];

/** A kind with its figures. */
export interface Jitter {
  readonly kind: JitterKind;
  /** Of `additive` (0.2 when absent) and `equal` (0.5 when absent): the random part over the wait. */
  readonly share?: number;
  /** Of `additive`: seconds of random part whatever the wait; 0 when absent. */
  readonly seconds?: number;
}

/** The waits as the policy says them. */
export const noJitter: Jitter = { kind: 'none' };

/** Up to a fifth longer, never shorter. */
export const additiveJitter: Jitter = { kind: 'additive', share: 0.2 };

/**
 * One wait in seconds: `wait` is the client's own min(cap, base · 2ⁿ) or whatever its rule says, `previous` the
 * wait before it (`base` for the first). `cap` may be infinite. Formulas: AWS, "Exponential backoff and jitter".
 */
export function jitteredWait(
  jitter: Jitter,
  wait: number,
  base: number,
  cap: number,
  previous: number,
  random: Random,
): number {
  switch (jitter.kind) {
    case 'additive':
      return wait + random() * ((jitter.share ?? 0.2) * wait + (jitter.seconds ?? 0));
    case 'equal':
      return wait - (1 - random()) * (jitter.share ?? 0.5) * wait;
    case 'full':
      return random() * wait;
    case 'decorrelated':
      return Math.min(cap, base + random() * (3 * previous - base));
    default:
      return wait;
  }
}
