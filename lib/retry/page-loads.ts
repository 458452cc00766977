// When documents were loaded in a tab: what a page asks for after a reload is a new intent, not a retry.
import type { Exchange } from '../http/exchange.ts';
import { originOf } from './call-key.ts';

/** The document loads of each tab and origin. Instants are epoch ms. */
export interface PageLoads {
  /** Notes a document's request; noting it twice changes nothing. */
  add(document: Exchange): void;
  /** Whether a document of the requester's origin was loaded in its tab after `since` and before the request. */
  isBetween(request: Exchange, since: number): boolean;
  /** Drops the tabs and origins without a load since `horizon`, epoch ms. */
  forgetBefore(horizon: number): void;
}

const maxLoads = 8;

/** A log without entries; it keeps the latest eight loads of each tab and origin. */
export function createPageLoads(): PageLoads {
  const starts = new Map<string, number[]>();
  return {
    add({ tabId, url, startedDateTime }) {
      const key = `${tabId} ${originOf(url)}`;
      const loads = starts.get(key) ?? [];
      if (!loads.includes(startedDateTime)) loads.push(startedDateTime);
      loads.sort((a, b) => a - b);
      if (loads.length > maxLoads) loads.shift();
      starts.set(key, loads);
    },
    isBetween({ tabId, initiator, url, startedDateTime }, since) {
      const loads = starts.get(`${tabId} ${originOf(initiator || url)}`);
      return loads?.some((load) => load > since && load < startedDateTime) ?? false;
    },
    forgetBefore(horizon) {
      for (const [key, loads] of starts) {
        if ((loads.at(-1) ?? 0) < horizon) starts.delete(key);
      }
    },
  };
}
