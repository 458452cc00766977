// What is remembered of the exchanges that share a key, in the order in which their outcome became known.
import { type Exchange, endedAt, responseReceivedAt } from '../http/exchange.ts';
import type { Place } from './attempt.ts';

/** `open`: not over yet, or over without saying how. */
export type Outcome = 'failed' | 'succeeded' | 'open';

/** What exchanges are looked up by: a call's key, or an id that the client sent. */
export type Key = number | string;

/** What later exchanges need to know of an earlier one. Instants are epoch ms. */
export interface Sighting {
  readonly id: string;
  readonly start: number;
  /** When the client could know the outcome; infinite while it could not. */
  readonly settled: number;
  readonly outcome: Outcome;
  /** Where it stands; null for the first of its own call, as most are: a hundred thousand may be remembered. */
  readonly place: Place | null;
  readonly key: number;
  /** Keys of the ids that the client sent: another request with other ids is another call. */
  readonly idKeys: readonly string[];
  /** True once another exchange counts from this one: its place stands from then on. */
  followed: boolean;
}

/** No key remembers more than this many exchanges: the latest ones. */
const maxSightings = 32;

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

/** Adds a sighting in order of `settled`, dropping the oldest beyond the limit. Near O(1) when they come in order. */
export function insertSighting(sightings: Sighting[], sighting: Sighting): void {
  let at = sightings.length;
  for (let before = sightings[at - 1]; before && isLater(before, sighting); before = sightings[at - 1]) at--;
  sightings.splice(at, 0, sighting);
  if (sightings.length > maxSightings) sightings.shift();
}

/** Takes a sighting out again; nothing happens when it has been dropped. */
export function removeSighting(sightings: Sighting[], sighting: Sighting): void {
  const at = sightings.indexOf(sighting);
  if (at >= 0) sightings.splice(at, 1);
}

/** The sighting that settled last before a request at `start` (epoch ms), of those that `accept` takes. */
export function latestSettled(
  sightings: readonly Sighting[],
  start: number,
  accept: (sighting: Sighting) => boolean,
): Sighting | undefined {
  return sightings.findLast(
    (sighting) => sighting.settled <= start && sighting.start < start && accept(sighting),
  );
}

/** Whether another failed request like `sighting` was under way with it: which of them a later one repeats is a guess. */
export function isAmbiguous(sightings: readonly Sighting[], sighting: Sighting, start: number): boolean {
  return sightings.some(
    (other) =>
      other !== sighting &&
      other.outcome === 'failed' &&
      other.settled <= start &&
      other.start < sighting.settled &&
      sighting.start < other.settled,
  );
}

/**
 * Whether these are a poll whose next beat is at `start`: it goes on after success at regular intervals
 * (coefficient of variation < 0.15 over at least three successes) and `start` keeps the rhythm within a quarter.
 */
export function isNextBeat(sightings: readonly Sighting[], start: number): boolean {
  if (sightings.filter((sighting) => sighting.outcome === 'succeeded').length < minBeats) return false;
  const past = sightings
    .filter((sighting) => sighting.settled <= start && sighting.start < start)
    .sort((a, b) => a.start - b.start);
  const intervals: number[] = [];
  past.forEach((sighting, index) => {
    const next = past[index + 1];
    if (sighting.outcome === 'succeeded' && next) intervals.push(next.start - sighting.start);
  });
  const last = past.at(-1);
  if (intervals.length < minBeats || !last) return false;
  const mean = intervals.reduce((sum, interval) => sum + interval, 0) / intervals.length;
  const variance = intervals.reduce((sum, interval) => sum + (interval - mean) ** 2, 0) / intervals.length;
  return Math.sqrt(variance) < 0.15 * mean && Math.abs(start - last.start - mean) <= 0.25 * mean;
}

function isLater(a: Sighting, b: Sighting): boolean {
  if (a.settled !== b.settled) return a.settled > b.settled;
  return a.start !== b.start ? a.start > b.start : a.id > b.id;
}
