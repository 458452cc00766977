// What a page has handed over and the background has not confirmed: kept, and sent again on a new connection.
import type { Delivery } from './protocol.ts';

/** Exchanges kept at most; what no worker takes in all that time is dropped, oldest first, and counted. */
const MOST_EXCHANGES = 5_000;

/** Deliveries in the order in which they were made. */
export interface Outbox {
  /** Takes a delivery; returns the number under which it goes. */
  add(delivery: Delivery): number;
  settled(number: number): void;
  /** All that is not settled, in order. */
  waiting(): readonly { readonly number: number; readonly delivery: Delivery }[];
}

/** Makes an empty box; `now` (epoch ms) dates what is dropped. */
export function createOutbox(now: () => number): Outbox {
  const kept = new Map<number, { readonly delivery: Delivery; readonly at: number }>();
  let count = 0;
  let exchanges = 0;

  const add = (delivery: Delivery): number => {
    count += 1;
    kept.set(count, { delivery, at: now() });
    exchanges += sizeOf(delivery);
    return count;
  };
  const remove = (number: number): void => {
    const found = kept.get(number);
    if (found) exchanges -= sizeOf(found.delivery);
    kept.delete(number);
  };
  const shrink = (): void => {
    if (exchanges <= MOST_EXCHANGES) return;
    let from = now();
    for (const [number, { delivery, at }] of kept) {
      const isOver = delivery.type === 'devtools-exchanges' && exchanges > MOST_EXCHANGES;
      // What was dropped before becomes one with what is dropped now.
      if (delivery.type !== 'dropped' && !isOver) continue;
      from = Math.min(from, delivery.type === 'dropped' ? delivery.from : at);
      remove(number);
    }
    add({ type: 'dropped', from, to: now() });
  };

  return {
    add(delivery) {
      const number = add(delivery);
      shrink();
      return number;
    },
    settled: remove,
    waiting: () => [...kept].map(([number, { delivery }]) => ({ number, delivery })),
  };
}

const sizeOf = (delivery: Delivery): number =>
  delivery.type === 'devtools-exchanges' ? delivery.exchanges.length : 0;
