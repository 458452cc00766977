// How an exchange was seen, and what of it was not: the one table of those words, and the questions behind them.
import type { CaptureSource, Exchange, Gap } from '../../lib/http/exchange.ts';

/** What a gap is called in a cell, and the sentence that explains it. */
export interface GapText {
  readonly label: string;
  readonly sentence: string;
}

const gapTexts: Readonly<Record<Exclude<Gap, ''>, GapText>> = {
  'start-missed': {
    label: 'Start not seen',
    sentence:
      'The start was not seen, because capture began while the request was under way, so its duration is unknown.',
  },
  'no-end': {
    label: 'No end seen',
    sentence:
      'No end was seen: the browser reported nothing more about this request, which may have ended unseen.',
  },
  'tab-closed': {
    label: 'Tab closed before the end',
    sentence: 'The tab was closed before an end was seen, so how this request ended is not known.',
  },
  'capture-off': {
    label: 'Capture was switched off',
    sentence: 'Capture was switched off before an end was seen, so how this request ended is not known.',
  },
};

/** Said where DevTools' view was joined to the background's without certainty. */
const INFERRED =
  'Inferred: DevTools’ timings were joined by the nearest start, and could belong to a twin request of the same address.';

const sources: Readonly<Record<CaptureSource, string>> = {
  'web-request': 'the background',
  devtools: 'DevTools',
  both: 'DevTools and the background',
  file: 'whoever wrote the file',
};

/** Who saw an exchange: "DevTools and the background". */
export const seenBy = ({ source }: Exchange): string => sources[source];

/** Why a pending exchange is waited for no longer; undefined while it is, and once it has ended. */
export function unseenEnd({ state, gap }: Exchange): GapText | undefined {
  return state === 'pending' && gap !== '' && gap !== 'start-missed' ? gapTexts[gap] : undefined;
}

/** Why the duration is not known although there is an end; undefined where DevTools measured it all the same. */
export function unseenStart({ gap, timings }: Exchange): GapText | undefined {
  return gap === 'start-missed' && timings === undefined ? gapTexts[gap] : undefined;
}

/** What a reader of an exchange's times has to know, one sentence each; mostly nothing. */
export function timeNotes(exchange: Exchange): string[] {
  const unseen = unseenEnd(exchange) ?? unseenStart(exchange);
  const notes = unseen ? [unseen.sentence] : [];
  if (exchange.match === 'inferred') notes.push(INFERRED);
  return notes;
}

/**
 * True for a request that a worker sent: it has no tab, or the join says so. A file's exchanges have no tab for another
 * reason, which is that nobody wrote it down.
 */
export function isOfWorker({ tabId, source, serviceWorker }: Exchange): boolean {
  return serviceWorker === 'initiated' || (tabId < 0 && source !== 'file');
}

/** Who sent a request, where that was not the page; else ''. */
export function sentBy(exchange: Exchange): string {
  if (exchange.serviceWorker === 'initiated') return 'Service worker';
  return isOfWorker(exchange) ? 'Worker (no tab)' : '';
}
