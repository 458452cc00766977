// The exchanges of a session by id, each with the number of its latest record: no object is kept for each but its own.
import type { Exchange } from '../http/exchange.ts';

/** An exchange with the number of its record. */
export interface KeptExchange {
  readonly exchange: Exchange;
  readonly seq: number;
}

/** Exchanges by id. */
export interface KeptExchanges {
  readonly size: number;
  get(id: string): Exchange | undefined;
  /** The number of an exchange's record, 0 where it is not kept. */
  seqOf(id: string): number;
  /**
   * Keeps an exchange, also in place of another with its id, unless that one's number is higher. Tells what it replaces,
   * undefined for none; null where it is not kept itself.
   */
  put(exchange: Exchange, seq: number): KeptExchange | undefined | null;
  delete(id: string): void;
  forEach(visit: (exchange: Exchange, seq: number) => void): void;
}

/** Starts with none. */
export function createKeptExchanges(): KeptExchanges {
  const places = new Map<string, number>();
  const exchanges: (Exchange | undefined)[] = [];
  const seqs: number[] = [];
  const free: number[] = [];
  return {
    get size() {
      return places.size;
    },
    get: (id) => exchanges[places.get(id) ?? -1],
    seqOf: (id) => seqs[places.get(id) ?? -1] ?? 0,
    put(exchange, seq) {
      const { id } = exchange;
      let place = places.get(id);
      const before = exchanges[place ?? -1];
      const replaced = before && { exchange: before, seq: seqs[place ?? -1] ?? 0 };
      if (replaced && replaced.seq > seq) return null;
      if (place === undefined) {
        place = free.pop() ?? exchanges.length;
        places.set(id, place);
      }
      exchanges[place] = exchange;
      seqs[place] = seq;
      return replaced;
    },
    delete(id) {
      const place = places.get(id);
      if (place === undefined) return;
      places.delete(id);
      exchanges[place] = undefined;
      free.push(place);
    },
    forEach(visit) {
      for (let place = 0; place < exchanges.length; place++) {
        const exchange = exchanges[place];
        if (exchange) visit(exchange, seqs[place] ?? 0);
      }
    },
  };
}
