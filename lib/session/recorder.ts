// How captured events become log records: assembled, joined with DevTools' view, redacted, appended.
import { createAssembler, isCacheProbe } from '../capture/assembler.ts';
import type { CaptureEvent } from '../capture/capture-event.ts';
import { createCorrelator } from '../capture/correlate.ts';
import type { Exchange, Gap } from '../http/exchange.ts';
import type { LogRecord } from './log-record.ts';
import type { SessionLog } from './session-log.ts';

/** A request that goes on is recorded when it has not ended after this many ms: most need one record, not four. */
const SETTLE_MS = 40;
/** A closed tab's requests are given this long to be reported as ended, ms. */
const CLOSED_TAB_MS = 1_000;
/** Without a response head for so long, a request is no longer expected to end … */
const NO_HEAD_MS = 300_000;
/** … and a response without a further event, which may be a stream, ms. */
const NO_END_MS = 1_800_000;
/** A redirect whose next hop was not seen by then leads where nothing may be seen, ms. */
const NEXT_HOP_MS = 60_000;
/** How often that is looked at, ms. */
const SWEEP_MS = 30_000;
/** Events that woke the worker come in no order, most of them within 60 ms, and on a busy machine within 200: all by then. */
const WAKING_MS = 1_000;
/** What woke the worker is handed to the store in parts of so many events: what the store was given outlives the worker. */
const HANDED_OVER = 40;

/** Takes what the browser tells. Calls made before the log is open wait for it, in order. */
export interface Recorder {
  onCapture(event: CaptureEvent): void;
  /** Exchanges as DevTools saw them. Resolves when they are stored. */
  onDevtools(exchanges: readonly Exchange[]): Promise<void>;
  /** Resolves when it is stored. */
  onNavigated(tabId: number, url: string, at: number): Promise<void>;
  onTabClosed(tabId: number): void;
  /** The sites that may be recorded have changed: what may not is no longer waited for. */
  onGrantsChanged(): void;
  /** Records that a page was sent in an earlier life of the worker, and that were never stored. */
  onGivenBack(records: readonly LogRecord[]): void;
  /** DevTools entries that a page had to drop between two times (epoch ms), because nobody took them. */
  onDropped(from: number, to: number): Promise<void>;
}

/** What a recorder does to exchanges, and which it may keep. */
export interface RecorderRules {
  /** Runs before anything is kept. */
  redact(exchange: Exchange): Exchange;
  /** Whether a request that the background saw may be recorded; asked when it is, not when it happened. */
  allows(request: {
    readonly url: string;
    readonly initiator: string;
    readonly resourceType: string;
  }): boolean;
  /** Epoch ms. */
  now(): number;
  /** Runs `task` once after `ms`. */
  later(ms: number, task: () => void): void;
}

/**
 * Makes a recorder at once and works as soon as `opening` resolves, so that browser events that wake the worker are
 * not lost while the log opens.
 */
export function createRecorder(opening: Promise<SessionLog>, rules: RecorderRules): Recorder {
  const { redact, allows, now, later } = rules;
  const assembler = createAssembler();
  const correlator = createCorrelator();
  /** Rows of requests that go on, not yet recorded as they stand. */
  const unsettled = new Map<string, Exchange>();
  let settling = false;

  let opened: SessionLog | undefined;
  let inbox: ((log: SessionLog) => void)[] = [];
  const run = (task: (log: SessionLog) => void): void => {
    if (opened) task(opened);
    else inbox.push(task);
  };
  void opening.then((log) => {
    assembler.restore(log.left);
    correlator.restore(log.left);
    opened = log;
    for (const task of inbox) task(log);
    inbox = [];
    void takeWoken(log);
  });

  const append = (log: SessionLog, exchange: Exchange): void => {
    if (isCacheProbe(exchange)) log.append({ kind: 'withdrawn', tabId: exchange.tabId, id: exchange.id });
    else log.append({ kind: 'exchange', tabId: exchange.tabId, exchange });
  };
  const settle = (log: SessionLog): void => {
    settling = false;
    for (const exchange of unsettled.values()) append(log, correlator.fromWebRequest(redact(exchange)));
    unsettled.clear();
  };
  const abandon = (gap: Gap, matches: (exchange: Exchange, idleSince: number) => boolean): void =>
    run((log) => {
      for (const exchange of assembler.abandon(gap, matches)) {
        unsettled.delete(exchange.id);
        append(log, correlator.fromWebRequest(redact(exchange)));
      }
    });
  /** Resolves when all that `task` appends is stored. */
  const stored = (task: (log: SessionLog) => void): Promise<void> =>
    new Promise((resolve) => {
      run((log) => {
        task(log);
        resolve(log.flush());
      });
    });
  const sweep = (): void => {
    const at = now();
    abandon('no-end', (exchange, idleSince) => at - idleSince > patienceFor(exchange));
    later(SWEEP_MS, sweep);
  };
  run(sweep);
  const capture = (log: SessionLog, event: CaptureEvent): void => {
    if (!allows(event)) return;
    const { changed, gone } = assembler.handle(event);
    for (const { id, tabId } of gone) {
      if (!unsettled.delete(id)) log.append({ kind: 'withdrawn', tabId, id });
    }
    for (const exchange of changed) {
      if (exchange.state !== 'pending') {
        unsettled.delete(exchange.id);
        append(log, correlator.fromWebRequest(redact(exchange)));
      } else unsettled.set(exchange.id, exchange);
    }
    if (settling || unsettled.size === 0) return;
    settling = true;
    later(SETTLE_MS, () => settle(log));
  };
  /** What came until the log was open. */
  const woken: CaptureEvent[] = [];
  const takeWoken = async (log: SessionLog): Promise<void> => {
    woken.sort((a, b) => a.timeStamp - b.timeStamp);
    while (woken.length > 0) {
      for (const event of woken.splice(0, HANDED_OVER)) capture(log, event);
      void log.flush();
      // Lets the flush begin and nothing else: in the queue of tasks stand all events that came meanwhile.
      await null;
    }
  };
  later(WAKING_MS, assembler.awake);

  return {
    onCapture(event) {
      if (opened) capture(opened, event);
      else woken.push(event);
    },
    onDevtools: (exchanges) =>
      stored((log) => {
        for (const exchange of exchanges) append(log, correlator.fromDevtools(redact(exchange)));
      }),
    onNavigated: (tabId, url, at) => stored((log) => log.append({ kind: 'navigation', tabId, url, at })),
    onDropped: (from, to) =>
      stored((log) => log.append({ kind: 'gap', tabId: -1, from, to, reason: 'devtools-dropped' })),
    onTabClosed: (tabId) =>
      later(CLOSED_TAB_MS, () => abandon('tab-closed', (exchange) => exchange.tabId === tabId)),
    onGrantsChanged: () => abandon('capture-off', (exchange) => !allows(exchange)),
    onGivenBack: (records) =>
      run((log) => {
        const exchanges: Exchange[] = [];
        const alone = records.filter((record) => {
          if (record.kind !== 'exchange') return true;
          const { exchange } = record;
          exchanges.push(exchange);
          const row = correlator.adopt(exchange);
          if (row.id === exchange.id) return true;
          append(log, row);
          return false;
        });
        log.restore(alone);
        assembler.restore(exchanges);
      }),
  };
}

function patienceFor({ state, status }: Exchange): number {
  if (state !== 'pending') return NEXT_HOP_MS;
  return status === 0 ? NO_HEAD_MS : NO_END_MS;
}
