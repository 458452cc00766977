// When documents were loaded in a tab: what a page asks for after a reload is a new intent, not a retry.
import type { Exchange } from '../http/exchange.ts';
import { originOf } from './call-key.ts';
import { addInOrder, countUpTo, takeOut } from './instants.ts';

/** The document loads of each tab and origin. Instants are epoch ms. */
export interface PageLoads {
  /** Notes a document's request. */
  add(document: Exchange): void;
  /** Takes a document out again that was noted. */
  remove(document: Exchange): void;
  /** Whether a document of the requester's origin was loaded in its tab after `since` and before the request. */
  isBetween(request: Exchange, since: number): boolean;
}

/** A log without entries. It keeps a number a document, so that they may come in any order. */
export function createPageLoads(): PageLoads {
  const starts = new Map<string, number[]>();
  return {
    add(document) {
      const key = loadKey(document, document.url);
      const loads = starts.get(key);
      if (loads) addInOrder(loads, document.startedDateTime);
      else starts.set(key, [document.startedDateTime]);
    },
    remove(document) {
      const loads = starts.get(loadKey(document, document.url));
      if (loads) takeOut(loads, document.startedDateTime);
    },
    isBetween(request, since) {
      const loads = starts.get(loadKey(request, request.initiator || request.url));
      const next = loads?.[countUpTo(loads, since)];
      return next !== undefined && next < request.startedDateTime;
    },
  };
}

const loadKey = ({ tabId }: Exchange, url: string): string => `${tabId} ${originOf(url)}`;
