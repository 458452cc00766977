// How an exchange was seen, and what of it was not: the one table of those words, and the questions behind them.
import type { CaptureSource, Exchange, Gap } from '../../lib/http/exchange.ts';
import { say, type Word } from '../../lib/words/say.ts';

/** What a gap is called in a cell, and the sentence that explains it. */
export interface GapText {
  readonly label: string;
  readonly sentence: string;
}

const gapTexts: Readonly<Record<Exclude<Gap, ''>, GapText>> = {
  'start-missed': gapText('startMissed'),
  'no-end': gapText('noEnd'),
  'tab-closed': gapText('tabClosed'),
  'capture-off': gapText('captureOff'),
};

/** Said when it is read: most of those who ask for it only ask whether there is one. */
function gapText(gap: 'startMissed' | 'noEnd' | 'tabClosed' | 'captureOff'): GapText {
  return {
    get label() {
      return say(`capture.${gap}.label`);
    },
    get sentence() {
      return say(`capture.${gap}.sentence`);
    },
  };
}

const sources: Readonly<Record<CaptureSource, Word>> = {
  'web-request': 'capture.seenBy.background',
  devtools: 'capture.seenBy.devtools',
  both: 'capture.seenBy.both',
  file: 'capture.seenBy.file',
};

/** Who saw an exchange: "DevTools and the background". */
export const seenBy = ({ source }: Exchange): string => say(sources[source]);

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
  // DevTools' view was joined to the background's without certainty.
  if (exchange.match === 'inferred') notes.push(say('capture.inferred'));
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
  if (exchange.serviceWorker === 'initiated') return say('capture.serviceWorker');
  return isOfWorker(exchange) ? say('capture.worker') : '';
}
