// Rows, answers and a store for component tests, made by hand so that they need no pack.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Advice, Annotation } from '../../../lib/annotate/annotation.ts';
import type { StatusAnswer } from '../../../lib/annotate/lookup.ts';
import { type Exchange, emptyExchange } from '../../../lib/http/exchange.ts';
import type { Finding } from '../../../lib/retry/finding.ts';
import type { InspectorStore, Row, Segment } from '../../../lib/stores/inspector-store.ts';
import { rowsWithin, type TimeRange } from '../../../lib/timeline/overview.ts';

/** 2026-11-21 12:00:00 in the zone the tests run in. */
export const noon = new Date(2026, 10, 21, 12, 0, 0).getTime();

export const advice = (rest: Partial<Advice> = {}): Advice => ({
  decision: 'never',
  stage: 'stated',
  summary: 'Do not retry',
  explanation: '',
  waits: [],
  instants: [],
  maxRetries: null,
  windowSeconds: null,
  notBefore: null,
  readings: [],
  escalate: '',
  cautions: [],
  retryAfter: { kind: 'none' },
  ...rest,
});

/** Memfault's 529 with `Retry-After: 30`, received at `receivedAt`. */
export const overloaded = (receivedAt: number): Advice =>
  advice({
    decision: 'exponential',
    summary: 'Wait 30 s, then retry',
    explanation: 'At most 5 retries.',
    waits: [30, 64, 512, 4096, 32_768],
    instants: [30, 94, 606, 4702, 37_470],
    maxRetries: 5,
    notBefore: receivedAt + 30_000,
    retryAfter: { kind: 'seconds', seconds: 30, floorSeconds: 30, raw: '30', flags: [] },
  });

interface RowSpec {
  readonly exchange?: Partial<Exchange>;
  readonly advice?: Advice;
  readonly name?: string;
  readonly call?: string;
  readonly attempt?: number;
  readonly findings?: readonly Finding[];
}

let serial = 0;

export function row(spec: RowSpec = {}): Row {
  const exchange: Exchange = {
    ...emptyExchange,
    id: `x.${serial++}`,
    tabId: 1,
    startedDateTime: noon,
    time: 100,
    responseStart: 100,
    url: 'https://api.memfault.com/api/v0/issues?page=2',
    status: 500,
    state: 'complete',
    source: 'both',
    ...spec.exchange,
  };
  const annotation: Annotation = {
    provider: { id: 'memfault', name: 'Memfault', packVersion: '1' },
    status: { code: exchange.status, name: spec.name ?? 'Internal Server Error', meaning: 'It broke' },
    advice: spec.advice ?? advice(),
    source: {
      document: 'HTTP Response Status Codes',
      row: String(exchange.status),
      url: 'https://docs.memfault.com/codes',
      updated: '',
      retrievedOn: '2026-11-21',
    },
  };
  return {
    exchange,
    annotation,
    findings: spec.findings ?? [],
    attempt: {
      exchange,
      callId: spec.call ?? exchange.id,
      attempt: spec.attempt ?? 1,
      evidence: spec.call ? 'heuristic' : 'single',
      confidence: 0.86,
    },
  };
}

export const tooEarly: Finding = {
  id: 'too-early',
  severity: 'violation',
  message: 'Sent 28.1 s before Retry-After allowed it',
  seconds: 28.1,
};

/** A 529, its early retry and the retry that succeeded. */
export function threeAttempts(): [Row, Row, Row] {
  const call = `call.${serial}`;
  return [
    row({ call, name: 'Site Overloaded', exchange: { status: 529 }, advice: overloaded(noon + 100) }),
    row({
      call,
      attempt: 2,
      findings: [tooEarly],
      exchange: { status: 529, startedDateTime: noon + 2000 },
      advice: overloaded(noon + 2100),
    }),
    row({
      call,
      attempt: 3,
      exchange: { status: 200, startedDateTime: noon + 33_100 },
      advice: advice({ decision: 'not-applicable', summary: 'Nothing to retry' }),
    }),
  ];
}

export function answer(id: string, name: string, rest: Partial<StatusAnswer> = {}): StatusAnswer {
  return {
    provider: { id, name, packVersion: '1' },
    code: 503,
    name: 'Service Unavailable',
    meaning: '',
    condition: '',
    advice: advice(),
    source: { document: `${name} codes`, row: '503', url: '', updated: '', retrievedOn: '2026-11-21' },
    ...rest,
  };
}

/** A store whose rows, notices and filter's problem a test may set. */
export interface SampleStore extends InspectorStore {
  readonly rows: Signal<readonly Row[]>;
  readonly notices: Signal<readonly string[]>;
  readonly filterProblem: Signal<string>;
}

/** A store over plain rows; the filter is a plain substring of the URL. */
export function createStore(initial: readonly Row[], answers: readonly StatusAnswer[] = []): SampleStore {
  const rows = signal(initial);
  const filterText = signal('');
  const segment = signal<Segment>('all');
  const selectedId = signal<string | null>(null);
  const timeRange = signal<TimeRange | null>(null);
  const failed = (one: Row) => one.exchange.status >= 400 || one.exchange.status === 0;
  const visible: ReadonlySignal<readonly Row[]> = computed(() =>
    rowsWithin(
      rows.value.filter(
        (one) => one.exchange.url.includes(filterText.value) && (segment.value !== 'failed' || failed(one)),
      ),
      timeRange.value,
    ),
  );
  return {
    rows,
    counted: rows,
    visible,
    segment,
    segmentCounts: computed(() => ({
      all: rows.value.length,
      failed: rows.value.filter(failed).length,
      retryable: 0,
      retried: 0,
      violations: 0,
    })),
    filterText,
    filterProblem: signal(''),
    timeRange,
    selectedId,
    selected: computed(() => rows.value.find((one) => one.exchange.id === selectedId.value) ?? null),
    preserveLog: signal(false),
    figures: computed(() => ({ responses: rows.value.length, calls: 1, violations: 0, providers: [] })),
    notices: signal<readonly string[]>([]),
    attemptsOf: (of) => rows.value.filter((one) => one.attempt.callId === of.attempt.callId),
    compare: () => answers,
  };
}
