// What the inspector shows, as signals: rows, filter, selection, and the figures in the footer.
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { answersFor, type StatusAnswer } from '../annotate/lookup.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { matchesFilter, parseFilter } from '../session/filter.ts';
import type { LogRecord } from '../session/log-record.ts';
import { pageStart } from '../session/page-start.ts';
import { buildRows, type Row } from '../session/rows.ts';
import { countSegments, type Figures, figuresOf, inSegment, type Segment } from '../session/segments.ts';
import { auditSession, type PageChange, withSessionFindings } from '../session/session-findings.ts';

export type { SuccessShare, Verdict } from '../retry/success.ts';
export type { Row } from '../session/rows.ts';
export type { Figures, Segment } from '../session/segments.ts';
export type { ProviderFigure } from '../session/statistics.ts';

/** The state of one inspector. Components read signals and write only the writable ones. */
export interface InspectorStore {
  /** Everything in the session's view, by start time. */
  readonly rows: ReadonlySignal<readonly Row[]>;
  /** After segment and filter. */
  readonly visible: ReadonlySignal<readonly Row[]>;
  readonly segment: Signal<Segment>;
  readonly segmentCounts: ReadonlySignal<Readonly<Record<Segment, number>>>;
  readonly filterText: Signal<string>;
  /** What is wrong with the filter text, '' when nothing. */
  readonly filterProblem: ReadonlySignal<string>;
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
  readonly notices: Signal<readonly string[]>;
  /** Takes records in number order; a record with a known exchange id replaces it. */
  apply(records: readonly LogRecord[]): void;
  /** Drops every record up to this number. */
  clear(upToSeq: number): void;
}

/** Makes an empty store. `now` (epoch ms) dates look-ups only. */
export function createInspectorStore(
  catalogue: ReadonlySignal<Catalogue>,
  now: () => number,
): LiveInspectorStore {
  const exchanges = new Map<string, { exchange: Exchange; seq: number }>();
  /** Number of records applied: what computed signals depend on instead of a signal a row. */
  const version = signal(0);
  let navigations: (PageChange & { readonly seq: number })[] = [];
  const navigatedAt = signal<{ seq: number; url: string; at: number } | null>(null);

  const segment = signal<Segment>('all');
  const filterText = signal('');
  const selectedId = signal<string | null>(null);
  const preserveLog = signal(false);
  const notices = signal<readonly string[]>([]);

  const built = computed(() => {
    version.value;
    const cut = preserveLog.value ? null : navigatedAt.value;
    const all = [...exchanges.values()].map(({ exchange }) => exchange);
    const from = cut ? pageStart(all, cut) : Number.NEGATIVE_INFINITY;
    return buildRows(
      all.filter(({ startedDateTime }) => startedDateTime >= from),
      catalogue.value,
    );
  });
  // What a row shows may depend on what came later in other calls and tabs; `version` covers navigations too.
  const audit = computed(() => {
    version.value;
    return auditSession(built.value, navigations, catalogue.value);
  });
  const rows = computed(() => withSessionFindings(built.value, audit.value));
  const filter = computed(() => parseFilter(filterText.value));
  const visible = computed(() =>
    rows.value.filter((row) => inSegment(row, segment.value) && matchesFilter(filter.value, row)),
  );
  const byId = computed(() => new Map(rows.value.map((row) => [row.exchange.id, row])));
  const byCall = computed(() => Map.groupBy(rows.value, (row) => row.attempt.callId));

  return {
    rows,
    visible,
    segment,
    segmentCounts: computed(() => countSegments(rows.value)),
    filterText,
    filterProblem: computed(() => filter.value.problem),
    selectedId,
    selected: computed(() => byId.value.get(selectedId.value ?? '') ?? null),
    preserveLog,
    figures: computed(() => figuresOf(rows.value, catalogue.value, audit.value.censored)),
    notices,
    attemptsOf: (row) => byCall.value.get(row.attempt.callId) ?? [row],
    compare(row) {
      const { exchange, annotation } = row;
      if (exchange.status === 0) return [];
      const answers = answersFor(exchange.status, catalogue.value, { method: exchange.method, now: now() });
      const own = (answer: StatusAnswer): boolean => answer.provider.id === annotation.provider.id;
      return [...answers.filter(own), ...answers.filter((answer) => !own(answer))];
    },
    apply(records) {
      batch(() => {
        for (const record of records) {
          if (record.kind === 'exchange') {
            exchanges.set(record.exchange.id, { exchange: record.exchange, seq: record.seq });
          } else if (record.kind === 'withdrawn') exchanges.delete(record.id);
          else {
            navigatedAt.value = record;
            navigations.push(record);
          }
        }
        version.value += 1;
      });
    },
    clear(upToSeq) {
      for (const [id, { seq }] of exchanges) if (seq <= upToSeq) exchanges.delete(id);
      navigations = navigations.filter(({ seq }) => seq > upToSeq);
      batch(() => {
        if (!exchanges.has(selectedId.value ?? '')) selectedId.value = null;
        version.value += 1;
      });
    },
  };
}
