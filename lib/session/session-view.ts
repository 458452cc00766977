// What of the log's records a tab's inspector shows: which exchanges, from which page on, and what is known of gaps.
import type { Exchange } from '../http/exchange.ts';
import type { Catalogue } from '../providers/catalogue.ts';
import { createKeptExchanges } from './kept-exchanges.ts';
import type { LogRecord } from './log-record.ts';
import { isPageDocument, pageStart } from './page-start.ts';
import type { Row } from './row.ts';
import { type AuditedRows, createSessionAudit, type SessionAudit } from './session-findings.ts';
import type { ProviderFigure } from './statistics.ts';
import { createTabOrigins } from './tab-view.ts';

type RecordOf<K extends LogRecord['kind']> = Extract<LogRecord, { kind: K }>;

/** How a session is looked at. */
export interface ViewOptions {
  readonly catalogue: Catalogue;
  /** False = only from where the page that the tab shows now began. */
  readonly preserveLog: boolean;
}

/** A tab's session as records come in and go. */
export interface SessionView {
  /** Takes a record; true where that cleared others. */
  take(record: LogRecord): boolean;
  drop(isGone: (seq: number) => boolean): void;
  /** About so many records will be taken: room for them is made once. */
  expect(records: number): void;
  /** Makes rows of what was taken so far, as they were asked for last. */
  advance(): void;
  /** The rows as they are now: worked out once for each change. */
  read(options: ViewOptions): AuditedRows;
  /** The rows of a row's call, in order, of the rows that were read last. */
  attemptsOf(row: Row): readonly Row[];
  /** The row of an exchange, of the rows that were read last. */
  rowOf(id: string): Row | null;
  /** The figures of the rows that were read last. */
  providerFigures(): ProviderFigure[];
  readonly size: number;
  has(id: string): boolean;
  gaps(): readonly RecordOf<'gap'>[];
  /** Records above the first number up to the second that are still here. */
  recordsBetween(afterSeq: number, upToSeq: number): LogRecord[];
}

/** The rows as they are being made, and for whom. */
interface Making extends ViewOptions {
  readonly from: number;
  readonly audit: SessionAudit;
}

/** Starts with no record. */
export function createSessionView(): SessionView {
  const kept = createKeptExchanges();
  const origins = createTabOrigins();
  /** Requests without a tab that no page of the tab is known to have made, by id. */
  const strangers = new Map<string, number>();
  /** The documents of pages, by id. */
  const documents = new Map<string, Exchange>();
  let navigations: RecordOf<'navigation'>[] = [];
  let gaps: RecordOf<'gap'>[] = [];
  let lastNavigation: RecordOf<'navigation'> | undefined;
  /** What has a lower number was cleared, also what comes only now: what goes on is sent after what is packed. */
  let clearedSeq = 0;
  let making: Making | undefined;
  let expected = 0;
  /** What was read last, and of which rows; undefined where something has changed since. */
  let known: { readonly audit: SessionAudit; readonly rows: AuditedRows } | undefined;

  const show = (exchange: Exchange, seq: number): void => {
    if (making && exchange.startedDateTime >= making.from) making.audit.add(exchange, seq);
  };
  const hide = (exchange: Exchange, seq: number): void => {
    if (strangers.delete(exchange.id)) return;
    if (making && exchange.startedDateTime >= making.from) making.audit.remove(exchange, seq);
  };
  const remove = (id: string): void => {
    const exchange = kept.get(id);
    if (!exchange) return;
    hide(exchange, kept.seqOf(id));
    kept.delete(id);
    documents.delete(id);
  };
  const put = ({ exchange, seq, tabId }: RecordOf<'exchange'>): void => {
    const { id } = exchange;
    const before = kept.put(exchange, seq);
    if (before === null) return;
    if (before) hide(before.exchange, before.seq);
    if (isPageDocument(exchange)) documents.set(id, exchange);
    else if (before) documents.delete(id);
    if (tabId >= 0 || origins.hasWorker(exchange)) show(exchange, seq);
    else strangers.set(id, seq);
  };
  const welcomeStrangers = (): void => {
    for (const [id, seq] of strangers) {
      const exchange = kept.get(id);
      if (!exchange || !origins.hasWorker(exchange)) continue;
      strangers.delete(id);
      show(exchange, seq);
    }
  };
  const drop = (isGone: (seq: number) => boolean): void => {
    known = undefined;
    const ids: string[] = [];
    kept.forEach(({ id }, seq) => {
      if (isGone(seq)) ids.push(id);
    });
    ids.forEach(remove);
    navigations = navigations.filter(({ seq }) => !isGone(seq));
    gaps = gaps.filter(({ seq }) => !isGone(seq));
  };
  /** The rows for these options: those being made, or new ones where the options or the page are others. */
  const makingFor = ({ catalogue, preserveLog }: ViewOptions): Making => {
    const from =
      preserveLog || !lastNavigation
        ? Number.NEGATIVE_INFINITY
        : pageStart(documents.values(), lastNavigation);
    if (making?.catalogue === catalogue && making.from === from) {
      making = { ...making, preserveLog };
      return making;
    }
    const shown: { readonly exchange: Exchange; readonly seq: number }[] = [];
    kept.forEach((exchange, seq) => {
      if (exchange.startedDateTime >= from && !strangers.has(exchange.id)) shown.push({ exchange, seq });
    });
    shown.sort((a, b) => a.exchange.startedDateTime - b.exchange.startedDateTime || a.seq - b.seq);
    const audit = createSessionAudit(catalogue, Math.max(shown.length, expected));
    for (const { exchange, seq } of shown) audit.add(exchange, seq);
    making = { catalogue, preserveLog, from, audit };
    return making;
  };

  return {
    take(record) {
      known = undefined;
      if (record.seq < clearedSeq) return false;
      if (origins.note(record) && strangers.size > 0) welcomeStrangers();
      switch (record.kind) {
        case 'exchange':
          put(record);
          break;
        case 'withdrawn':
          remove(record.id);
          break;
        case 'navigation':
          // Handed over twice where the background was stopped before it could say that it has it.
          if (navigations.some(({ at, url }) => at === record.at && url === record.url)) break;
          navigations.push(record);
          lastNavigation = record;
          break;
        case 'cleared':
          clearedSeq = record.seq;
          drop((seq) => seq < record.seq);
          return true;
        case 'gap':
          if (!gaps.some(({ seq }) => seq === record.seq)) gaps.push(record);
      }
      return false;
    },
    drop,
    expect(records) {
      expected = records;
      // What was made of nothing has no room for them.
      if (kept.size === 0) making = undefined;
    },
    advance() {
      if (making) makingFor(making).audit.settle();
    },
    read(options) {
      const { audit } = makingFor(options);
      if (known?.audit !== audit) known = { audit, rows: audit.read(navigations, gaps) };
      return known.rows;
    },
    attemptsOf(row) {
      const attempts = making?.audit.attemptsOf(row.attempt.callId) ?? [];
      return attempts.length > 0 ? attempts : [row];
    },
    rowOf(id) {
      const exchange = kept.get(id);
      return (exchange && making?.audit.rowOf(exchange)) ?? null;
    },
    providerFigures: () => making?.audit.providerFigures(kept.get) ?? [],
    get size() {
      return kept.size;
    },
    has: (id) => kept.get(id) !== undefined,
    gaps: () => gaps,
    recordsBetween(afterSeq, upToSeq) {
      const wanted = (seq: number): boolean => seq > afterSeq && seq <= upToSeq;
      const records: LogRecord[] = navigations.filter(({ seq }) => wanted(seq));
      kept.forEach((exchange, seq) => {
        if (wanted(seq)) records.push({ kind: 'exchange', seq, tabId: exchange.tabId, exchange });
      });
      return records.sort((a, b) => a.seq - b.seq);
    },
  };
}
