// A number for each row that is worked out once, for as long as the row is the same: batches only append.
import type { Row } from './row.ts';

/** The marks of rows in order of start, good until the next call; those of rows that were marked last time are kept. */
export type RowMarks = (rows: readonly Row[]) => Uint32Array;

/** Starts with no row. */
export function createRowMarks(markOf: (row: Row) => number): RowMarks {
  let known: readonly Row[] = [];
  let marks = new Uint32Array(0);
  /** With room for more than there are: a new one for each batch would be most of the memory that goes through. */
  let room = marks;
  return (rows) => {
    if (rows === known) return marks;
    const before = marks;
    if (rows.length > room.length) {
      room = new Uint32Array(Math.max(rows.length, room.length * 2));
      room.set(before);
    }
    let same = 0;
    while (same < known.length && known[same] === rows[same]) same++;
    // What is read from here on is overwritten below.
    const rest = before.slice(same);
    let at = same;
    for (let index = same; index < rows.length; index++) {
      const row = rows[index] as Row;
      if (known[at] !== row) at = skipTo(row, known, at);
      if (known[at] === row) room[index] = rest[at++ - same] as number;
      else room[index] = markOf(row);
    }
    known = rows;
    marks = room.subarray(0, rows.length);
    return marks;
  };
}

/** Goes past rows that started before this one, and so are gone. */
function skipTo(row: Row, known: readonly Row[], from: number): number {
  const start = row.exchange.startedDateTime;
  let at = from;
  while (at < known.length && known[at] !== row && (known[at] as Row).exchange.startedDateTime < start) at++;
  return at;
}
