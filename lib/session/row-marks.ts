// A number for each row that is worked out once, for as long as the row is the same: batches only append.
import type { Row } from './row.ts';

/** The marks of rows in order of start; those of rows that were marked last time are taken from there. */
export type RowMarks = (rows: readonly Row[]) => Uint32Array;

/** Starts with no row. */
export function createRowMarks(markOf: (row: Row) => number): RowMarks {
  let known: readonly Row[] = [];
  let marks = new Uint32Array(0);
  return (rows) => {
    if (rows === known) return marks;
    const next = new Uint32Array(rows.length);
    let at = 0;
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] as Row;
      if (known[at] !== row) at = skipTo(row, known, at);
      if (known[at] === row) next[index] = marks[at++] as number;
      else next[index] = markOf(row);
    }
    known = rows;
    marks = next;
    return next;
  };
}

/** Goes past rows that started before this one, and so are gone. */
function skipTo(row: Row, known: readonly Row[], from: number): number {
  const start = row.exchange.startedDateTime;
  let at = from;
  while (at < known.length && known[at] !== row && (known[at] as Row).exchange.startedDateTime < start) at++;
  return at;
}
