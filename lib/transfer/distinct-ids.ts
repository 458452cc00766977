// How exchanges of a file get ids that differ, as they come: two of one id would be one row.
import { type Exchange, withChanges } from '../http/exchange.ts';

const positional = /^har\.([1-9]\d{0,15})$/;

/** Gives each exchange its own id or, where that is taken, the same with a number. */
export interface DistinctIds {
  /** `number` is the entry's, by which an exchange without an id of its own was named `har.<number>`. */
  distinct(exchange: Exchange, number: number): Exchange;
}

/** Starts with no id taken. Ids by number need not be kept: only a file with ids of its own costs memory here. */
export function createDistinctIds(): DistinctIds {
  /** Ids taken, with the number of the last copy, from the first exchange on that has an id of its own. */
  let taken: Map<string, number> | undefined;
  /** Those before it have ids by number. */
  let before = 0;

  const isTaken = (id: string): boolean => {
    const [, number] = positional.exec(id) ?? [];
    return taken?.has(id) || (number !== undefined && Number(number) < before);
  };

  return {
    distinct(exchange, number) {
      const isByNumber = exchange.id === `har.${number}`;
      if (isByNumber && !taken) return exchange;
      if (!taken) {
        taken = new Map();
        before = number;
      }
      let { id } = exchange;
      let copy = taken.get(id) ?? 1;
      while (isTaken(id)) id = `${exchange.id}.${++copy}`;
      if (id !== exchange.id) taken.set(exchange.id, copy);
      taken.set(id, 1);
      return id === exchange.id ? exchange : withChanges(exchange, { id });
    },
  };
}
