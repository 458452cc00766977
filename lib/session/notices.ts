// The sentences in which the log tells what it dropped, what it can't do, and where responses may be missing.
import type { GapReason, Retention } from './log-record.ts';

/** That old responses were dropped for lack of room. */
export function describeEvicted(evicted: number, { exchanges, bytes }: Retention): string {
  const kept = `${exchanges} responses and ${Math.round(bytes / 1e6)} MB`;
  return `The ${evicted} oldest ${evicted === 1 ? 'response was' : 'responses were'} dropped: the log keeps ${kept}.`;
}

/** That the database refuses to write; '' when it does not. */
export function describeTrouble(trouble: string): string {
  if (trouble === '') return '';
  return `The browser's database can't be used (${trouble}): new responses are kept in memory only, and older ones may not show, until it can.`;
}

/** A time in which responses may be missing; epoch ms. */
export interface CaptureGap {
  readonly from: number;
  readonly to: number;
  readonly reason: GapReason;
}

/** One sentence for each reason, whatever the number of gaps; `formatTime` shows an epoch time. */
export function describeGaps(gaps: readonly CaptureGap[], formatTime: (at: number) => string): string[] {
  const byReason = new Map<GapReason, CaptureGap[]>();
  for (const gap of gaps) byReason.set(gap.reason, [...(byReason.get(gap.reason) ?? []), gap]);
  return [...byReason].flatMap(([reason, alike]) => {
    const last = alike.at(-1);
    return last ? [sentences[reason](alike.length, last, formatTime)] : [];
  });
}

type Sentence = (count: number, last: CaptureGap, formatTime: (at: number) => string) => string;

const sentences: Readonly<Record<GapReason, Sentence>> = {
  stopped: (count, { from, to }, formatTime) =>
    `The browser stopped the background while it recorded${count > 1 ? ` (${count} times)` : ''}: responses that ended between ${formatTime(from)} and ${formatTime(to)} may be missing.`,
  'memory-lost': (_count, { from, to }, formatTime) =>
    `The browser's database could not be written, and the background was stopped: responses that ended between ${formatTime(from)} and ${formatTime(to)} are lost.`,
  'database-lost': (_count, { to }, formatTime) =>
    `The log's database was deleted at ${formatTime(to)}: older responses are gone except those that an open panel gave back.`,
  'devtools-dropped': (_count, { from, to }, formatTime) =>
    `The background did not answer between ${formatTime(from)} and ${formatTime(to)}: what DevTools saw then is missing.`,
};
