// Which exchanges are attempts of one call, and how sure that is.
import type { Exchange } from '../http/exchange.ts';
import { type Attempt, confidences, longGapMs, type Place } from './attempt.ts';
import { type ClientEvidence, readClientEvidence } from './call-evidence.ts';
import { callKey, isBodyKnown } from './call-key.ts';
import { areHops, canRepeat, isDocument } from './not-retries.ts';
import { createPageLoads } from './page-loads.ts';
import {
  insertSighting,
  isAmbiguous,
  isNextBeat,
  type Key,
  latestSettled,
  outcomeOf,
  removeSighting,
  type Sighting,
  settledAt,
} from './sightings.ts';

export type { Attempt, Evidence } from './attempt.ts';

/** Groups exchanges as they arrive. */
export interface CallGrouper {
  /**
   * Finds the exchange's place among those added before. An exchange with a known id replaces the earlier
   * one (pending → complete, DevTools' view joined); its place is looked for again until another attempt
   * counts from it. Amortised O(1).
   */
  add(exchange: Exchange): Attempt;
}

// The longest stated wait is 32 768 s (9 h 6 m); a window is 6 h.
const maxGapMs = 10 * 3_600_000;
// Beyond the longest gap, for exchanges that are added late because they took long.
const forgetAfterMs = maxGapMs + 3_600_000;
// Forgetting looks at everything that is remembered, so it waits for as many additions as there are exchanges.
const leastAddsPerSweep = 1000;
const noKeys: readonly string[] = [];

/**
 * A grouper with nothing added yet.
 *
 * A request is another attempt of the one like it that settled last before it started, by an id that the
 * client sent (`certain`), a counter above 0 (`strong`, after a failure) or likeness (`heuristic`, after a
 * failure, with no success since). It is the first of its own call when the browser sent it by itself
 * (redirect or authentication hop, CORS preflight), when it is a document (a reload is a person's doing), when
 * a document of the same origin was loaded in between, when the earlier was still under way (a duplicate or
 * hedge), when it keeps a poll's rhythm, and when the client's own counter or ids say so. Two overlapping
 * requests may repeat the same failure: both then have the same attempt number.
 *
 * A place depends only on what settled before its start, so overlapping exchanges may be added in any order;
 * a document goes before the requests its page makes (pending will do). Memory is bounded: 32 exchanges a
 * key, keys idle for 11 h (by the exchanges' own clock) forgotten, looked for every thousand additions or more.
 */
export function createCallGrouper(): CallGrouper {
  const byId = new Map<string, Sighting>();
  const histories = new Map<Key, Sighting[]>();
  const pageLoads = createPageLoads();
  let addsUntilSweep = leastAddsPerSweep;

  function add(exchange: Exchange): Attempt {
    if (--addsUntilSweep <= 0) sweep(exchange.startedDateTime - forgetAfterMs);
    const known = byId.get(exchange.id);
    if (known) forget(known);
    if (isDocument(exchange)) pageLoads.add(exchange);
    if (!canRepeat(exchange)) return attemptAt(exchange, known?.followed ? known.place : null);

    const evidence = readClientEvidence(exchange);
    const key = callKey(exchange);
    const place = known?.followed ? known.place : placeOf(exchange, evidence, key);
    remember({
      id: exchange.id,
      start: exchange.startedDateTime,
      settled: settledAt(exchange),
      outcome: outcomeOf(exchange),
      place,
      key,
      idKeys: evidence.ids.length > 0 ? evidence.ids.map((id) => id.key) : noKeys,
      followed: known?.followed ?? false,
    });
    return attemptAt(exchange, place);
  }

  function placeOf(exchange: Exchange, evidence: ClientEvidence, key: number): Place | null {
    for (const id of evidence.ids) {
      const earlier = find(id.key, exchange);
      const confidence = id.evidence === 'certain' ? confidences.certain : confidences.unseenKeyBody;
      if (earlier) return follow(earlier, id.evidence, confidence);
    }
    if (evidence.retryCount === undefined) return placeByLikeness(exchange, evidence, key);
    if (evidence.retryCount > 0) {
      const earlier = find(key, exchange, (sighting) => sighting.outcome === 'failed');
      if (earlier) return follow(earlier, 'strong', confidences.strong);
    }
    return null;
  }

  function placeByLikeness(exchange: Exchange, evidence: ClientEvidence, key: number): Place | null {
    const start = exchange.startedDateTime;
    const earlier = find(key, exchange);
    if (earlier?.outcome !== 'failed') return null;
    if (earlier.idKeys.length > 0 && evidence.ids.length > 0) return null;
    const history = histories.get(key) ?? [];
    if (pageLoads.isBetween(exchange, earlier.start) || isNextBeat(history, start)) return null;
    let confidence: number = confidences.heuristic;
    if (exchange.tabId < 0 && exchange.initiator === '') confidence -= confidences.lessOrigin;
    if (isAmbiguous(history, earlier, start)) confidence -= confidences.lessAmbiguous;
    if (start - earlier.settled > longGapMs) confidence -= confidences.lessLongGap;
    if (!isBodyKnown(exchange)) confidence -= confidences.lessBody;
    return follow(earlier, 'heuristic', Math.round(confidence * 100) / 100);
  }

  function find(key: Key, exchange: Exchange, accept: (sighting: Sighting) => boolean = () => true) {
    const history = histories.get(key);
    if (!history) return undefined;
    const { id, startedDateTime } = exchange;
    const isAccepted = (sighting: Sighting) => !areHops(sighting.id, id) && accept(sighting);
    const found = latestSettled(history, startedDateTime, isAccepted);
    return found && startedDateTime - found.settled <= maxGapMs ? found : undefined;
  }

  function remember(sighting: Sighting): void {
    if (sighting.id !== '') byId.set(sighting.id, sighting);
    // A pending exchange cannot be repeated yet; it is found by its id once it has settled.
    if (!Number.isFinite(sighting.settled)) return;
    rememberUnder(sighting.key, sighting);
    for (const key of sighting.idKeys) rememberUnder(key, sighting);
  }

  function rememberUnder(key: Key, sighting: Sighting): void {
    const history = histories.get(key);
    if (history) insertSighting(history, sighting);
    else histories.set(key, [sighting]);
  }

  function forget(sighting: Sighting): void {
    for (const key of [sighting.key, ...sighting.idKeys]) {
      const history = histories.get(key);
      if (history) removeSighting(history, sighting);
      if (history?.length === 0) histories.delete(key);
    }
  }

  function sweep(horizon: number): void {
    for (const [id, { start }] of byId) if (start < horizon) byId.delete(id);
    for (const [key, history] of histories) {
      if ((history.at(-1)?.settled ?? 0) < horizon) histories.delete(key);
    }
    pageLoads.forgetBefore(horizon);
    addsUntilSweep = Math.max(leastAddsPerSweep, byId.size);
  }

  return { add };
}

/**
 * The attempts of a finished list, in order of start: what a grouper answers when the exchanges are added in
 * that order. One attempt per exchange; the input is left as it is.
 */
export function groupCalls(exchanges: readonly Exchange[]): Attempt[] {
  const { add } = createCallGrouper();
  return exchanges.toSorted((a, b) => a.startedDateTime - b.startedDateTime).map(add);
}

function attemptAt(exchange: Exchange, place: Place | null): Attempt {
  const { callId, attempt, evidence, confidence, chainConfidence } = place ?? firstOf(exchange.id);
  const placed = { exchange, callId, attempt, evidence, confidence };
  return chainConfidence === undefined ? placed : { ...placed, chainConfidence };
}

function firstOf(callId: string): Place {
  return { callId, attempt: 1, evidence: 'single', confidence: confidences.single };
}

function follow(earlier: Sighting, evidence: Attempt['evidence'], confidence: number): Place {
  earlier.followed = true;
  const {
    callId,
    attempt,
    confidence: itsConfidence,
    chainConfidence = itsConfidence,
  } = earlier.place ?? firstOf(earlier.id);
  const place = { callId, attempt: attempt + 1, evidence, confidence };
  return chainConfidence < confidence ? { ...place, chainConfidence } : place;
}
