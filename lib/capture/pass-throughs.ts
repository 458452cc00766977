// Which of DevTools' entries only repeat another: a page's request that its service worker passed on to the network.
import { type Exchange, endedAt } from '../http/exchange.ts';

/** A page's request starts this much later than the worker's at the most, ms: the two clocks differ a little. */
const SLACK_MS = 5;
/** Requests of workers that are remembered. */
const MOST = 1_000;

/**
 * DevTools lists a request that a service worker passes on twice: as the page's, answered by the worker, and as the
 * worker's own, which alone was on the wire (and is all that webRequest shows). Either may be listed first.
 */
export interface PassThroughs {
  /** Whether an entry can be the page's half, so that it is worth waiting for the worker's. */
  mayRepeat(exchange: Exchange): boolean;
  /** Notes an entry that can't; returns it as it is known now: a worker's half says that it is one. */
  note(exchange: Exchange): Exchange;
  /** The worker's half of a page's, undefined where none was noted (yet); each half counts once. */
  workerOf(page: Exchange): Exchange | undefined;
}

/** Nothing seen yet. */
export function createPassThroughs(): PassThroughs {
  /** What may be a worker's half, by method and URL. */
  const noted = new Map<string, Exchange[]>();
  /** Ids of worker's halves by those of the page's, and the other way round. */
  const pairs = new Map<string, string>();
  let count = 0;

  const find = (page: Exchange): Exchange | undefined => {
    const alike = noted.get(keyOf(page)) ?? [];
    const known = pairs.get(page.id);
    if (known !== undefined) return alike.find(({ id }) => id === known);
    // A worker that tries again ends with the answer that it hands on.
    return alike
      .filter((worker) => !pairs.has(worker.id) && isWithin(worker, page))
      .reduce<Exchange | undefined>(
        (last, next) => (last && endedAt(last) > endedAt(next) ? last : next),
        undefined,
      );
  };

  return {
    mayRepeat: ({ serviceWorker, status, error }) =>
      serviceWorker === 'intercepted' || (status === 0 && error === 'net::ERR_FAILED'),
    note(exchange) {
      count += 1;
      if (count > MOST) {
        noted.clear();
        pairs.clear();
        count = 0;
      }
      const known: Exchange = pairs.has(exchange.id) ? { ...exchange, serviceWorker: 'initiated' } : exchange;
      const key = keyOf(exchange);
      noted.set(key, [...(noted.get(key) ?? []).filter(({ id }) => id !== exchange.id), known]);
      return known;
    },
    workerOf(page) {
      const worker = find(page);
      if (!worker) return undefined;
      pairs.set(page.id, worker.id).set(worker.id, page.id);
      return { ...worker, serviceWorker: 'initiated' };
    },
  };
}

const keyOf = ({ method, url }: Exchange): string => `${method} ${url}`;

/** The worker's request runs while the page waits, and ends as the page's does. */
function isWithin(worker: Exchange, page: Exchange): boolean {
  return (
    worker.startedDateTime >= page.startedDateTime - SLACK_MS &&
    endedAt(worker) <= endedAt(page) + SLACK_MS &&
    endsAlike(worker, page)
  );
}

function endsAlike(worker: Exchange, page: Exchange): boolean {
  if (page.status === 0) return worker.state === 'failed';
  if (worker.status === page.status) return true;
  // The page is shown what the cache had, or the last answer under the address of the first hop.
  return (worker.status === 304 && page.status === 200) || worker.redirectURL !== '';
}
