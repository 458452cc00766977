// What the overview says in words: times as short as they can be, and how many responses of which class.
import {
  type ClassCounts,
  type ResponseClass,
  responseClasses,
  type TimeRange,
} from '../../lib/timeline/overview.ts';
import { formatClock, formatCount } from '../common/format.ts';

const SECOND = 1000;
const MINUTE = 60_000;
const DAY = 86_400_000;
/** Below this length the times of a range need their milliseconds. */
const FINE = 10 * SECOND;

const shortClock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' });

const words: Readonly<Record<ResponseClass, readonly [one: string, more: string]>> = {
  success: ['successful', 'successful'],
  redirect: ['redirect', 'redirects'],
  pending: ['pending', 'pending'],
  client: ['client error', 'client errors'],
  server: ['server error', 'server errors'],
  unknown: ['with an unknown status', 'with an unknown status'],
  none: ['without a response', 'without a response'],
};

/** A tick's label: `12:02:10`, `12:02`, `12:02:10.25`, at midnight the date, and the month where ticks are far apart. */
export function formatTick(at: number, step: number): string {
  if (step >= 100 * DAY) return month.format(at);
  if (step >= DAY) return shortDay.format(at);
  if (step >= MINUTE) return shortClock.format(at) === '00:00' ? shortDay.format(at) : shortClock.format(at);
  return step >= SECOND ? formatClock(at) : withFraction(at, step >= 100 ? 1 : step >= 10 ? 2 : 3);
}

/** An edge of a range that is `length` ms long. */
export const formatEdge = (at: number, length: number): string =>
  length < FINE ? withFraction(at, length < SECOND ? 3 : 1) : formatClock(at);

/** `12:02:10 to 12:03:50`, with the dates where there are two; an instant alone where there is nothing between. */
export function formatRange({ from, to }: TimeRange): string {
  const length = to - from;
  if (length === 0) return formatClock(from);
  const date = formatClock(from) !== formatClock(from, to) ? `${shortDay.format(from)} ` : '';
  const last = date ? `${shortDay.format(to)} ` : '';
  return `${date}${formatEdge(from, length)} to ${last}${formatEdge(to, length)}`;
}

/** `380 successful, 3 server errors`; '' where there is none. */
export function formatClasses(counts: ClassCounts): string {
  return responseClasses
    .filter((name) => counts[name] > 0)
    .map((name) => `${formatCount(counts[name])} ${words[name][counts[name] === 1 ? 0 : 1]}`)
    .join(', ');
}

/** `1 response: 1 successful`, `no responses`; with `of`, `9 of 412 responses: …`. */
export function formatResponses(counts: ClassCounts, of?: number): string {
  const count = responseClasses.reduce((sum, name) => sum + counts[name], 0);
  const all = of ?? count;
  const noun = all === 1 ? 'response' : 'responses';
  if (count === 0) return of === undefined ? 'no responses' : `none of ${formatCount(of)} ${noun}`;
  const number = of === undefined ? formatCount(count) : `${formatCount(count)} of ${formatCount(of)}`;
  return `${number} ${noun}: ${formatClasses(counts)}`;
}

/** Cut, not rounded, so that an edge never reads as a later second than its own. */
function withFraction(at: number, digits: number): string {
  const thousandths = String(Math.floor(at) - Math.floor(at / SECOND) * SECOND).padStart(3, '0');
  return `${formatClock(at)}.${thousandths.slice(0, digits)}`;
}
