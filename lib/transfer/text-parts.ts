// How a long text is handed over in parts, so that whoever takes it can write, wait or stop between them.

/** A part is handed over once it has so many UTF-16 units … */
const PART_LENGTH = 32_768;
/** … or was put together from so many pieces: a part may be '' where work brings no text yet. */
const PART_PIECES = 128;

/** The pieces in order, joined to parts of some tens of KB. */
export function* joinToParts(pieces: Iterable<string>): Generator<string> {
  let part = '';
  let count = 0;
  for (const piece of pieces) {
    part += piece;
    count += 1;
    if (part.length < PART_LENGTH && count < PART_PIECES) continue;
    yield part;
    part = '';
    count = 0;
  }
  if (part !== '') yield part;
}
