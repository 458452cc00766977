// How captured events become log records: assembled, joined with DevTools' view, redacted, appended.
import { createAssembler, isCacheProbe } from '../capture/assembler.ts';
import type { CaptureEvent } from '../capture/capture-event.ts';
import { createCorrelator } from '../capture/correlate.ts';
import type { Exchange } from '../http/exchange.ts';
import type { SessionLog } from './session-log.ts';

/** How many of the newest records a new worker reads to go on where the last one was stopped. */
const RESTORE = 1_000;

/** Takes what the browser tells. Calls made before the log is open wait for it, in order. */
export interface Recorder {
  onCapture(event: CaptureEvent): void;
  /** Finished exchanges as DevTools saw them. */
  onDevtools(exchanges: readonly Exchange[]): void;
  onNavigated(tabId: number, url: string, at: number): void;
}

/** What a recorder does to exchanges, and which it may keep. */
export interface RecorderRules {
  /** Runs before anything is kept. */
  redact(exchange: Exchange): Exchange;
  /** Whether a request that the background saw may be recorded; asked when it is, not when it happened. */
  allows(url: string): boolean;
}

/**
 * Makes a recorder at once and works as soon as `opening` resolves, so that browser events that wake the worker are
 * not lost while the log opens.
 */
export function createRecorder(opening: Promise<SessionLog>, { redact, allows }: RecorderRules): Recorder {
  const assembler = createAssembler();
  const correlator = createCorrelator();
  let log: SessionLog | undefined;
  let inbox: ((log: SessionLog) => void)[] = [];

  const run = (task: (log: SessionLog) => void): void => {
    if (log) task(log);
    else inbox.push(task);
  };

  void opening.then(async (opened) => {
    const recent = (await opened.recent(RESTORE)).flatMap((record) =>
      record.kind === 'exchange' ? [record.exchange] : [],
    );
    assembler.restore(recent.filter(({ state, source }) => state === 'pending' && source === 'web-request'));
    correlator.restore(recent);
    log = opened;
    for (const task of inbox) task(opened);
    inbox = [];
  });

  const append = (to: SessionLog, exchange: Exchange): void =>
    to.append({ kind: 'exchange', tabId: exchange.tabId, exchange });

  return {
    onCapture: (event) =>
      run((to) => {
        if (!allows(event.url)) return;
        const exchange = assembler.handle(event);
        if (!exchange) return;
        if (isCacheProbe(exchange)) to.append({ kind: 'withdrawn', tabId: exchange.tabId, id: exchange.id });
        else append(to, correlator.fromWebRequest(redact(exchange)));
      }),
    onDevtools: (exchanges) =>
      run((to) => {
        for (const exchange of exchanges) append(to, correlator.fromDevtools(redact(exchange)));
      }),
    onNavigated: (tabId, url, at) => run((to) => to.append({ kind: 'navigation', tabId, url, at })),
  };
}
