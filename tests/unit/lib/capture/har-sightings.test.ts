import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHarSightings, type HarSighting } from '../../../../lib/capture/har-sightings.ts';

const sighting = (url: string, status = 503): HarSighting => ({
  startedDateTime: '2026-11-21T08:25:10.455Z',
  method: 'GET',
  url,
  status,
  viaServiceWorker: false,
});

describe('HAR sightings', () => {
  it('tells a request that never finishes, once, and keeps its id when it does', () => {
    const seen = createHarSightings('w');
    expect([...seen.listed([sighting('/a')])]).toEqual([[0, 'har-w-1.0']]);
    expect(seen.listed([sighting('/a')]).size).toBe(0);
    expect(seen.finished(sighting('/a'))).toBe('har-w-1.0');
    expect(seen.finished(sighting('/a'))).toBe('har-w-2.0');
  });
  it('tells a page’s request from its service worker’s of the same millisecond', () => {
    const seen = createHarSightings('w');
    const [page, worker] = [{ ...sighting('/a'), viaServiceWorker: true }, sighting('/a')];
    expect(seen.finished(worker)).toBe('har-w-1.0');
    expect([...seen.listed([page, worker])]).toEqual([[0, 'har-w-2.0']]);
  });
  it('leaves alone what has no response yet', () => {
    const seen = createHarSightings('w');
    expect(seen.listed([sighting('/a', 0)]).size).toBe(0);
    expect([...seen.listed([sighting('/a', 200)])]).toEqual([[0, 'har-w-1.0']]);
  });
  it('gives as many ids as there are requests, however they are seen', () => {
    const urls = fc.array(fc.constantFrom('/a', '/b', '/c'), { maxLength: 20 });
    fc.assert(
      fc.property(urls, fc.infiniteStream(fc.boolean()), (all, ends) => {
        const seen = createHarSightings('w');
        const ids = new Set<string>();
        const list: HarSighting[] = [];
        for (const url of all) {
          list.push(sighting(url));
          for (const id of seen.listed(list).values()) ids.add(id);
          if (ends.next().value) ids.add(seen.finished(sighting(url)));
        }
        expect(ids.size).toBe(all.length);
      }),
    );
  });
});
