// What the inspector shows, as signals: rows, filter, selection, and the figures in the footer.
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { answersFor, type StatusAnswer } from '../annotate/lookup.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { matchesFilter, parseFilter } from '../session/filter.ts';
import type { LogRecord } from '../session/log-record.ts';
import { describeGaps } from '../session/notices.ts';
import { pageStart } from '../session/page-start.ts';
import { buildRows, type Row } from '../session/rows.ts';
import { countSegments, type Figures, figuresOf, inSegment, type Segment } from '../session/segments.ts';
import { auditSession, withSessionFindings } from '../session/session-findings.ts';
import { createTabOrigins } from '../session/tab-view.ts';
import { rowsWithin, type TimeRange } from '../timeline/overview.ts';

export type { SuccessShare, Verdict } from '../retry/success.ts';
export type { Row } from '../session/rows.ts';
export type { Figures, Segment } from '../session/segments.ts';
export type { ProviderFigure } from '../session/statistics.ts';

/** The state of one inspector. Components read signals and write only the writable ones. */
export interface InspectorStore {
  /** Everything in the session's view, by start time. */
  readonly rows: ReadonlySignal<readonly Row[]>;
  /** After segment, filter and time range. */
  readonly visible: ReadonlySignal<readonly Row[]>;
  readonly segment: Signal<Segment>;
  readonly segmentCounts: ReadonlySignal<Readonly<Record<Segment, number>>>;
  readonly filterText: Signal<string>;
  /** What is wrong with the filter text, '' when nothing. */
  readonly filterProblem: ReadonlySignal<string>;
  /** The stretch of time that is looked at, null for all of it; gone with the last exchange. */
  readonly timeRange: Signal<TimeRange | null>;
  /** Exchange id. */
  readonly selectedId: Signal<string | null>;
  readonly selected: ReadonlySignal<Row | null>;
  readonly preserveLog: Signal<boolean>;
  readonly figures: ReadonlySignal<Figures>;
  /** Gaps and limits that the tool knows of, one sentence each. */
  readonly notices: ReadonlySignal<readonly string[]>;
  /** All attempts of the row's call, in order, the row itself included. */
  attemptsOf(row: Row): readonly Row[];
  /** The same status at every provider, the row's own first. */
  compare(row: Row): readonly StatusAnswer[];
}

/** The store with the doors through which data comes in. */
export interface LiveInspectorStore extends InspectorStore {
  /** What the log or a file says of its gaps and limits. */
  readonly told: Signal<readonly string[]>;
  /**
   * Takes records; one with a known exchange id replaces it, unless its number is lower. With `more` the rows wait for
   * the records that follow at once.
   */
  apply(records: readonly LogRecord[], more?: boolean): void;
  /** Drops every record up to this number. */
  clear(upToSeq: number): void;
  /** Records above the first number up to the second that are still here, for a log that lost them. */
  recordsBetween(afterSeq: number, upToSeq: number): LogRecord[];
}

type RecordOf<K extends LogRecord['kind']> = Extract<LogRecord, { kind: K }>;

/** Makes an empty store. `now` (epoch ms) dates look-ups only. */
export function createInspectorStore(
  catalogue: ReadonlySignal<Catalogue>,
  now: () => number,
): LiveInspectorStore {
  const exchanges = new Map<string, RecordOf<'exchange'>>();
  const origins = createTabOrigins();
  /** Number of records applied: what computed signals depend on instead of a signal a row. */
  const version = signal(0);
  let navigations: RecordOf<'navigation'>[] = [];
  let gaps: RecordOf<'gap'>[] = [];
  /** What has a lower number was cleared, also what comes only now: what goes on is sent after what is packed. */
  let clearedSeq = 0;
  let held = false;
  const navigatedAt = signal<{ seq: number; url: string; at: number } | null>(null);

  const segment = signal<Segment>('all');
  const filterText = signal('');
  const timeRange = signal<TimeRange | null>(null);
  const selectedId = signal<string | null>(null);
  const preserveLog = signal(false);
  const told = signal<readonly string[]>([]);

  /** The tab's own, and those of workers of its pages. */
  const shown = (): Exchange[] => {
    const list: Exchange[] = [];
    for (const { tabId, exchange } of exchanges.values()) {
      if (tabId >= 0 || origins.hasWorker(exchange)) list.push(exchange);
    }
    return list;
  };
  const built = computed(() => {
    version.value;
    const cut = preserveLog.value ? null : navigatedAt.value;
    const all = shown();
    const from = cut ? pageStart(all, cut) : Number.NEGATIVE_INFINITY;
    return buildRows(
      all.filter(({ startedDateTime }) => startedDateTime >= from),
      catalogue.value,
    );
  });
  // What a row shows may depend on what came later in other calls and tabs; `version` covers navigations too.
  const audit = computed(() => {
    version.value;
    return auditSession(built.value, navigations, catalogue.value, gaps);
  });
  const rows = computed(() => withSessionFindings(built.value, audit.value));
  const filter = computed(() => parseFilter(filterText.value));
  const matching = computed(() =>
    rows.value.filter((row) => inSegment(row, segment.value) && matchesFilter(filter.value, row)),
  );
  // Apart, so that a range that is dragged costs no matching.
  const visible = computed(() => rowsWithin(matching.value, timeRange.value));
  const drop = (isGone: (seq: number) => boolean): void => {
    for (const [id, { seq }] of exchanges) if (isGone(seq)) exchanges.delete(id);
    navigations = navigations.filter(({ seq }) => !isGone(seq));
    gaps = gaps.filter(({ seq }) => !isGone(seq));
    if (!exchanges.has(selectedId.value ?? '')) selectedId.value = null;
    // Not whenever something goes: a full log lets go of its oldest with every batch.
    if (exchanges.size === 0) timeRange.value = null;
    version.value += 1;
  };
  const take = (record: LogRecord): void => {
    if (record.seq < clearedSeq) return;
    origins.note(record);
    switch (record.kind) {
      case 'exchange':
        if ((exchanges.get(record.exchange.id)?.seq ?? 0) <= record.seq)
          exchanges.set(record.exchange.id, record);
        return;
      case 'withdrawn':
        exchanges.delete(record.id);
        return;
      case 'navigation':
        // Handed over twice where the background was stopped before it could say that it has it.
        if (navigations.some(({ at, url }) => at === record.at && url === record.url)) return;
        navigations.push(record);
        navigatedAt.value = record;
        return;
      case 'cleared':
        clearedSeq = record.seq;
        drop((seq) => seq < record.seq);
        return;
      case 'gap':
        if (!gaps.some(({ seq }) => seq === record.seq)) gaps.push(record);
    }
  };
  const byId = computed(() => new Map(rows.value.map((row) => [row.exchange.id, row])));
  const byCall = computed(() => Map.groupBy(rows.value, (row) => row.attempt.callId));

  return {
    rows,
    visible,
    segment,
    segmentCounts: computed(() => countSegments(rows.value)),
    filterText,
    filterProblem: computed(() => filter.value.problem),
    timeRange,
    selectedId,
    selected: computed(() => byId.value.get(selectedId.value ?? '') ?? null),
    preserveLog,
    figures: computed(() => figuresOf(rows.value, catalogue.value, audit.value.censored)),
    notices: computed(() => {
      version.value;
      return [...describeGaps(gaps, formatTime), ...told.value];
    }),
    told,
    attemptsOf: (row) => byCall.value.get(row.attempt.callId) ?? [row],
    compare(row) {
      const { exchange, annotation } = row;
      if (exchange.status === 0) return [];
      const answers = answersFor(exchange.status, catalogue.value, { method: exchange.method, now: now() });
      const own = (answer: StatusAnswer): boolean => answer.provider.id === annotation.provider.id;
      return [...answers.filter(own), ...answers.filter((answer) => !own(answer))];
    },
    apply(records, more = false) {
      batch(() => {
        for (const record of records) take(record);
        // The first records are shown at once, the rest when all have come: each showing costs a look at every row.
        if (!more || !held) version.value += 1;
        held = more;
      });
    },
    clear: (upToSeq) => batch(() => drop((seq) => seq <= upToSeq)),
    recordsBetween(afterSeq, upToSeq) {
      const wanted = ({ seq }: LogRecord): boolean => seq > afterSeq && seq <= upToSeq;
      const records: LogRecord[] = [...exchanges.values()].filter(wanted);
      return [...records, ...navigations.filter(wanted)].sort((a, b) => a.seq - b.seq);
    },
  };
}

const formatTime = (at: number): string => new Date(at).toLocaleTimeString();
