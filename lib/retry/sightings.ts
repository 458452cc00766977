// What is remembered of the exchanges that share a key, in the order in which their outcome became known.
import { type Exchange, endedAt, responseReceivedAt } from '../http/exchange.ts';
import type { Attempt } from './attempt.ts';
import { areHops } from './not-retries.ts';

/** `open`: not over yet, or over without saying how. */
export type Outcome = 'failed' | 'succeeded' | 'open';

/** The exchanges that share a key, in order of `settledAt`; most keys have one, which needs no list. */
export type History = Attempt | Attempt[];

/** No key remembers more than this many exchanges: the latest ones. */
const maxSightings = 32;

/** What settled longer ago says nothing: the longest stated wait is 32 768 s (9 h 6 m); a window is 6 h. */
export const maxGapMs = 10 * 3_600_000;

/** Fewer successes than this are no rhythm. */
const minBeats = 3;

/** How an exchange came out: failed from 400 on, or when the browser reported an error. */
export function outcomeOf(exchange: Exchange): Outcome {
  if (exchange.state === 'failed' || exchange.status >= 400) return 'failed';
  if (exchange.state === 'pending' || exchange.status === 0) return 'open';
  return exchange.error === '' ? 'succeeded' : 'failed';
}

/**
 * When the client could act on the outcome, epoch ms: at the response head for an error status, whose body
 * many clients never read, otherwise at the end; infinite while the exchange is pending.
 */
export function settledAt(exchange: Exchange): number {
  if (exchange.status >= 400 && exchange.responseStart >= 0) return responseReceivedAt(exchange);
  return exchange.state === 'pending' ? Number.POSITIVE_INFINITY : endedAt(exchange);
}

/** A history with one more settled exchange, without the oldest beyond the limit. Near O(1) when they come in order. */
export function withSighting(history: History | undefined, sighting: Attempt): History {
  if (!history) return sighting;
  const list = Array.isArray(history) ? history : [history];
  let at = list.length;
  for (let before = list[at - 1]; before && isLater(before, sighting); before = list[at - 1]) at--;
  if (at === list.length) list.push(sighting);
  else list.splice(at, 0, sighting);
  if (list.length > maxSightings) list.shift();
  return list;
}

/** When the last of a history settled, epoch ms. */
export function lastSettledAt(history: History): number {
  const last = Array.isArray(history) ? history.at(-1) : history;
  return last ? settledAt(last.exchange) : 0;
}

/** The exchange that settled last before `request` began and is not a hop of it; a failed one where that is asked. */
export function latestSettled(
  history: History,
  request: Exchange,
  which: 'any' | 'failed',
): Attempt | undefined {
  if (!Array.isArray(history)) return isCandidate(history.exchange, request, which) ? history : undefined;
  for (let index = history.length - 1; index >= 0; index--) {
    const sighting = history[index];
    if (sighting && isCandidate(sighting.exchange, request, which)) return sighting;
  }
  return undefined;
}

/** Whether another failed request like `sighting` was under way with it: which of them a later one repeats is a guess. */
export function isAmbiguous(history: History, sighting: Attempt, start: number): boolean {
  if (!Array.isArray(history)) return false;
  const { exchange } = sighting;
  return history.some(
    (other) =>
      other !== sighting &&
      outcomeOf(other.exchange) === 'failed' &&
      settledAt(other.exchange) <= start &&
      other.exchange.startedDateTime < settledAt(exchange) &&
      exchange.startedDateTime < settledAt(other.exchange),
  );
}

/**
 * Whether these are a poll whose next beat is at `start`: it goes on after success at regular intervals
 * (coefficient of variation < 0.15 over at least three successes) and `start` keeps the rhythm within a quarter.
 */
export function isNextBeat(history: History, start: number): boolean {
  if (!Array.isArray(history) || history.length < minBeats) return false;
  // Most are turned away here, before any list is made.
  const successes = history.filter(({ exchange }) => outcomeOf(exchange) === 'succeeded').length;
  if (successes < minBeats) return false;
  const past = history
    .map(({ exchange }) => exchange)
    .filter((exchange) => hasSettled(exchange, start) && start - settledAt(exchange) <= maxGapMs)
    .sort((a, b) => a.startedDateTime - b.startedDateTime);
  const intervals: number[] = [];
  past.forEach((exchange, index) => {
    const next = past[index + 1];
    if (next && outcomeOf(exchange) === 'succeeded') {
      intervals.push(next.startedDateTime - exchange.startedDateTime);
    }
  });
  const last = past.at(-1);
  if (intervals.length < minBeats || !last) return false;
  const mean = intervals.reduce((sum, interval) => sum + interval, 0) / intervals.length;
  const variance = intervals.reduce((sum, interval) => sum + (interval - mean) ** 2, 0) / intervals.length;
  return Math.sqrt(variance) < 0.15 * mean && Math.abs(start - last.startedDateTime - mean) <= 0.25 * mean;
}

function isCandidate(earlier: Exchange, request: Exchange, which: 'any' | 'failed'): boolean {
  return (
    hasSettled(earlier, request.startedDateTime) &&
    !areHops(earlier.id, request.id) &&
    (which === 'any' || outcomeOf(earlier) === 'failed')
  );
}

function hasSettled(exchange: Exchange, start: number): boolean {
  return exchange.startedDateTime < start && settledAt(exchange) <= start;
}

function isLater(a: Attempt, b: Attempt): boolean {
  const [settledA, settledB] = [settledAt(a.exchange), settledAt(b.exchange)];
  if (settledA !== settledB) return settledA > settledB;
  const [startA, startB] = [a.exchange.startedDateTime, b.exchange.startedDateTime];
  return startA !== startB ? startA > startB : a.exchange.id > b.exchange.id;
}
