// Which exchanges are attempts of one call, and how sure that is.
import type { Exchange } from '../http/exchange.ts';
import { type Attempt, confidences, longGapMs } from './attempt.ts';
import { type ClientEvidence, readClientEvidence } from './call-evidence.ts';
import { callKey, isBodyKnown } from './call-key.ts';
import { canRepeat, isDocument } from './not-retries.ts';
import { createNumberMap } from './number-map.ts';
import { createPageLoads, type PageLoads } from './page-loads.ts';
import {
  type History,
  isAmbiguous,
  isNextBeat,
  lastSettledAt,
  latestSettled,
  maxGapMs,
  outcomeOf,
  settledAt,
  withSighting,
} from './sightings.ts';

export type { Attempt, Evidence } from './attempt.ts';

/** Groups exchanges as they arrive, each with an id of its own. */
export interface CallGrouper {
  /** Finds the exchange's place among those added before. Amortised O(1). */
  add(exchange: Exchange): Attempt;
  /**
   * As `add`, where the exchange's call key and what its client says are known, and `pageLoads` has been told of it if it
   * is a document.
   */
  place(exchange: Exchange, key: number, evidence: ClientEvidence): Attempt;
  /** Takes up an attempt that has its place already. */
  remember(attempt: Attempt, key: number, evidence: ClientEvidence): void;
  /** Forgets what has these keys (of calls and of client ids): to be added or remembered again, in order. */
  forget(keys: Iterable<number>): void;
  /** When documents were loaded. They may come and go in any order: attempts look for those before them only. */
  readonly pageLoads: PageLoads;
}

// Beyond the longest gap, for exchanges that are added late because they took long.
const forgetAfterMs = maxGapMs + 3_600_000;
// Forgetting looks at everything that is remembered, so it waits for as many additions as there are exchanges.
const leastAddsPerSweep = 1000;

/** What a grouper may know beforehand. */
export interface GrouperOptions {
  /** How many exchanges will be added, so that nothing has to grow. */
  readonly expected?: number;
  /** Hears of each attempt that the one being added counts from. */
  readonly onFollow?: (earlier: Attempt) => void;
}

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
 * key, keys idle for 11 h (by the exchanges' own clock) forgotten, looked for every thousand additions or more;
 * what is forgotten is too old to change a place.
 */
export function createCallGrouper({ expected = 0, onFollow }: GrouperOptions = {}): CallGrouper {
  /** By call key and by the keys of client ids: all are fingerprints. */
  const histories = createNumberMap<History>(expected);
  const pageLoads = createPageLoads();
  let addsUntilSweep = leastAddsPerSweep;
  /** Nothing that is remembered is older than this. */
  let oldest = Number.POSITIVE_INFINITY;

  function place(exchange: Exchange, key: number, evidence: ClientEvidence): Attempt {
    const start = exchange.startedDateTime;
    if (--addsUntilSweep <= 0) sweep(start - forgetAfterMs);
    if (start < oldest) oldest = start;
    if (isDocument(exchange) || !canRepeat(exchange)) return firstOf(exchange);
    const attempt = placeOf(exchange, evidence, histories.get(key)) ?? firstOf(exchange);
    keep(attempt, key, evidence);
    return attempt;
  }

  /** A pending exchange cannot be repeated yet. */
  function keep(attempt: Attempt, key: number, evidence: ClientEvidence): void {
    if (!Number.isFinite(settledAt(attempt.exchange))) return;
    histories.set(key, withSighting(histories.get(key), attempt));
    for (const id of evidence.ids) histories.set(id.key, withSighting(histories.get(id.key), attempt));
  }

  function placeOf(exchange: Exchange, evidence: ClientEvidence, history: History | undefined) {
    for (const id of evidence.ids) {
      const earlier = find(histories.get(id.key), exchange, 'any');
      const confidence = id.evidence === 'certain' ? confidences.certain : confidences.unseenKeyBody;
      if (earlier) return follow(exchange, earlier, id.evidence, confidence);
    }
    if (evidence.retryCount === undefined) return placeByLikeness(exchange, evidence, history);
    if (evidence.retryCount === 0) return undefined;
    const earlier = find(history, exchange, 'failed');
    return earlier && follow(exchange, earlier, 'strong', confidences.strong);
  }

  function placeByLikeness(exchange: Exchange, evidence: ClientEvidence, history: History | undefined) {
    const start = exchange.startedDateTime;
    const earlier = find(history, exchange, 'any');
    if (!history || !earlier || outcomeOf(earlier.exchange) !== 'failed') return undefined;
    // Ids of their own make two calls of them.
    if (evidence.ids.length > 0 && readClientEvidence(earlier.exchange).ids.length > 0) return undefined;
    if (pageLoads.isBetween(exchange, earlier.exchange.startedDateTime) || isNextBeat(history, start)) {
      return undefined;
    }
    let confidence: number = confidences.heuristic;
    if (exchange.tabId < 0 && exchange.initiator === '') confidence -= confidences.lessOrigin;
    if (isAmbiguous(history, earlier, start)) confidence -= confidences.lessAmbiguous;
    if (start - settledAt(earlier.exchange) > longGapMs) confidence -= confidences.lessLongGap;
    if (!isBodyKnown(exchange)) confidence -= confidences.lessBody;
    return follow(exchange, earlier, 'heuristic', Math.round(confidence * 100) / 100);
  }

  function follow(exchange: Exchange, earlier: Attempt, evidence: Attempt['evidence'], confidence: number) {
    onFollow?.(earlier);
    const { callId, chainConfidence = earlier.confidence } = earlier;
    const place = { exchange, callId, attempt: earlier.attempt + 1, evidence, confidence };
    return chainConfidence < confidence ? { ...place, chainConfidence } : place;
  }

  function sweep(horizon: number): void {
    if (oldest < horizon) {
      histories.keepOnly((history) => !(lastSettledAt(history) < horizon));
      oldest = horizon;
    }
    addsUntilSweep = Math.max(leastAddsPerSweep, histories.size());
  }

  return {
    add(exchange) {
      if (isDocument(exchange)) pageLoads.add(exchange);
      return place(exchange, callKey(exchange), readClientEvidence(exchange));
    },
    place,
    remember(attempt, key, evidence) {
      const { exchange } = attempt;
      if (!isDocument(exchange) && canRepeat(exchange)) keep(attempt, key, evidence);
    },
    forget(keys) {
      for (const key of keys) histories.set(key, undefined);
    },
    pageLoads,
  };
}

function find(history: History | undefined, exchange: Exchange, which: 'any' | 'failed') {
  const found = history && latestSettled(history, exchange, which);
  return found && exchange.startedDateTime - settledAt(found.exchange) <= maxGapMs ? found : undefined;
}

/**
 * The attempts of a finished list, in order of start: what a grouper answers when the exchanges are added in
 * that order. One attempt per exchange; the input is left as it is.
 */
export function groupCalls(exchanges: readonly Exchange[]): Attempt[] {
  const { add } = createCallGrouper({ expected: exchanges.length });
  return inOrderOfStart(exchanges).map((exchange) => add(exchange));
}

/** Exchanges by start time; the list itself where they are in that order already, as a log mostly is. */
export function inOrderOfStart(exchanges: readonly Exchange[]): readonly Exchange[] {
  let last = Number.NEGATIVE_INFINITY;
  for (const { startedDateTime } of exchanges) {
    if (!(startedDateTime >= last))
      return exchanges.toSorted((a, b) => a.startedDateTime - b.startedDateTime);
    last = startedDateTime;
  }
  return exchanges;
}

function firstOf(exchange: Exchange): Attempt {
  // Not in the order of `follow`: V8 gives objects of the same order one layout, and where a fraction was seen in a
  // field of it, each has a number of its own there (12 bytes), also these, which are most.
  return {
    callId: exchange.id,
    exchange,
    attempt: 1,
    evidence: 'single',
    confidence: confidences.single,
  };
}
