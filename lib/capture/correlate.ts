// How an exchange seen by webRequest and the same one seen by DevTools become one row.
import type { Exchange, Match } from '../http/exchange.ts';

/** Two starts further apart than this are two requests (browser facts: webRequest and HAR agree within a few ms). */
const WINDOW_MS = 25;
/** How long an exchange waits for its twin; DevTools reports at the end of the body, so its end is what counts. */
const KEEP_MS = 60_000;
const MOST_KEPT = 4_000;

/** Joins the two views; both orders of arrival give the same row. */
export interface Correlator {
  /** Takes an exchange from webRequest, in any state; returns the row as it stands now. */
  fromWebRequest(exchange: Exchange): Exchange;
  /** Takes an exchange from DevTools, perhaps again once it has finished; returns the row that it is part of. */
  fromDevtools(exchange: Exchange): Exchange;
  /** Takes up rows that an earlier life of the worker recorded. */
  restore(recent: readonly Exchange[]): void;
}

interface Entry {
  /** The id under which the row was first recorded; it never changes. */
  readonly id: string;
  web?: Exchange;
  devtools?: Exchange;
  match: Match;
}

/** Makes a correlator. It keeps the last minute's rows and at most 4,000 of them, by event time: no clock. */
export function createCorrelator(): Correlator {
  const byKey = new Map<string, Entry[]>();
  const byId = new Map<string, Entry>();

  const remember = (entry: Entry, exchange: Exchange): void => {
    const key = keyOf(exchange);
    const list = byKey.get(key) ?? [];
    list.push(entry);
    byKey.set(key, list);
    byId.set(exchange.id, entry);
    if (byId.size > MOST_KEPT) forget(exchange.startedDateTime);
  };

  const forget = (now: number): void => {
    let excess = byId.size - MOST_KEPT / 2;
    for (const [id, entry] of byId) {
      const exchange = entry.web ?? entry.devtools;
      if (excess <= 0 || !exchange) break;
      const idle = exchange.startedDateTime + Math.max(0, exchange.time) < now - KEEP_MS;
      if (!idle && byId.size < MOST_KEPT) continue;
      byId.delete(id);
      excess--;
      const key = keyOf(exchange);
      const rest = (byKey.get(key) ?? []).filter((other) => other !== entry);
      if (rest.length > 0) byKey.set(key, rest);
      else byKey.delete(key);
    }
  };

  /** The nearest free partner within the window; `inferred` when another was as good as near. */
  const partner = (
    exchange: Exchange,
    side: 'web' | 'devtools',
  ): { entry: Entry; match: Match } | undefined => {
    const near: { entry: Entry; distance: number }[] = [];
    for (const entry of byKey.get(keyOf(exchange)) ?? []) {
      const other = entry[side];
      const taken = side === 'web' ? entry.devtools : entry.web;
      if (!other || taken) continue;
      const distance = Math.abs(other.startedDateTime - exchange.startedDateTime);
      if (distance <= WINDOW_MS && agree(other, exchange)) near.push({ entry, distance });
    }
    const best = near.reduce<(typeof near)[number] | undefined>(
      (least, next) => (!least || next.distance < least.distance ? next : least),
      undefined,
    );
    return best && { entry: best.entry, match: near.length > 1 ? 'inferred' : 'exact' };
  };

  return {
    restore(recent) {
      for (const exchange of recent) {
        if (byId.has(exchange.id)) continue;
        if (exchange.source === 'web-request') remember(entryOf('web', exchange), exchange);
        else if (exchange.source === 'devtools') remember(entryOf('devtools', exchange), exchange);
      }
    },
    fromWebRequest(exchange) {
      const known = byId.get(exchange.id);
      if (known) {
        known.web = exchange;
        return merge(known, exchange);
      }
      const found = partner(exchange, 'devtools');
      if (found) {
        found.entry.web = exchange;
        found.entry.match = found.match;
        byId.set(exchange.id, found.entry);
        return merge(found.entry, exchange);
      }
      remember(entryOf('web', exchange), exchange);
      return exchange;
    },
    fromDevtools(exchange) {
      const known = byId.get(exchange.id);
      if (known) {
        known.devtools = exchange;
        return merge(known, exchange);
      }
      const found = partner(exchange, 'web');
      if (found) {
        found.entry.devtools = exchange;
        found.entry.match = found.match;
        byId.set(exchange.id, found.entry);
        return merge(found.entry, exchange);
      }
      remember(entryOf('devtools', exchange), exchange);
      return exchange;
    },
  };
}

const entryOf = (side: 'web' | 'devtools', exchange: Exchange): Entry => ({
  id: exchange.id,
  [side]: exchange,
  match: 'none',
});

const keyOf = ({ tabId, method, url }: Exchange): string => {
  const hash = url.indexOf('#');
  return `${tabId} ${method} ${hash < 0 ? url : url.slice(0, hash)}`;
};

/** Two views of one exchange never contradict each other on the status. 304 is shown as 200 by webRequest. */
function agree(a: Exchange, b: Exchange): boolean {
  if (a.state === 'pending' || b.state === 'pending') return true;
  const cached = a.fromCache || b.fromCache;
  return a.status === b.status || a.status === 0 || b.status === 0 || cached;
}

/**
 * HAR is the authority on timings and what was on the wire; webRequest on identity, the tab and failures. The row
 * keeps the id under which it was first recorded.
 */
function merge({ id, web, devtools, match }: Entry, latest: Exchange): Exchange {
  if (!web || !devtools) return latest;
  return {
    ...devtools,
    id,
    tabId: web.tabId,
    initiator: web.initiator || devtools.initiator,
    resourceType: web.resourceType || devtools.resourceType,
    requestHeaders: devtools.requestHeaders.length > 0 ? devtools.requestHeaders : web.requestHeaders,
    responseHeaders: devtools.responseHeaders.length > 0 ? devtools.responseHeaders : web.responseHeaders,
    status: devtools.status || web.status,
    statusText: devtools.statusText || web.statusText,
    serverIPAddress: devtools.serverIPAddress || web.serverIPAddress,
    fromCache: devtools.fromCache || web.fromCache,
    error: web.error || devtools.error,
    state: web.state === 'failed' ? 'failed' : devtools.state,
    source: 'both',
    match,
  };
}
