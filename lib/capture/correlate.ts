// How an exchange seen by webRequest and the same one seen by DevTools become one row.
import { type Exchange, endedAt, type Match } from '../http/exchange.ts';
import { isDevtoolsId } from './har-sightings.ts';

/** Two starts further apart than this are two requests (browser facts: webRequest and HAR agree within a few ms). */
const WINDOW_MS = 25;
/** … but for documents, which DevTools dates up to 39 ms earlier. */
const DOCUMENT_WINDOW_MS = 60;
/** Starts may be further apart where the ends agree: Firefox's DevTools dates a request when its connection is made. */
const LATE_START_MS = 250;
/** How long an exchange waits for its twin; DevTools reports at the end of the body, so its end is what counts. */
const KEEP_MS = 60_000;
/** Rows that are kept: while DevTools is open … */
const MOST_KEPT = 4_000;
/** … and before it told anything, when few can still get a twin. */
const MOST_KEPT_UNWATCHED = 400;

/** Joins the two views; both orders of arrival give the same row. */
export interface Correlator {
  /** Takes an exchange from webRequest, in any state; returns the row as it stands now. */
  fromWebRequest(exchange: Exchange): Exchange;
  /** Takes an exchange from DevTools, perhaps again once it has finished; returns the row that it is part of. */
  fromDevtools(exchange: Exchange): Exchange;
  /** Takes up rows that an earlier life of the worker recorded. */
  restore(recent: readonly Exchange[]): void;
  /**
   * Takes up such a row late, when the other of webRequest and DevTools may have told of it again in this life; returns
   * the row that it is part of, under whose id it goes on.
   */
  adopt(exchange: Exchange): Exchange;
}

type Side = 'web' | 'devtools';

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
  let most = MOST_KEPT_UNWATCHED;

  const remember = (entry: Entry, exchange: Exchange): void => {
    const key = keyOf(exchange);
    const list = byKey.get(key) ?? [];
    list.push(entry);
    byKey.set(key, list);
    byId.set(exchange.id, entry);
    if (byId.size > most) forget(exchange.startedDateTime);
  };

  const forget = (now: number): void => {
    let excess = byId.size - most / 2;
    for (const [id, entry] of byId) {
      const exchange = entry.web ?? entry.devtools;
      if (excess <= 0 || !exchange) break;
      const idle = exchange.startedDateTime + Math.max(0, exchange.time) < now - KEEP_MS;
      if (!idle && byId.size < most) continue;
      byId.delete(id);
      excess--;
      const key = keyOf(exchange);
      const rest = (byKey.get(key) ?? []).filter((other) => other !== entry);
      if (rest.length > 0) byKey.set(key, rest);
      else byKey.delete(key);
    }
  };

  /** The nearest free partner within the window; `inferred` when another was near too, or only the ends agree. */
  const partner = (exchange: Exchange, side: Side): { entry: Entry; match: Match } | undefined => {
    const near: Candidate[] = [];
    const agreeing: Candidate[] = [];
    for (const entry of byKey.get(keyOf(exchange)) ?? []) {
      const other = entry[opposite(side)];
      if (!other || entry[side] || !mayShareTab(other, exchange) || !agree(other, exchange)) continue;
      const [web, devtools] = side === 'web' ? [exchange, other] : [other, exchange];
      const candidate = { entry, distance: distanceOf(web, devtools) };
      if (startTogether(web, devtools)) near.push(candidate);
      else if (startsApart(web, devtools) <= LATE_START_MS && endsApart(web, devtools) <= WINDOW_MS)
        agreeing.push(candidate);
    }
    const best = nearest(near);
    if (best) return { entry: best.entry, match: near.length > 1 ? 'inferred' : 'exact' };
    const guess = nearest(agreeing);
    return guess && { entry: guess.entry, match: 'inferred' };
  };

  /** Takes one side's view of an exchange; returns the row. */
  const take = (exchange: Exchange, side: Side): Exchange => {
    const known = byId.get(exchange.id);
    const found = known ? undefined : partner(exchange, side);
    const entry = known ?? found?.entry;
    if (!entry) {
      remember({ id: exchange.id, [side]: exchange, match: 'none' }, exchange);
      return exchange;
    }
    if (found) {
      entry.match = found.match;
      byId.set(exchange.id, entry);
    }
    entry[side] = exchange;
    return merge(entry, exchange);
  };

  const restore = (exchange: Exchange): void => {
    if (byId.has(exchange.id)) return;
    const { id, twinId, source, match } = exchange;
    if (source === 'web-request') remember({ id, web: exchange, match }, exchange);
    else if (source === 'devtools') remember({ id, devtools: exchange, match }, exchange);
    else if (source === 'both') {
      // A joined row stands for both views: whatever comes of one side is merged with what is known of the other.
      const isOwn = isDevtoolsId(id);
      const entry: Entry = {
        id,
        match,
        web: { ...exchange, id: isOwn ? twinId : id },
        devtools: { ...exchange, id: isOwn ? id : twinId },
      };
      remember(entry, exchange);
      byId.set(twinId, entry);
    }
  };

  return {
    restore(recent) {
      for (const exchange of recent) restore(exchange);
    },
    adopt(exchange) {
      const { id, twinId, source, match } = exchange;
      const side = isDevtoolsId(id) ? 'devtools' : 'web';
      const twin = byId.get(twinId);
      if (!byId.has(id) && twin) {
        twin.match = match;
        byId.set(id, twin);
        twin[side] = exchange;
        return merge(twin, exchange);
      }
      if (!byId.has(id) && (source === 'web-request' || source === 'devtools')) return take(exchange, side);
      restore(exchange);
      return exchange;
    },
    fromWebRequest: (exchange) => take(exchange, 'web'),
    fromDevtools(exchange) {
      most = MOST_KEPT;
      return take(exchange, 'devtools');
    },
  };
}

const isDocument = ({ resourceType }: Exchange): boolean => /^(?:main_frame|sub_frame)$/.test(resourceType);

interface Candidate {
  readonly entry: Entry;
  /** ms */
  readonly distance: number;
}

const nearest = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.reduce<Candidate | undefined>(
    (least, next) => (!least || next.distance < least.distance ? next : least),
    undefined,
  );

const startsApart = (a: Exchange, b: Exchange): number => Math.abs(a.startedDateTime - b.startedDateTime);

/** Infinite while one of them goes on. */
const endsApart = (a: Exchange, b: Exchange): number =>
  a.state === 'pending' || b.state === 'pending'
    ? Number.POSITIVE_INFINITY
    : Math.abs(endedAt(a) - endedAt(b));

/** Requests of the same address that run at the same time are told apart by their ends, where these are known. */
function distanceOf(web: Exchange, devtools: Exchange): number {
  const ends = endsApart(web, devtools);
  return startsApart(web, devtools) + (Number.isFinite(ends) ? ends : 0);
}

function startTogether(web: Exchange, devtools: Exchange): boolean {
  const apart = startsApart(web, devtools);
  // DevTools dates a WebSocket by its handshake, which is sent once the extensions have been heard, and ends it with
  // its life.
  if (web.resourceType === 'websocket' && devtools.startedDateTime > web.startedDateTime) {
    return apart <= Math.max(0, web.time) + LATE_START_MS;
  }
  return apart <= (isDocument(web) || isDocument(devtools) ? DOCUMENT_WINDOW_MS : WINDOW_MS);
}

const opposite = (side: Side): Side => (side === 'web' ? 'devtools' : 'web');

const keyOf = ({ method, url }: Exchange): string => {
  const hash = url.indexOf('#');
  return `${method} ${hash < 0 ? url : url.slice(0, hash)}`;
};

/** webRequest gives a service worker's own requests no tab; DevTools lists them with the page that it controls. */
const mayShareTab = (a: Exchange, b: Exchange): boolean =>
  a.tabId === b.tabId || a.tabId === -1 || b.tabId === -1;

/**
 * Two views of one exchange never contradict each other on the status. 304 is shown as 200 by webRequest, which never
 * shows what a service worker answered.
 */
function agree(a: Exchange, b: Exchange): boolean {
  if (a.serviceWorker === 'intercepted' || b.serviceWorker === 'intercepted') return false;
  if (a.state === 'pending' || b.state === 'pending') return true;
  const cached = a.fromCache || b.fromCache;
  return a.status === b.status || a.status === 0 || b.status === 0 || cached;
}

/** webRequest says `net::ERR_FAILED` of much that DevTools has a word for. */
const closerError = (web: string, devtools: string): string =>
  web === '' || (web === 'net::ERR_FAILED' && devtools !== '') ? devtools : web;

/**
 * HAR is the authority on timings and what was on the wire; webRequest on identity, the tab and failures. The row
 * keeps the id under which it was first recorded.
 */
function merge({ id, web, devtools, match }: Entry, latest: Exchange): Exchange {
  if (!web || !devtools) return latest;
  return {
    ...devtools,
    id,
    twinId: id === web.id ? devtools.id : web.id,
    tabId: web.tabId === -1 ? devtools.tabId : web.tabId,
    serviceWorker: web.tabId === -1 ? 'initiated' : devtools.serviceWorker,
    initiator: web.initiator || devtools.initiator,
    resourceType: web.resourceType || devtools.resourceType,
    requestHeaders: devtools.requestHeaders.length > 0 ? devtools.requestHeaders : web.requestHeaders,
    responseHeaders: devtools.responseHeaders.length > 0 ? devtools.responseHeaders : web.responseHeaders,
    status: devtools.status || web.status,
    statusText: devtools.statusText || web.statusText,
    serverIPAddress: devtools.serverIPAddress || web.serverIPAddress,
    fromCache: devtools.fromCache || web.fromCache,
    // An opaque response that arrived is listed with an error by DevTools: whether it failed is webRequest's to say.
    error: web.state === 'complete' ? '' : closerError(web.error, devtools.error),
    state: web.state === 'pending' ? devtools.state : web.state,
    gap: web.state === 'pending' ? '' : web.gap,
    source: 'both',
    match,
  };
}
