// A long text cut at its lines, so that the browser lays out the pieces on screen and no others.

/** A piece ends with a line; `lines` tells how tall it will be. */
export interface TextPiece {
  readonly text: string;
  readonly lines: number;
}

/** A piece is this long, in characters, and as much longer as its last line is. */
const LEAST = 4_000;

/** The pieces of a text; joined they are the text. */
export function textPieces(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let start = 0;
  while (start < text.length) {
    let end = start;
    let lines = 0;
    while (end < text.length && end - start < LEAST) {
      end = lineEnd(text, end);
      lines += 1;
    }
    pieces.push({ text: text.slice(start, end), lines });
    start = end;
  }
  return pieces;
}

function lineEnd(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  return feed < 0 ? text.length : feed + 1;
}
