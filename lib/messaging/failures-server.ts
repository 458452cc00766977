// The background's end of a connection from the popup: reads the tab's records, and sends what failed.
import { formatProblems } from '../http/result.ts';
import type { SessionLog } from '../session/session-log.ts';
import { createTabFailures } from '../session/tab-failures.ts';
import type { Channel } from './channel.ts';
import { type FailuresRequest, parseFailuresRequest } from './failures-protocol.ts';
import { parseRecords } from './parse-record.ts';
import { sendRecords } from './record-sender.ts';

/** What a connection is served from. */
export interface FailuresSource {
  readonly opening: Promise<SessionLog>;
  /** Runs `task` once after `ms`. */
  later(ms: number, task: () => void): void;
}

/** The latest failures are mostly among the latest records: so many are read first … */
const FIRST_REACH = 2_000;
/** … and so many times more where those don't have enough of them. */
const REACH_FACTOR = 8;

/** Serves one connection until its other end closes. Only the first request counts. */
export function serveFailures(
  channel: Channel,
  { opening, later }: FailuresSource,
  warn: (text: string) => void,
): void {
  let stop = (): void => {};
  let closed = false;
  let asked = false;
  const follow = (log: SessionLog, request: FailuresRequest, reach: number): void => {
    const { tabId, most } = request;
    const afterSeq = Math.max(0, log.lastSeq - reach);
    const failures = createTabFailures();
    const tell = (): void => {
      const latest = failures.latest(most);
      if (latest.length === most || afterSeq === 0) {
        channel.post(latest);
        return;
      }
      stop();
      follow(log, request, reach * REACH_FACTOR);
    };
    stop = sendRecords(
      log,
      { tabId, afterSeq, readsPacks: false },
      {
        later,
        onNotices: () => {},
        post(message) {
          if (message.type === 'evicted') failures.evict(message.upToSeq);
          if (message.type !== 'records') return;
          const { records, problems } = parseRecords(message.records);
          if (problems.length > 0) warn(`Records were not understood: ${formatProblems(problems)}`);
          failures.apply(records);
          if (!message.more) tell();
        },
      },
    );
  };
  channel.listen((value) => {
    const request = parseFailuresRequest(value);
    if (!request) warn('A request for failures was not understood');
    if (!request || asked) return;
    asked = true;
    void opening.then((log) => {
      if (!closed) follow(log, request, FIRST_REACH);
    });
  });
  channel.onClose(() => {
    closed = true;
    stop();
  });
}
