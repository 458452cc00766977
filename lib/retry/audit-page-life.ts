// How long the page that sent a request is known to have lived: what tells giving up from being cut off.
import type { Exchange } from '../http/exchange.ts';
import { addInOrder, countUpTo, takeOut } from './instants.ts';

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

/** Collects what exchanges tell of their pages, in any order; quickest in order of start. */
export interface LifeSigns {
  add(exchange: Exchange): void;
  /** Takes an exchange out again that was added. */
  remove(exchange: Exchange): void;
  /** The lives by what was added so far, whose starts are given in ascending order, and the navigations known. */
  read(starts: ArrayLike<number>, navigations: readonly PageChange[]): PageLives;
}

/** A session that is silent for longer may have been asleep, or not captured: nothing is concluded beyond. */
const longestSilenceMs = 10 * 60_000;

/**
 * Starts with no sign. A request proves that its tab lived when it started; where there is no tab (workers, files),
 * that its initiator did. A life ends with the tab's next navigation or document, and with the session's next silence
 * of over ten minutes. Reading is O(n), asking O(log n).
 */
export function createLifeSigns(): LifeSigns {
  const requests = new Map<number | string, number[]>();
  const documents = new Map<number, number[]>();
  return {
    add(exchange) {
      const { tabId, startedDateTime: start } = exchange;
      const page = pageOf(exchange);
      if (page !== '') addTo(requests, page, start);
      if (isPage(exchange)) addTo(documents, tabId, start);
    },
    remove(exchange) {
      const { tabId, startedDateTime: start } = exchange;
      takeFrom(requests, pageOf(exchange), start);
      if (isPage(exchange)) takeFrom(documents, tabId, start);
    },
    read(starts, navigations) {
      const changes = new Map([...documents].map(([tabId, instants]) => [tabId, [...instants]]));
      for (const { tabId, at } of navigations) addTo(changes, tabId, at);
      const silences = silencesIn(starts);
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
    },
  };
}

/** The last start before each silence. */
function silencesIn(starts: ArrayLike<number>): number[] {
  const silences: number[] = [];
  for (let index = 1; index < starts.length; index++) {
    const before = starts[index - 1] as number;
    if ((starts[index] as number) - before > longestSilenceMs) silences.push(before);
  }
  return silences;
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
  if (list) addInOrder(list, instant);
  else lists.set(key, [instant]);
}

function takeFrom<Key>(lists: Map<Key, number[]>, key: Key, instant: number): void {
  const list = lists.get(key);
  if (list) takeOut(list, instant);
}
