// What a reset field without a defined unit means: servers write the seconds left, or the instant in s or ms.
import { say, type Word } from '../words/say.ts';

/** Which unit was taken; the fields do not say. */
export type ResetUnit = 'delta seconds' | 'epoch seconds' | 'epoch milliseconds';

const words: Readonly<Record<ResetUnit, Word>> = {
  'delta seconds': 'http.reset.delta',
  'epoch seconds': 'http.reset.epochSeconds',
  'epoch milliseconds': 'http.reset.epochMilliseconds',
};

/** What a person calls the unit. */
export const nameResetUnit = (unit: ResetUnit): string => say(words[unit]);

/**
 * The unit under which a reset lies nearest to the instant of receipt (epoch ms): 60 can only be seconds from now,
 * 1.8e9 an instant in seconds, 1.8e12 one in milliseconds.
 */
export function resetUnit(value: number, receivedAt: number): ResetUnit {
  const instant = Number.isFinite(receivedAt) ? receivedAt / 1000 : 0;
  const inSeconds = Math.abs(value - instant);
  const inMilliseconds = Math.abs(value / 1000 - instant);
  // At epoch 0 there is no telling: delta seconds, then.
  if (instant <= 0 || value <= Math.min(inSeconds, inMilliseconds)) return 'delta seconds';
  return inSeconds <= inMilliseconds ? 'epoch seconds' : 'epoch milliseconds';
}

/** Seconds from `now` (epoch ms, by the server's clock) until the reset, ≥ 0, to the millisecond. */
export function secondsUntilReset(value: number, unit: ResetUnit, now: number): number {
  if (unit === 'delta seconds') return value;
  const instant = unit === 'epoch seconds' ? value * 1000 : value;
  return Math.max(0, Math.round(instant - now)) / 1000;
}
