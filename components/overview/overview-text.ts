// What the overview says in words: times as short as they can be, and how many responses of which class.
import { type ClassCounts, responseClasses, type TimeRange } from '../../lib/timeline/overview.ts';
import { sayJoined } from '../../lib/words/joined.ts';
import { say } from '../../lib/words/say.ts';
import { formatClock, formatCount } from '../common/format.ts';

const SECOND = 1000;
const MINUTE = 60_000;
const DAY = 86_400_000;
/** Below this length the times of a range need their milliseconds. */
const FINE = 10 * SECOND;

const shortClock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

interface DateFormats {
  readonly day: Intl.DateTimeFormat;
  readonly month: Intl.DateTimeFormat;
}

/** How each language writes dates: kept, because making a formatter takes long. */
const dateFormats = new Map<string, DateFormats>();

function dates(): DateFormats {
  const language = say('overview.dates');
  const known = dateFormats.get(language);
  if (known) return known;
  const made = {
    day: new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }),
    month: new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric' }),
  };
  dateFormats.set(language, made);
  return made;
}

/** A tick's label: `12:02:10`, `12:02`, `12:02:10.25`, at midnight the date, and the month where ticks are far apart. */
export function formatTick(at: number, step: number): string {
  if (step >= 100 * DAY) return dates().month.format(at);
  if (step >= DAY) return dates().day.format(at);
  if (step >= MINUTE) {
    const time = shortClock.format(at);
    return time === '00:00' ? dates().day.format(at) : time;
  }
  return step >= SECOND ? formatClock(at) : withFraction(at, step >= 100 ? 1 : step >= 10 ? 2 : 3);
}

/** An edge of a range that is `length` ms long. */
export const formatEdge = (at: number, length: number): string =>
  length < FINE ? withFraction(at, length < SECOND ? 3 : 1) : formatClock(at);

/** `12:02:10 to 12:03:50`, with the dates where there are two; an instant alone where there is nothing between. */
export function formatRange({ from, to }: TimeRange): string {
  const length = to - from;
  if (length === 0) return formatClock(from);
  const hasDates = formatClock(from) !== formatClock(from, to);
  const edge = (at: number): string =>
    `${hasDates ? `${dates().day.format(at)} ` : ''}${formatEdge(at, length)}`;
  return say('overview.fromTo', { from: edge(from), to: edge(to) });
}

/** `1 response: 1 successful`, `no responses`; with `of`, `9 of 412 responses: …`. */
export function formatResponses(counts: ClassCounts, of?: number): string {
  const sum = responseClasses.reduce((total, name) => total + counts[name], 0);
  const values = { n: of ?? sum, count: formatCount(sum), classes: formatClasses(counts) };
  if (of === undefined) return sum === 0 ? say('overview.empty') : say('overview.responses', values);
  const all = formatCount(of);
  return sum === 0 ? say('overview.noneOf', { n: of, all }) : say('overview.responsesOf', { ...values, all });
}

/** `380 successful, 3 server errors`; '' where there is none. */
function formatClasses(counts: ClassCounts): string {
  const texts = responseClasses
    .filter((name) => counts[name] > 0)
    .map((name) => say(`overview.class.${name}`, { n: counts[name], count: formatCount(counts[name]) }));
  return sayJoined('join.list', texts);
}

/** Cut, not rounded, so that an edge never reads as a later second than its own. */
function withFraction(at: number, digits: number): string {
  const thousandths = String(Math.floor(at) - Math.floor(at / SECOND) * SECOND).padStart(3, '0');
  return `${formatClock(at)}.${thousandths.slice(0, digits)}`;
}
