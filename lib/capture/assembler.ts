// How a request's events become exchanges: one per hop, keyed by (requestId, hop).
import { type Exchange, endedAt, type Gap } from '../http/exchange.ts';
import type { CaptureEvent } from './capture-event.ts';
import { after, begin, hasStoppedWaiting } from './event-steps.ts';
import { isDevtoolsId } from './har-sightings.ts';

/** Follows requests from start to end. State is only what is still pending. */
export interface Assembler {
  /** Takes one event; returns the exchange as it stands now, or undefined where nothing became of it. */
  handle(event: CaptureEvent): Exchange | undefined;
  /** Takes up what an earlier life of the worker saw start: its pending exchanges, and the hops before them. */
  restore(recent: readonly Exchange[]): void;
  /**
   * Stops waiting for the end of requests that match (`idleSince`: their last event, epoch ms); returns their exchanges
   * with that gap. An end that comes after all is still taken, unless capture was switched off.
   */
  abandon(gap: Gap, matches: (exchange: Exchange, idleSince: number) => boolean): Exchange[];
}

interface Hop {
  readonly exchange: Exchange;
  readonly hop: number;
  /** Time of the last event, epoch ms. */
  readonly at: number;
}

/** Ended requests that are remembered, because the browser may tell an end twice and a start after it. */
const MOST_ENDED = 200;

/**
 * Makes an assembler with nothing pending. Events may come in any order: Chromium tells those that woke the worker so,
 * and on a busy machine goes on for 200 ms.
 */
export function createAssembler(): Assembler {
  /** The hops of requests that go on, in the order in which they were first told of … */
  const open = new Map<string, readonly Hop[]>();
  /** … and of those that have ended. */
  const ended = new Map<string, readonly Hop[]>();

  const hopsOf = (requestId: string): readonly Hop[] => open.get(requestId) ?? ended.get(requestId) ?? [];
  const remember = (requestId: string, hops: readonly Hop[]): void => {
    open.delete(requestId);
    ended.set(requestId, hops);
    const [oldest] = ended.keys();
    if (ended.size > MOST_ENDED && oldest !== undefined) ended.delete(oldest);
  };
  const keep = (requestId: string, hops: readonly Hop[]): void => {
    if (isPending(hops) || awaitsNextHop(hops)) {
      ended.delete(requestId);
      open.set(requestId, hops);
    } else remember(requestId, hops);
  };

  return {
    restore(recent) {
      for (const exchange of recent) {
        const id = webRequestId(exchange);
        if (id === null) continue;
        const dot = id.lastIndexOf('.');
        const requestId = id.slice(0, dot);
        const hop = Number(id.slice(dot + 1));
        const known = hopsOf(requestId);
        if (known.some((one) => one.hop === hop)) continue;
        const restored = { exchange: { ...exchange, id }, hop, at: endedAt(exchange) };
        keep(
          requestId,
          [...known, restored].sort((a, b) => a.hop - b.hop),
        );
      }
    },

    handle(event) {
      const { requestId } = event;
      const hops = hopsOf(requestId);
      const before = hops.find((one) => isAbout(event, one));
      if (before) {
        const exchange = after(event, before.exchange);
        if (exchange === before.exchange) return undefined;
        const now = { hop: before.hop, exchange, at: Math.max(before.at, event.timeStamp) };
        keep(
          requestId,
          hops.map((one) => (one === before ? now : one)),
        );
        return exchange;
      }
      const last = hops.at(-1);
      // What is told of an end that was told before.
      if (last && event.kind !== 'started' && !awaitsNextHop(hops) && mayBeAt(last, event)) return undefined;
      const hop = Math.max(-1, ...hops.map((one) => one.hop)) + 1;
      const exchange = begin(event, hop);
      keep(requestId, [...hops, { hop, exchange, at: event.timeStamp }]);
      return exchange;
    },

    abandon(gap, matches) {
      const abandoned: Exchange[] = [];
      for (const [requestId, hops] of open) {
        const left = hops.flatMap((one): Hop[] => {
          const { exchange, at } = one;
          if (exchange.state !== 'pending' || hasStoppedWaiting(exchange) || !matches(exchange, at))
            return [one];
          const now = { ...one, exchange: { ...exchange, gap } };
          abandoned.push(now.exchange);
          return gap === 'capture-off' ? [] : [now];
        });
        const last = left.at(-1);
        if (!isPending(left) && (!last || matches(last.exchange, last.at))) remember(requestId, left);
        else open.set(requestId, left);
      }
      return abandoned;
    },
  };
}

const isPending = (hops: readonly Hop[]): boolean =>
  hops.some(({ exchange }) => exchange.state === 'pending');

/** Whether the last of them was a redirect: the browser goes on to another. */
function awaitsNextHop(hops: readonly Hop[]): boolean {
  const last = hops.at(-1)?.exchange;
  return last?.state === 'complete' && last.redirectURL !== '';
}

/** Whether an event is about that hop: the one under way, or one that had not ended, or begun, when it happened. */
function isAbout(event: CaptureEvent, known: Hop): boolean {
  const { exchange, at } = known;
  if (!mayBeAt(known, event)) return false;
  // A second start without a redirect is the browser's own resend after an auth challenge: the same hop goes on.
  if (exchange.state === 'pending') return true;
  return event.timeStamp <= (event.kind === 'started' ? exchange.startedDateTime : at);
}

/** What an earlier life of the worker recorded is known by its redacted address. */
function mayBeAt({ exchange }: Hop, { url }: CaptureEvent): boolean {
  const known = pathOf(exchange.url);
  return known === pathOf(url) || known.includes('[redacted]');
}

const pathOf = (url: string): string => url.split(/[?#]/, 1)[0] ?? '';

/** `<requestId>.<hop>` of a row that webRequest saw, whichever of the two saw it first; null where it did not. */
function webRequestId({ id, twinId, source }: Exchange): string | null {
  if (source === 'web-request') return id;
  if (source !== 'both') return null;
  return isDevtoolsId(id) ? twinId : id;
}

/**
 * True for a request that never left the browser: DevTools asks the cache alone for the sources that it shows, in the
 * inspected tab's name, and hears that there are none. No server saw it, so it is no exchange.
 */
export function isCacheProbe({ error, status, resourceType }: Exchange): boolean {
  return error === 'net::ERR_CACHE_MISS' && status === 0 && resourceType === 'other';
}
