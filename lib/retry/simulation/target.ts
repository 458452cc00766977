// When a share of successes is enough to say that a target is met, or missed.
import type { Verdict } from './result.ts';

/** One-sided 95 %. */
const z = 1.6448536269514722;

/**
 * Judges `successes` of `calls` against `target` (a share below 1) by Wilson's bounds; without a failure by
 * the exact one: 0.9999 takes 29,956 calls. A target of 1 can be missed, never shown to be met.
 */
export function judgeTarget(successes: number, calls: number, target: number): Verdict {
  if (calls === 0) return 'not-enough';
  if (successes === calls) return calls * Math.log(target) <= Math.log(0.05) ? 'met' : 'not-enough';
  const share = successes / calls;
  const centre = share + (z * z) / (2 * calls);
  const reach = z * Math.sqrt((share * (1 - share)) / calls + (z * z) / (4 * calls * calls));
  const scale = 1 + (z * z) / calls;
  if ((centre - reach) / scale >= target) return 'met';
  return (centre + reach) / scale < target ? 'missed' : 'not-enough';
}
