// How a request's events become exchanges: one per hop, keyed by (requestId, hop).
import { type Exchange, endedAt, type Gap } from '../http/exchange.ts';
import type { CaptureEvent } from './capture-event.ts';
import { hasStoppedWaiting } from './event-steps.ts';
import { isDevtoolsId } from './har-sightings.ts';
import { awaitsNextHop, type Hop, isPending, isSame, retell, takeIn } from './hops.ts';

/** Follows requests from start to end. State is only what is still pending. */
export interface Assembler {
  /** Takes one event; returns what it changed: one exchange, none where it says nothing new; several while waking. */
  handle(event: CaptureEvent): Told;
  /** The events that woke the worker have been told: from now on they come in order but for a few. */
  awake(): void;
  /** Takes up what an earlier life of the worker saw start: its pending exchanges, and the hops before them. */
  restore(recent: readonly Exchange[]): void;
  /**
   * Stops waiting for the end of requests that match (`idleSince`: their last event, epoch ms); returns their exchanges
   * with that gap. An end that comes after all is still taken, unless capture was switched off.
   */
  abandon(gap: Gap, matches: (exchange: Exchange, idleSince: number) => boolean): Exchange[];
}

/** What an event changes. */
export interface Told {
  /** Exchanges as they stand now. */
  readonly changed: readonly Exchange[];
  /** Those that turned out to be part of another. */
  readonly gone: readonly Exchange[];
}

/** Ended requests that are remembered, because the browser may tell an end twice and a start after it. */
const MOST_ENDED = 200;

/**
 * Makes an assembler with nothing pending. Events may come in any order: Chromium tells those that woke the worker so,
 * and on a busy machine goes on for 200 ms. Until it is told to be `awake`, each event is therefore taken together with
 * all that were told of its request before, in order of time: of an address that redirects to itself, nothing else
 * tells which hop an event is about.
 */
export function createAssembler(): Assembler {
  /** The hops of requests that go on, in the order in which they were first told of … */
  const open = new Map<string, readonly Hop[]>();
  /** … and of those that have ended. */
  const ended = new Map<string, readonly Hop[]>();
  /** While the events that woke the worker are told: those of each request, and what was known of it before them. */
  let waking: Map<string, { readonly before: readonly Hop[]; readonly events: CaptureEvent[] }> | undefined =
    new Map();

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
        waking?.delete(requestId);
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
      let next: readonly Hop[];
      if (waking) {
        const told = waking.get(requestId) ?? { before: hops, events: [] };
        told.events.push(event);
        waking.set(requestId, told);
        next = retell(told.before, told.events, hops);
      } else next = takeIn(hops, event);
      const changed = next.filter(({ hop, exchange }) => {
        const known = hops.find((one) => one.hop === hop);
        return !known || (known.exchange !== exchange && !isSame(known.exchange, exchange));
      });
      if (next !== hops) keep(requestId, next);
      const gone = hops.filter(({ hop }) => !next.some((one) => one.hop === hop));
      return { changed: changed.map(exchangeOf), gone: gone.map(exchangeOf) };
    },

    awake() {
      waking = undefined;
    },

    abandon(gap, matches) {
      const abandoned: Exchange[] = [];
      for (const [requestId, hops] of open) {
        const left = hops.flatMap((one): Hop[] => {
          const { exchange, at } = one;
          if (exchange.state !== 'pending' || hasStoppedWaiting(exchange) || !matches(exchange, at))
            return [one];
          waking?.delete(requestId);
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

const exchangeOf = ({ exchange }: Hop): Exchange => exchange;

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
