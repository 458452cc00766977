// Which of DevTools' HAR entries have been told already: by the finished event, or by the list of all requests.
// Chromium sends the finished event only once a page has read the body, and pages that stop at `!response.ok` never do;
// the list has those too.

/** What tells two entries apart as far as HAR allows: start to the millisecond, method and URL. */
export interface HarSighting {
  readonly startedDateTime: string;
  readonly method: string;
  readonly url: string;
  /** 0 while there is no response head. */
  readonly status: number;
  /** What a service worker passes on is listed twice, at times in one millisecond: as the page's request, and its own. */
  readonly viaServiceWorker: boolean;
}

/** Gives each request of a DevTools window one id, whichever way it is seen first. */
export interface HarSightings {
  /** A finished request: the id under which it was listed before, or a new one. */
  finished(sighting: HarSighting): string;
  /** The whole list: ids for those entries with a response that were not told yet, by index. */
  listed(sightings: readonly HarSighting[]): ReadonlyMap<number, string>;
}

interface Seen {
  readonly id: string;
  finished: boolean;
}

/** What ids from DevTools begin with; those of webRequest begin with a figure. */
const DEVTOOLS = 'har-';

/** True for ids that `createHarSightings` gave. */
export const isDevtoolsId = (id: string): boolean => id.startsWith(DEVTOOLS);

/** Makes an empty record; ids are `har-<window>-<n>.0`, so `window` tells DevTools windows apart. */
export function createHarSightings(window: string): HarSightings {
  const byKey = new Map<string, Seen[]>();
  let count = 0;

  const at = (sighting: HarSighting): Seen[] => {
    const { startedDateTime, viaServiceWorker, method, url } = sighting;
    const key = `${startedDateTime} ${viaServiceWorker} ${method} ${url}`;
    const seen = byKey.get(key) ?? [];
    byKey.set(key, seen);
    return seen;
  };
  const add = (seen: Seen[], finished: boolean): string => {
    count += 1;
    const id = `${DEVTOOLS}${window}-${count}.0`;
    seen.push({ id, finished });
    return id;
  };

  return {
    finished(sighting) {
      const seen = at(sighting);
      const listed = seen.find(({ finished }) => !finished);
      if (!listed) return add(seen, true);
      listed.finished = true;
      return listed.id;
    },
    listed(sightings) {
      const fresh = new Map<number, string>();
      // Requests of the same millisecond, method and URL are told apart by how many there are.
      const inList = new Map<Seen[], number>();
      sightings.forEach((sighting, index) => {
        if (sighting.status === 0) return;
        const seen = at(sighting);
        const nth = (inList.get(seen) ?? 0) + 1;
        inList.set(seen, nth);
        if (nth > seen.length) fresh.set(index, add(seen, false));
      });
      return fresh;
    },
  };
}
