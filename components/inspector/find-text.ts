// Where a text holds what a person looks for, and where that is in the pieces that the text is shown in.
import type { TextPiece } from './text-pieces.ts';

/** More places than this are counted as "so many or more": nobody steps through them. */
export const MOST_PLACES = 10_000;

/** Offsets at which the text holds the wanted words, in any letter case, ascending and without overlap. */
export function findText(text: string, wanted: string): number[] {
  const places: number[] = [];
  if (wanted === '') return places;
  const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu');
  for (const { index } of text.matchAll(pattern)) {
    places.push(index);
    if (places.length === MOST_PLACES) break;
  }
  return places;
}

/** A place in the pieces of a text. */
export interface PiecePlace {
  readonly piece: number;
  readonly offset: number;
}

/** The places of ascending offsets; an offset behind the last character is in the last piece. */
export function placesIn(pieces: readonly TextPiece[], offsets: readonly number[]): PiecePlace[] {
  let piece = 0;
  let start = 0;
  return offsets.map((offset) => {
    for (; piece < pieces.length - 1; piece++) {
      const { length } = pieces[piece]?.text ?? '';
      if (offset < start + length) break;
      start += length;
    }
    return { piece, offset: offset - start };
  });
}
