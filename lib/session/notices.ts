// The sentences in which the log tells what it dropped, what it can't do, and where responses may be missing.
import { say, type Word } from '../words/say.ts';
import type { GapReason, Retention } from './log-record.ts';

/** That old responses were dropped for lack of room. */
export function describeEvicted(evicted: number, { exchanges, bytes }: Retention): string {
  return say('log.evicted', { n: evicted, exchanges, mb: Math.round(bytes / 1e6) });
}

/** That the database refuses to write; '' when it does not. */
export function describeTrouble(trouble: string): string {
  return trouble === '' ? '' : say('log.trouble', { trouble });
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
    if (!last) return [];
    return say(sentences[reason], { n: alike.length, from: formatTime(last.from), to: formatTime(last.to) });
  });
}

const sentences: Readonly<Record<GapReason, Word>> = {
  stopped: 'log.stopped',
  'memory-lost': 'log.memoryLost',
  'database-lost': 'log.databaseLost',
  'devtools-dropped': 'log.devtoolsDropped',
};
