import { describe, expect, it } from 'vitest';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import { createOutbox } from '../../../../lib/messaging/outbox.ts';
import type { Delivery } from '../../../../lib/messaging/protocol.ts';

const navigated: Delivery = { type: 'navigated', tabId: 1, url: 'https://a.test/', at: 0 };
const many = (count: number): Delivery => ({
  type: 'devtools-exchanges',
  exchanges: Array.from({ length: count }, () => emptyExchange),
});

describe('outbox', () => {
  it('keeps deliveries in order until they are settled', () => {
    const outbox = createOutbox(() => 0);
    const numbers = [navigated, many(1), navigated].map((delivery) => outbox.add(delivery));
    expect(numbers).toEqual([1, 2, 3]);
    outbox.settled(2);
    outbox.settled(2);
    expect(outbox.waiting().map(({ number }) => number)).toEqual([1, 3]);
  });

  it('drops the oldest when nobody takes them for long, and tells from when to when', () => {
    let at = 0;
    const outbox = createOutbox(() => {
      at += 10;
      return at;
    });
    for (let n = 0; n < 12; n++) outbox.add(many(500));
    const waiting = outbox.waiting().map(({ delivery }) => delivery);
    expect(waiting.filter(({ type }) => type === 'devtools-exchanges')).toHaveLength(10);
    const dropped = waiting.filter((delivery) => delivery.type === 'dropped');
    expect(dropped).toHaveLength(1);
    expect(dropped[0]).toMatchObject({ from: 10 });
  });
});
