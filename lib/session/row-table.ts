// Rows in order of start, with what they are found by in columns: to look through a hundred thousand takes a moment.
import type { Row } from './row.ts';

/** A row, and the number of its latest record: rows that start at the same instant stand in the order of these. */
export interface NumberedRow {
  readonly row: Row;
  readonly seq: number;
  /** See `callKey`. */
  readonly key: number;
}

/** The rows with their columns; places count from 0. */
export interface RowTable {
  readonly rows: readonly Row[];
  readonly starts: Float64Array;
  readonly keys: Float64Array;
}

/** A table that can be changed. */
export interface WritableTable extends RowTable {
  /** Whether a row of that start and number would be the last. */
  isLast(start: number, seq: number): boolean;
  push(row: Row, seq: number, key: number): void;
  set(place: number, row: Row): void;
  /** The least start of what was put in or taken out since this was asked last; infinite where nothing was. */
  takeChangedFrom(): number;
  /** The place of the row with that start and number, or the one where it belongs. */
  placeOf(start: number, seq: number): number;
  /**
   * Takes the rows at some places out and puts others in, both ascending. Tells of each where it is now, or where it
   * would be.
   */
  merge(
    gone: readonly number[],
    added: readonly NumberedRow[],
    tell: (row: Row, key: number, place: number) => void,
  ): void;
}

const LEAST = 1024;

/** An empty table with room for that many rows. */
export function createRowTable(expected = 0): WritableTable {
  const rows: Row[] = [];
  let starts = new Float64Array(Math.max(LEAST, expected));
  let seqs = new Float64Array(starts.length);
  let keys = new Float64Array(starts.length);
  let changedFrom = Number.POSITIVE_INFINITY;
  const noteChange = (start: number): void => {
    changedFrom = Math.min(changedFrom, start);
  };

  function reserve(count: number): void {
    if (count <= starts.length) return;
    const room = Math.max(count, starts.length * 2);
    const wider = (column: Float64Array): typeof starts => {
      const wide = new Float64Array(room);
      wide.set(column);
      return wide;
    };
    [starts, seqs, keys] = [wider(starts), wider(seqs), wider(keys)];
  }

  function put(place: number, row: Row, seq: number, key: number): void {
    rows[place] = row;
    starts[place] = row.exchange.startedDateTime;
    seqs[place] = seq;
    keys[place] = key;
  }

  function isBefore(place: number, start: number, seq: number): boolean {
    const found = starts[place] as number;
    return found < start || (found === start && (seqs[place] as number) < seq);
  }

  function placeOf(start: number, seq: number): number {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(middle, start, seq)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    rows,
    get starts() {
      return starts.subarray(0, rows.length);
    },
    get keys() {
      return keys.subarray(0, rows.length);
    },
    isLast: (start, seq) => rows.length === 0 || isBefore(rows.length - 1, start, seq),
    push(row, seq, key) {
      reserve(rows.length + 1);
      noteChange(row.exchange.startedDateTime);
      put(rows.length, row, seq, key);
    },
    set(place, row) {
      rows[place] = row;
    },
    placeOf,
    takeChangedFrom() {
      const from = changedFrom;
      changedFrom = Number.POSITIVE_INFINITY;
      return from;
    },
    merge(gone, added, tell) {
      for (const place of gone) noteChange(starts[place] as number);
      for (const { row } of added) noteChange(row.exchange.startedDateTime);
      const places = added.map(({ row, seq }) => placeOf(row.exchange.startedDateTime, seq));
      const from = Math.min(gone[0] ?? rows.length, places[0] ?? rows.length);
      const end = rows.length;
      const old = {
        rows: rows.slice(from),
        starts: starts.slice(from, end),
        seqs: seqs.slice(from, end),
        keys: keys.slice(from, end),
      };
      reserve(end - gone.length + added.length);
      let place = from;
      /** The place in what was, up to which all is in what will be. */
      let done = from;
      const copyUpTo = (to: number): void => {
        const stretch = [done - from, to - from] as const;
        starts.set(old.starts.subarray(...stretch), place);
        seqs.set(old.seqs.subarray(...stretch), place);
        keys.set(old.keys.subarray(...stretch), place);
        for (; done < to; done++) rows[place++] = old.rows[done - from] as Row;
      };
      let nextAdded = 0;
      const putBefore = (limit: number): void => {
        for (; nextAdded < added.length && (places[nextAdded] as number) <= limit; nextAdded++) {
          const { row, seq, key } = added[nextAdded] as NumberedRow;
          copyUpTo(places[nextAdded] as number);
          put(place, row, seq, key);
          tell(row, key, place);
          place += 1;
        }
      };
      for (const one of gone) {
        putBefore(one);
        copyUpTo(one);
        tell(old.rows[one - from] as Row, old.keys[one - from] as number, place);
        done += 1;
      }
      putBefore(end);
      copyUpTo(end);
      rows.length = place;
    },
  };
}
