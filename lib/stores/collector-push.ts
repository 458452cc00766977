// Live push: the spans of a session's calls go to a collector as they end.
import { computed, effect, type ReadonlySignal } from '@preact/signals';
import { endedAt } from '../http/exchange.ts';
import { allowsRetry } from '../retry/policy.ts';
import { outcomeOf } from '../retry/sightings.ts';
import type { Row } from '../session/row.ts';
import { createRowMarks } from '../session/row-marks.ts';
import { createExportRedaction } from '../transfer/export-redaction.ts';
import { tracesText } from '../transfer/otlp-export.ts';
import { attemptSpan, type CallSpan, callSpan, callWith } from '../transfer/otlp-spans.ts';
import { redactAlso } from '../transfer/redact-rules.ts';
import { version } from '../version.ts';
import { say } from '../words/say.ts';
import { type CollectorTools, createCollectorQueue } from './collector-queue.ts';

/** A call whose next attempt is due is held open for a fifth more than its wait and a second … */
const GRACE_SHARE = 1.2;
const GRACE_MS = 1_000;
/** … and this long at the most, ms: what comes later is a span of the same call, without another above it. */
const LONGEST_OPEN_MS = 600_000;

/** Spans that go to a collector. */
export interface CollectorPush {
  /** One line on how it goes. */
  readonly note: ReadonlySignal<string>;
  /** Closes every call, sends what waits once more, and ends. */
  stop(): void;
}

/** What is pushed. */
interface Pushed {
  readonly rows: ReadonlySignal<readonly Row[]>;
  /** Redacted beside the known names; asked whenever something is sent. */
  readonly names: () => readonly string[];
}

/**
 * Pushes what begins from now on: each attempt when it has ended, each call when no further attempt is due. What was there
 * before is in the exports.
 */
export function createCollectorPush(
  url: string,
  { rows, names }: Pushed,
  tools: CollectorTools,
): CollectorPush {
  const since = tools.now();
  const meta = { version, packs: [], exportedAt: since, gaps: [] };
  const redaction = createExportRedaction();
  const queue = createCollectorQueue(url, (spans) => tracesText(spans, meta, redaction), tools);
  const told = new Set<string>();
  const calls = new Map<string, CallSpan>();
  const closed = new Set<string>();

  const close = (callId: string): void => {
    const call = calls.get(callId);
    if (!call || closed.has(callId)) return;
    closed.add(callId);
    queue.add([callSpan(call)]);
  };
  const tell = (row: Row): void => {
    const { exchange, attempt } = row;
    if (exchange.startedDateTime < since || exchange.state === 'pending' || told.has(exchange.id)) return;
    told.add(exchange.id);
    redactAlso(names());
    const redacted = redaction.redact(row);
    const call = callWith(redacted, calls.get(attempt.callId));
    calls.set(attempt.callId, call);
    queue.add([attemptSpan(redacted, call)]);
    const { callId } = attempt;
    const rest = openFor(row) - Math.max(0, tools.now() - endedAt(exchange));
    // A later attempt has made another of it: that one's time counts.
    const closeUnlessGrown = (): void => {
      if (calls.get(callId) === call) close(callId);
    };
    if (rest <= 0) closeUnlessGrown();
    else tools.later(rest, closeUnlessGrown);
  };
  // Each row is looked at once, and again when it is another.
  const look = createRowMarks((row) => {
    tell(row);
    return 0;
  });
  const stopFollowing = effect(() => void look(rows.value));

  return {
    note: computed(() => {
      const { sent, dropped, problem } = queue.state.value;
      const said = [say('push.sent', { n: sent })];
      if (dropped > 0) said.push(say('push.dropped', { n: dropped }));
      if (problem !== '') said.push(problem);
      return said.join(' · ');
    }),
    stop() {
      stopFollowing();
      for (const callId of calls.keys()) close(callId);
      queue.close();
    },
  };
}

/** How long the call may go on after this attempt, ms from its end. */
function openFor({ exchange, annotation: { advice } }: Row): number {
  if (outcomeOf(exchange) !== 'failed' || !allowsRetry(advice.decision)) return 0;
  const [wait] = advice.waits;
  if (wait === undefined) return LONGEST_OPEN_MS;
  return Math.min(LONGEST_OPEN_MS, wait * 1000 * GRACE_SHARE + GRACE_MS);
}
