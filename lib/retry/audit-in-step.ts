// Which retries of different calls go out together: clients that failed together and wait without jitter.
import { say } from '../words/say.ts';
import { formatDuration } from './duration.ts';
import type { Finding } from './finding.ts';

/** A retry as this part of the audit sees it. */
export interface SentRetry {
  readonly callId: string;
  /** −1 where there is none; all of these count as one tab. */
  readonly tabId: number;
  /** Whose server it goes to: only retries with the same target can be in step. */
  readonly target: string;
  /** 1 for the first retry of its call. */
  readonly retry: number;
  /** Epoch ms. */
  readonly startedAt: number;
  /** From the response before it, ms. */
  readonly waitMs: number;
}

/** Retries that come and go. */
export interface SentRetries<One extends SentRetry> {
  add(retry: One): void;
  /** Takes some out that were added. */
  remove(retries: readonly One[]): void;
  /** What is to be said of those that are in; only what changed is looked at again. */
  audit(): Map<One, Finding>;
}

/** Instants, and waits, that differ by no more than this are the same. */
const sameMs = 250;
/** So many calls make one coincidence enough. */
const manyCalls = 3;
/** Two calls coincide by chance: not so often in a row. */
const longRun = 3;

/** Retries of one target with the same number: only these can form a beat. */
interface Peers<One> {
  retries: One[];
  readonly retry: number;
  readonly target: string;
  /** null where something changed. */
  beats: readonly Beat<One>[] | null;
}

/** Retries of different calls that went out together. */
interface Beat<One> {
  readonly retries: readonly One[];
  readonly tabs: number;
  findings: readonly Finding[] | null;
}

/**
 * Starts with no retry.
 *
 * A *beat* is the nth retry of several calls of one target, sent within 250 ms of the earliest of them after
 * waits within 250 ms of the shortest. Its retries are in step when it has at least three calls, or when the
 * same two calls, of two tabs, share three beats in a row (n, n + 1, n + 2 …).
 */
export function createSentRetries<One extends SentRetry>(): SentRetries<One> {
  const all = new Map<string, Peers<One>>();
  const peersOf = ({ retry, target }: One): Peers<One> => {
    const key = `${retry} ${target}`;
    let peers = all.get(key);
    if (!peers) {
      peers = { retries: [], retry, target, beats: null };
      all.set(key, peers);
    }
    peers.beats = null;
    return peers;
  };
  return {
    add(retry) {
      peersOf(retry).retries.push(retry);
    },
    remove(retries) {
      const gone = new Set(retries);
      for (const peers of new Set(retries.map(peersOf))) {
        peers.retries = peers.retries.filter((retry) => !gone.has(retry));
      }
    },
    audit() {
      const found: Peers<One>[] = [];
      for (const peers of all.values()) {
        peers.beats ??= findBeats(peers.retries);
        if (peers.beats.length > 0) found.push(peers);
      }
      found.sort((a, b) => a.retry - b.retry || compareTexts(a.target, b.target));
      return findingsOf(found.flatMap(({ beats }) => beats ?? []));
    },
  };
}

/** The findings of retries that are in step, from beats by n. */
function findingsOf<One extends SentRetry>(beats: readonly Beat<One>[]): Map<One, Finding> {
  const findings = new Map<One, Finding>();
  const runs = new Map<string, Beat<One>[]>();
  const report = (beat: Beat<One>): void => {
    const { retries, tabs } = beat;
    beat.findings ??= retries.map((one) => describe(one, retries.length - 1, tabs));
    for (let index = 0; index < retries.length; index++) {
      findings.set(retries[index] as One, beat.findings[index] as Finding);
    }
  };
  for (const beat of beats) {
    if (beat.retries.length >= manyCalls) {
      report(beat);
      continue;
    }
    if (beat.tabs < 2) continue;
    const pair = beat.retries
      .map(({ callId }) => callId)
      .sort()
      .join(' ');
    const run = runs.get(pair);
    const before = run?.at(-1)?.retries[0]?.retry;
    if (!run || before !== (beat.retries[0]?.retry ?? 0) - 1) {
      runs.set(pair, [beat]);
      continue;
    }
    run.push(beat);
    if (run.length === longRun) run.forEach(report);
    else if (run.length > longRun) report(beat);
  }
  return findings;
}

/** Beats of at least two calls, by time, from retries that can form them. O(n log n), O(n) where they came in order. */
function findBeats<One extends SentRetry>(peers: readonly One[]): Beat<One>[] {
  const isTogether = (a: One, b: One): boolean => b.startedAt - a.startedAt <= sameMs;
  const hasSameWait = (a: One, b: One): boolean => b.waitMs - a.waitMs <= sameMs;
  const byStart = peers.toSorted((a, b) => a.startedAt - b.startedAt);
  const beats: Beat<One>[] = [];
  for (const together of cut(byStart, isTogether)) {
    // Most go out alone.
    if (together.length < 2) continue;
    const byWait = together.sort((a, b) => a.waitMs - b.waitMs);
    for (const part of cut(byWait, hasSameWait)) {
      const retries = oneOfEachCall(part);
      if (retries.length < 2) continue;
      beats.push({ retries, tabs: new Set(retries.map(({ tabId }) => tabId)).size, findings: null });
    }
  }
  return beats;
}

/** Cuts a list before each item that does not belong to the first of its part. */
function cut<One>(items: readonly One[], belongs: (first: One, item: One) => boolean): One[][] {
  const parts: One[][] = [];
  let part: One[] = [];
  for (const item of items) {
    const first = part[0];
    if (first && belongs(first, item)) part.push(item);
    else {
      part = [item];
      parts.push(part);
    }
  }
  return parts;
}

function oneOfEachCall<One extends SentRetry>(beat: readonly One[]): One[] {
  return [...new Map(beat.map((one) => [one.callId, one])).values()];
}

function describe({ retry, waitMs }: SentRetry, others: number, tabs: number): Finding {
  const calls = say(tabs > 1 ? 'audit.callsInTabs' : 'audit.calls', { n: others, tabs });
  const wait = formatDuration(waitMs / 1000);
  const message = say('audit.inStep', { calls, retry, ms: sameMs, wait });
  return { id: 'in-step', severity: 'note', message };
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
