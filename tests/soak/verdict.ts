// What must hold after forced stops: the page's account, the stops and the log's records held against each other.
import type { Exchange } from '../../lib/http/exchange.ts';
import type { LogRecord } from '../../lib/session/log-record.ts';
import { latenessAround, type Watched } from './lateness.ts';
import type { Stop } from './stops.ts';
import type { Received } from './traffic.ts';

/** The log writes a batch this often, ms: what is younger at a stop may be lost … */
const FLUSH_MS = 100;
/** … and no more than one batch of it. */
const BATCH_RECORDS = 50;
/** The background's timers run so much later, ms; on a busy machine more: see lateness.ts. */
const LATE_MS = 30;
/** A worker that starts has its log open after so many answers of the browser, each of them as late as a write. */
const ANSWERS_TO_OPEN = 5;

/** A response that the log does not have as the page received it; a row that waits for its end has it not. */
export interface Lost extends Received {
  /** What the log has of it instead. */
  readonly found: 'nothing' | 'no end' | 'another status';
  /** When the browser told the extension's listeners of its end, epoch ms. */
  readonly toldAt: number;
  /** Index of the stop that took it, −1 where it was told in the window of none. */
  readonly stop: number;
  /** Whether it ended while no worker ran: the next life was to hear of it, and was stopped before it could work. */
  readonly whileDown: boolean;
  /** Whether a recorded gap covers its end. */
  readonly isInGap: boolean;
}

/** The account of a soak. */
export interface Verdict {
  readonly responses: number;
  /** Responses that were told in the window of no stop. */
  readonly outside: number;
  readonly stops: number;
  /** Each of them, to see what a loss was near. */
  readonly stopTimes: readonly Stop[];
  readonly lost: readonly Lost[];
  /** The most that one stop took of what had ended in the life that it ended … */
  readonly biggestLoss: number;
  /** … and the same at moments when writes were late by more than the time of a batch: what comes then waits for them. */
  readonly biggestLateLoss: number;
  /** Gap records of stops. */
  readonly gaps: number;
  /** URLs with more than one row. */
  readonly twice: readonly string[];
  /** The most that a small write was late, ms … */
  readonly latest: number;
  /** … and the most that the browser told of a response after its end. */
  readonly latestTold: number;
  /** One sentence for each promise that does not hold. */
  readonly broken: readonly string[];
}

/** What there is to judge. */
export interface Evidence {
  readonly received: readonly Received[];
  readonly stops: readonly Stop[];
  /** All that the log holds, in order. */
  readonly records: readonly LogRecord[];
  readonly lateness: Watched;
}

/** Holds them against each other. */
export function judge({ received, stops, records, lateness }: Evidence): Verdict {
  const urls = new Set(received.map(({ url }) => url));
  const exchanges = exchangesOf(records).filter(({ url }) => urls.has(url));
  const rows = Map.groupBy(exchanges, ({ url }) => url);
  const gaps = records.flatMap((record) =>
    record.kind === 'gap' && record.reason === 'stopped' ? [record] : [],
  );
  const around = latenessAround(lateness.writes);
  const toldAt = ({ url, endedAt }: Received): number => Math.max(endedAt, lateness.told.get(url) ?? 0);
  const lateAt = (at: number): number => LATE_MS + around(at);
  // A gap begins with what the background was told last: what had ended by then and was told later lies in it.
  const isInGap = (endedAt: number, told: number): boolean =>
    gaps.some(({ from, to }) => from - LATE_MS <= told && endedAt <= to);
  const windows = windowsOf(stops, gaps, lateAt);
  const stopOf = (at: number): number => findStop(at, windows, stops);

  const lost = received.flatMap((response): Lost[] => {
    const found = compare(response, rows.get(response.url)?.at(-1));
    if (found === '') return [];
    const { endedAt } = response;
    const told = toldAt(response);
    const stop = stopOf(told);
    const whileDown = stops.some(({ at, restartedAt }) => at <= endedAt && endedAt <= restartedAt);
    return [{ ...response, found, toldAt: told, stop, whileDown, isInGap: isInGap(endedAt, told) }];
  });
  const twice = [...rows].filter(([, alike]) => alike.length > 1).map(([url]) => url);
  const inLife = lost.filter(({ stop, whileDown }) => stop >= 0 && !whileDown);
  const [late, inTime] = [true, false].map((wanted) =>
    inLife.filter((one) => Math.max(around(one.toldAt), one.toldAt - one.endedAt) > FLUSH_MS === wanted),
  );
  const verdict = {
    responses: received.length,
    outside: received.filter((response) => stopOf(toldAt(response)) < 0).length,
    stops: stops.length,
    stopTimes: stops,
    lost,
    biggestLoss: biggestGroup(inTime),
    biggestLateLoss: biggestGroup(late),
    gaps: gaps.length,
    twice,
    latest: Math.max(0, ...lateness.writes.map(({ ms }) => ms)),
    latestTold: Math.max(0, ...received.map((response) => toldAt(response) - response.endedAt)),
  };
  return { ...verdict, broken: brokenPromises(verdict) };
}

function brokenPromises({
  lost,
  biggestLoss,
  twice,
}: Pick<Verdict, 'lost' | 'biggestLoss' | 'twice'>): string[] {
  const outside = lost.filter(({ stop }) => stop < 0).length;
  const untold = lost.filter((one) => !one.isInGap).length;
  return [
    ...(outside > 0 ? [`${outside} responses are missing that ended in no window of a stop`] : []),
    ...(biggestLoss > BATCH_RECORDS ? [`${biggestLoss} responses were lost at one stop`] : []),
    ...(untold > 0 ? [`${untold} missing responses lie in no recorded gap`] : []),
    ...(twice.length > 0 ? [`${twice.length} responses have two rows`] : []),
  ];
}

const biggestGroup = (lost: readonly Lost[] = []): number =>
  Math.max(0, ...[...Map.groupBy(lost, ({ stop }) => stop).values()].map((alike) => alike.length));

function compare({ status }: Received, row: Exchange | undefined): Lost['found'] | '' {
  if (!row) return 'nothing';
  if (row.state !== 'complete') return 'no end';
  return row.status === status ? '' : 'another status';
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The flush window of each stop: what had been told so shortly before it that it may not have been written. All of a
 * life that was stopped before its log could be open belongs to it; a gap ends when the log that tells of it is open.
 */
function windowsOf(stops: readonly Stop[], gaps: readonly Span[], lateAt: (at: number) => number): Span[] {
  return stops.map(({ at, restartedAt }, index) => {
    const flushMs = FLUSH_MS + lateAt(at);
    const began = stops[index - 1]?.restartedAt ?? Number.NEGATIVE_INFINITY;
    const opened = gaps.find(({ to }) => began <= to && to <= at)?.to ?? Number.POSITIVE_INFINITY;
    const open = Math.min(opened, began + ANSWERS_TO_OPEN * lateAt(began));
    const from = at - open < flushMs ? Math.min(began, at - flushMs) : at - flushMs;
    return { from, to: restartedAt + LATE_MS };
  });
}

/** The first stop after that time in whose window it lies, else the last one before it; −1 for none. */
function findStop(time: number, windows: readonly Span[], stops: readonly Stop[]): number {
  let found = -1;
  for (const [index, { at }] of stops.entries()) {
    const window = windows[index];
    if (!window || time < window.from || time > window.to) continue;
    found = index;
    if (at >= time) break;
  }
  return found;
}

const exchangesOf = (records: readonly LogRecord[]): Exchange[] =>
  records.flatMap((record) => (record.kind === 'exchange' ? [record.exchange] : []));
