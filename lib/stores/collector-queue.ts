// What waits for a collector: in batches, sent again as its answers advise, never more than there is room for.
import { type ReadonlySignal, signal } from '@preact/signals';
import { annotate } from '../annotate/annotate.ts';
import { emptyExchange } from '../http/exchange.ts';
import { genericPack } from '../providers/built-in.ts';
import { createCatalogue } from '../providers/catalogue.ts';
import { type CollectorAnswer, collectorPack } from '../providers/collector-pack.ts';
import { ruleWaitSeconds } from '../retry/schedule.ts';
import { additiveJitter, jitteredWait } from '../retry/simulation/jitter.ts';
import type { OtlpSpan } from '../transfer/otlp.ts';
import { say } from '../words/say.ts';

/** As the OpenTelemetry specification's batch processor has it (`maxQueueSize`, `maxExportBatchSize`, `scheduledDelayMillis`). */
const MOST_WAITING = 2_048;
const BATCH = 512;
const DELAY_MS = 5_000;
/** What a queue needs from the runtime. */
export interface CollectorTools {
  /** Posts OTLP/JSON; never rejects. */
  post(url: string, body: string): Promise<CollectorAnswer>;
  /** Epoch ms. */
  now(): number;
  /** Runs `task` once after `ms`. */
  later(ms: number, task: () => void): void;
  /** In [0, 1). */
  random(): number;
}

/** What became of the spans so far. */
export interface PushState {
  readonly sent: number;
  readonly waiting: number;
  /** Those that did not fit, were refused, or were given up. */
  readonly dropped: number;
  /** What went wrong last; '' since something was taken. */
  readonly problem: string;
}

/** Spans on their way. */
export interface CollectorQueue {
  readonly state: ReadonlySignal<PushState>;
  add(spans: readonly OtlpSpan[]): void;
  /** Sends what waits once more, without waiting for anything, and is at its end. */
  close(): void;
}

/** An empty queue; `messageOf` makes a request's body of spans. */
export function createCollectorQueue(
  url: string,
  messageOf: (spans: readonly OtlpSpan[]) => string,
  { post, now, later, random }: CollectorTools,
): CollectorQueue {
  const catalogue = createCatalogue([collectorPack(url)], genericPack);
  const state = signal<PushState>({ sent: 0, waiting: 0, dropped: 0, problem: '' });
  let waiting: OtlpSpan[] = [];
  let isClosed = false;
  let isSending = false;
  let isScheduled = false;

  const count = (change: Partial<PushState>): void => {
    state.value = { ...state.peek(), waiting: waiting.length, ...change };
  };
  const drop = (spans: number, problem: string): void =>
    count({ dropped: state.peek().dropped + spans, ...(problem !== '' && { problem }) });

  /** The wait before retry `retry` after an answer, ms; null where there is to be none. */
  const waitAfter = (answer: CollectorAnswer, retry: number, receivedAt: number): number | null => {
    // Without an answer it is as with one that it can't give now (OTLP/HTTP, "OTLP/HTTP Connection").
    const { annotation, policy } = annotate(
      {
        ...emptyExchange,
        method: 'POST',
        url,
        status: answer.status || 503,
        responseHeaders: answer.headers,
        startedDateTime: receivedAt,
        time: 0,
        state: 'complete',
      },
      catalogue,
    );
    if (annotation.provider.id !== 'otlp' || retry > (policy.maxRetries ?? 0)) return null;
    const { retryAfter } = annotation.advice;
    const asked = retryAfter.kind === 'seconds' || retryAfter.kind === 'date' ? retryAfter.seconds : 0;
    const wait = Math.max(asked, ruleWaitSeconds(policy, retry) ?? 0);
    return jitteredWait(additiveJitter, wait, wait, Number.POSITIVE_INFINITY, wait, random) * 1000;
  };

  /** Sends a batch until it is taken, refused or given up. */
  const settle = async (batch: readonly OtlpSpan[]): Promise<void> => {
    const body = messageOf(batch);
    for (let retry = 1; ; retry++) {
      const answer = await post(url, body);
      if (answer.status >= 200 && answer.status < 300) {
        const { rejected, message } = refusedIn(answer.body);
        waiting = waiting.slice(batch.length);
        const { sent, dropped } = state.peek();
        count({ sent: sent + batch.length - rejected, dropped: dropped + rejected, problem: message });
        return;
      }
      const wait = waitAfter(answer, retry, now());
      if (wait === null || isClosed) {
        waiting = waiting.slice(batch.length);
        drop(batch.length, problemOf(answer));
        return;
      }
      count({ problem: problemOf(answer) });
      await new Promise<void>((resolve) => later(wait, resolve));
    }
  };

  const send = async (): Promise<void> => {
    if (isSending) return;
    isSending = true;
    while (waiting.length > 0) await settle(waiting.slice(0, BATCH));
    isSending = false;
  };

  return {
    state,
    add(spans) {
      if (isClosed) return;
      const room = MOST_WAITING - waiting.length;
      waiting.push(...spans.slice(0, room));
      if (spans.length > room) drop(spans.length - room, '');
      else count({});
      if (waiting.length >= BATCH) void send();
      if (isScheduled) return;
      isScheduled = true;
      later(DELAY_MS, () => {
        isScheduled = false;
        void send();
      });
    },
    close() {
      isClosed = true;
      void send();
    },
  };
}

/** What a collector took in part (OTLP/HTTP, "Partial Success"): not to be sent again. */
function refusedIn(body: string): { readonly rejected: number; readonly message: string } {
  try {
    const { partialSuccess } = JSON.parse(body) as {
      partialSuccess?: { rejectedSpans?: unknown; errorMessage?: unknown };
    };
    const rejected = Number(partialSuccess?.rejectedSpans ?? 0);
    const message = partialSuccess?.errorMessage;
    return {
      rejected: Number.isSafeInteger(rejected) && rejected > 0 ? rejected : 0,
      message: typeof message === 'string' ? message.slice(0, MOST_TOLD) : '',
    };
  } catch {
    return { rejected: 0, message: '' };
  }
}

/** A collector's own sentence may be any length. */
const MOST_TOLD = 200;

const problemOf = ({ status, error }: CollectorAnswer): string =>
  status === 0 ? say('push.unreachable', { error }) : say('push.answered', { status });
