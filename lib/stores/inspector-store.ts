// What the inspector shows, as signals: rows, filter, selection, and the figures in the footer.
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { answersFor, type StatusAnswer } from '../annotate/lookup.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { parseFilter } from '../session/filter.ts';
import type { LogRecord } from '../session/log-record.ts';
import { describeGaps } from '../session/notices.ts';
import type { Row } from '../session/row.ts';
import { createSessionTally, type Figures, type Segment } from '../session/segments.ts';
import { createSessionView } from '../session/session-view.ts';
import { rowsWithin, type TimeRange } from '../timeline/overview.ts';
import { createMatchingRows } from './matching-rows.ts';
import { AT_ONCE, trailing } from './trailing.ts';

export type { SuccessShare, Verdict } from '../retry/success.ts';
export type { Row } from '../session/row.ts';
export type { Figures, Segment } from '../session/segments.ts';
export type { ProviderFigure } from '../session/statistics.ts';

/** The state of one inspector. Components read signals and write only the writable ones. */
export interface InspectorStore {
  /** Everything in the session's view, by start time. */
  readonly rows: ReadonlySignal<readonly Row[]>;
  /** The same a moment later where they are many: for what is counted of them. */
  readonly counted: ReadonlySignal<readonly Row[]>;
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
  /** About so many records will come. */
  expect(records: number): void;
  /** Drops every record up to this number. */
  clear(upToSeq: number): void;
  /** Records above the first number up to the second that are still here, for a log that lost them. */
  recordsBetween(afterSeq: number, upToSeq: number): LogRecord[];
}

/** Makes an empty store. `now` (epoch ms) dates look-ups only; `later` runs a task once after so many ms. */
export function createInspectorStore(
  catalogue: ReadonlySignal<Catalogue>,
  now: () => number,
  later: (ms: number, task: () => void) => void,
): LiveInspectorStore {
  const view = createSessionView();
  const tally = createSessionTally();
  /** Number of changes: what computed signals depend on instead of a signal a row. */
  const version = signal(0);
  let held = false;
  let isDue = false;

  const segment = signal<Segment>('all');
  const filterText = signal('');
  const timeRange = signal<TimeRange | null>(null);
  const selectedId = signal<string | null>(null);
  const preserveLog = signal(false);
  const told = signal<readonly string[]>([]);

  const options = computed(() => ({ catalogue: catalogue.value, preserveLog: preserveLog.value }));
  const rows = computed(() => {
    version.value;
    return view.read(options.value).rows;
  });
  const counted = trailing(rows, later);
  const filter = computed(() => parseFilter(filterText.value));
  const matching = createMatchingRows({ rows, segment, filter }, later);
  // Apart, so that a range that is dragged costs no matching.
  const visible = computed(() => rowsWithin(matching.value, timeRange.value));
  const afterDrop = (): void => {
    if (!view.has(selectedId.value ?? '')) selectedId.value = null;
    // Not whenever something goes: a full log lets go of its oldest with every batch.
    if (view.size === 0) timeRange.value = null;
  };

  /** Shows what was taken: to make many rows of it has a task of its own, and so has to draw them. */
  const show = (): void => {
    if (view.size <= AT_ONCE) {
      version.value += 1;
      return;
    }
    if (isDue) return;
    isDue = true;
    later(0, () => {
      view.read(options.peek());
      later(0, () => {
        isDue = false;
        version.value += 1;
      });
    });
  };

  return {
    rows,
    counted,
    visible,
    segment,
    segmentCounts: computed(() => tally.countSegments(counted.value)),
    filterText,
    filterProblem: computed(() => filter.value.problem),
    timeRange,
    selectedId,
    selected: computed(() => {
      rows.value;
      return view.rowOf(selectedId.value ?? '');
    }),
    preserveLog,
    figures: computed(() => tally.figuresOf(counted.value, view.providerFigures())),
    notices: computed(() => {
      version.value;
      return [...describeGaps(view.gaps(), formatTime), ...told.value];
    }),
    told,
    attemptsOf(row) {
      rows.value;
      return view.attemptsOf(row);
    },
    compare(row) {
      const { exchange, annotation } = row;
      if (exchange.status === 0) return [];
      const answers = answersFor(exchange.status, catalogue.value, { method: exchange.method, now: now() });
      const own = (answer: StatusAnswer): boolean => answer.provider.id === annotation.provider.id;
      return [...answers.filter(own), ...answers.filter((answer) => !own(answer))];
    },
    apply(records, more = false) {
      batch(() => {
        for (const record of records) if (view.take(record)) afterDrop();
        // The first records are shown at once, the rest when all have come: each showing costs a look at every row.
        if (!more || !held) show();
        else view.advance();
        held = more;
      });
    },
    clear(upToSeq) {
      batch(() => {
        view.drop((seq) => seq <= upToSeq);
        afterDrop();
        show();
      });
    },
    expect: view.expect,
    recordsBetween: view.recordsBetween,
  };
}

const formatTime = (at: number): string => new Date(at).toLocaleTimeString();
