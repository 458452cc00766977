// How long the page that sent a request is known to have lived: what tells giving up from being cut off.
import type { Exchange } from '../http/exchange.ts';

/** A tab's page changed at `at`, epoch ms. */
export interface PageChange {
  readonly tabId: number;
  readonly at: number;
}

/** What a session tells of its pages. */
export interface PageLives {
  /**
   * The latest instant after `since` (epoch ms) at which the page of this exchange is known to have been there
   * and awake; `since` itself when nothing is known.
   */
  livedUntil(exchange: Exchange, since: number): number;
}

/** A session that is silent for longer may have been asleep, or not captured: nothing is concluded beyond. */
const longestSilenceMs = 10 * 60_000;

/**
 * Reads page lives from a session's exchanges, in order of start, and the navigations known. A request proves
 * that its tab lived when it started; where there is no tab (workers, files), that its initiator did. A life
 * ends with the tab's next navigation or document, and with the session's next silence of over ten minutes.
 * Building is O(n log n) in navigations alone, asking O(log n).
 */
export function readPageLives(exchanges: readonly Exchange[], navigations: readonly PageChange[]): PageLives {
  const requests = new Map<number | string, number[]>();
  const changes = new Map<number, number[]>();
  const starts: number[] = [];
  /** The last start before each silence. */
  const silences: number[] = [];
  for (const exchange of exchanges) {
    const { tabId, startedDateTime: start } = exchange;
    const before = starts.at(-1);
    if (before !== undefined && start - before > longestSilenceMs) silences.push(before);
    starts.push(start);
    const page = pageOf(exchange);
    if (page !== '') addTo(requests, page, start);
    if (isPage(exchange)) addTo(changes, tabId, start);
  }
  for (const { tabId, at } of navigations) addTo(changes, tabId, at);
  for (const instants of changes.values()) instants.sort((a, b) => a - b);

  return {
    livedUntil(exchange, since) {
      const mine = requests.get(pageOf(exchange));
      const next = starts[countUpTo(starts, since)];
      if (!mine || next === undefined || next - since > longestSilenceMs) return since;
      const silence = silences[countUpTo(silences, since)] ?? Number.POSITIVE_INFINITY;
      const changed = changes.get(exchange.tabId);
      const change = changed?.[countUpTo(changed, since)] ?? Number.POSITIVE_INFINITY;
      const known = silence < change ? countUpTo(mine, silence) : countUpTo(mine, change, true);
      return Math.max(since, mine[known - 1] ?? since);
    },
  };
}

/** A document in a tab of its own; a frame's leaves the page where it is. Files call both `document`. */
function isPage({ resourceType }: Exchange): boolean {
  return resourceType === 'main_frame' || resourceType === 'document';
}

/** The tab, or without one the initiator; '' when neither is known. */
function pageOf({ tabId, initiator }: Exchange): number | string {
  return tabId >= 0 ? tabId : initiator;
}

function addTo<Key>(lists: Map<Key, number[]>, key: Key, instant: number): void {
  const list = lists.get(key);
  if (list) list.push(instant);
  else lists.set(key, [instant]);
}

/** How many of the ascending instants are ≤ `limit`, or < it where it is exclusive. */
function countUpTo(instants: readonly number[], limit: number, exclusive = false): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const instant = instants[middle] ?? 0;
    if (exclusive ? instant < limit : instant <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
