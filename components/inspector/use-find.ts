// How the places of a search are marked in a text that is shown in pieces, and the current one is brought into view.
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { placesIn } from './find-text.ts';
import type { TextPiece } from './text-pieces.ts';

/** What is marked. */
export interface Found {
  /** Offsets in the whole text, ascending. */
  readonly places: readonly number[];
  /** How long each is, in characters. */
  readonly length: number;
  /** Index in `places`. */
  readonly current: number;
}

/** Before and behind the current place so many are marked. */
const MARKED = 500;
/** The names of the marks in the style sheet. */
const [ALL, CURRENT] = ['rs-found', 'rs-found-current'];

/**
 * Marks what was found in the element whose children show the pieces. A browser that can't mark without changing the
 * document (`CSS.highlights`) still scrolls there.
 */
export function useFind(
  root: RefObject<HTMLElement | null>,
  pieces: readonly TextPiece[],
  found: Found,
): void {
  const { places, length, current } = found;
  useEffect(() => {
    const first = Math.max(0, current - MARKED);
    const near = places.slice(first, current + MARKED);
    const ends = placesIn(
      pieces,
      near.map((place) => place + length),
    );
    const ranges = placesIn(pieces, near).flatMap((start, index) => {
      const end = ends[index];
      const [from, to] = [start, end].map((place) => root.current?.children[place?.piece ?? -1]?.firstChild);
      if (!end || !from || !to) return [];
      const range = new Range();
      range.setStart(from, start.offset);
      range.setEnd(to, end.offset);
      return [range];
    });
    const here = ranges[current - first];
    mark(ALL, ranges);
    mark(CURRENT, here ? [here] : []);
    if (here) bringIntoView(here, root.current?.parentElement);
    return () => {
      mark(ALL, []);
      mark(CURRENT, []);
    };
  }, [root, pieces, places, length, current]);
}

function mark(name: string | undefined, ranges: readonly Range[]): void {
  if (name === undefined || typeof Highlight === 'undefined') return;
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...ranges));
}

/** Pieces that are not laid out yet are as tall as was guessed: the second look corrects the first. */
function bringIntoView(range: Range, scroller: HTMLElement | null | undefined): void {
  if (!scroller) return;
  for (let look = 0; look < 2; look++) {
    const place = range.getBoundingClientRect();
    const room = scroller.getBoundingClientRect();
    if (place.top >= room.top && place.bottom <= room.bottom) return;
    scroller.scrollTop += place.top - room.top - (room.height - place.height) / 2;
  }
}
