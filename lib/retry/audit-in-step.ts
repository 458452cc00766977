// Which retries of different calls go out together: clients that failed together and wait without jitter.
import { formatDuration } from './duration.ts';
import type { Finding } from './finding.ts';

/** A retry as this part of the audit sees it. */
export interface SentRetry {
  readonly exchangeId: string;
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

/** Instants, and waits, that differ by no more than this are the same. */
const sameMs = 250;
/** So many calls make one coincidence enough. */
const manyCalls = 3;
/** Two calls coincide by chance: not so often in a row. */
const longRun = 3;

/**
 * The findings of retries that are in step, by exchange id, from retries in any order, in O(n log n).
 *
 * A *beat* is the nth retry of several calls of one target, sent within 250 ms of the earliest of them after
 * waits within 250 ms of the shortest. Its retries are in step when it has at least three calls, or when the
 * same two calls, of two tabs, share three beats in a row (n, n + 1, n + 2 …).
 */
export function auditInStep(retries: readonly SentRetry[]): Map<string, Finding> {
  const findings = new Map<string, Finding>();
  const runs = new Map<string, SentRetry[][]>();
  const report = (beat: readonly SentRetry[]): void => {
    const tabs = countTabs(beat);
    for (const one of beat) findings.set(one.exchangeId, describe(one, beat.length - 1, tabs));
  };
  for (const beat of findBeats(retries)) {
    if (beat.length >= manyCalls) {
      report(beat);
      continue;
    }
    if (countTabs(beat) < 2) continue;
    const pair = beat
      .map(({ callId }) => callId)
      .sort()
      .join(' ');
    const run = runs.get(pair);
    const before = run?.at(-1)?.[0]?.retry;
    if (!run || before !== (beat[0]?.retry ?? 0) - 1) {
      runs.set(pair, [beat]);
      continue;
    }
    run.push(beat);
    if (run.length === longRun) run.forEach(report);
    else if (run.length > longRun) report(beat);
  }
  return findings;
}

const countTabs = (beat: readonly SentRetry[]): number => new Set(beat.map(({ tabId }) => tabId)).size;

/** Beats of at least two calls, by n. */
function findBeats(retries: readonly SentRetry[]): SentRetry[][] {
  const sorted = retries.toSorted(
    (a, b) => a.retry - b.retry || compareTexts(a.target, b.target) || a.startedAt - b.startedAt,
  );
  const isTogether = (a: SentRetry, b: SentRetry): boolean =>
    a.retry === b.retry && a.target === b.target && b.startedAt - a.startedAt <= sameMs;
  const hasSameWait = (a: SentRetry, b: SentRetry): boolean => b.waitMs - a.waitMs <= sameMs;
  return cut(sorted, isTogether)
    .flatMap((together) =>
      cut(
        together.toSorted((a, b) => a.waitMs - b.waitMs),
        hasSameWait,
      ),
    )
    .map(oneOfEachCall)
    .filter((beat) => beat.length > 1);
}

/** Cuts a list before each item that does not belong to the first of its part. */
function cut(items: readonly SentRetry[], belongs: (first: SentRetry, item: SentRetry) => boolean) {
  const parts: SentRetry[][] = [];
  let part: SentRetry[] = [];
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

function oneOfEachCall(beat: readonly SentRetry[]): SentRetry[] {
  return [...new Map(beat.map((one) => [one.callId, one])).values()];
}

function describe({ retry, waitMs }: SentRetry, others: number, tabs: number): Finding {
  const message =
    `In step with ${others} other ${others === 1 ? 'call' : 'calls'}${tabs > 1 ? ` in ${tabs} tabs` : ''}: ` +
    `retry ${retry} of each was sent within ${sameMs} ms after the same wait of ${formatDuration(waitMs / 1000)}; ` +
    'jitter would spread them';
  return { id: 'in-step', severity: 'note', message };
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
