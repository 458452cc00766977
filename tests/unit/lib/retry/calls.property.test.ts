import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';
import { type Attempt, createCallGrouper, groupCalls } from '../../../../lib/retry/calls.ts';
import { settledAt } from '../../../../lib/retry/sightings.ts';
import { anyText } from '../../../fixtures/any-text.ts';
import { drawnAt } from '../../../fixtures/draw-call.ts';

const hour = 3_600_000;

const headers = fc.constantFrom(
  ...[[], [], [], [{ name: 'retry-attempt', value: '1' }], [{ name: 'retry-attempt', value: '0' }]],
  ...['a', 'b'].map((value) => [{ name: 'amz-sdk-invocation-id', value }]),
  ...['a', 'b'].map((value) => [{ name: 'idempotency-key', value }]),
);

/** Requests of two pages to two addresses, many of them overlapping, some of them half a day apart. */
const exchanges: fc.Arbitrary<Exchange[]> = fc
  .array(
    fc.record({
      start: fc.oneof({ weight: 4, arbitrary: fc.nat(200) }, { weight: 1, arbitrary: fc.nat(12 * hour) }),
      time: fc.oneof(fc.nat(3), fc.nat(60)),
      head: fc.double({ min: 0, max: 1, noNaN: true }),
      status: fc.constantFrom(200, 302, 404, 503, 503, 503, 0),
      url: fc.constantFrom('https://api.example/a', 'https://api.example/b'),
      tabId: fc.constantFrom(1, 1, 2),
      method: fc.constantFrom('GET', 'GET', 'POST'),
      resourceType: fc.constantFrom('xmlhttprequest', 'xmlhttprequest', 'xmlhttprequest', 'main_frame'),
      requestHeaders: headers,
      hop: fc.constantFrom(0, 0, 0, 1),
    }),
    { maxLength: 24 },
  )
  .map((seeds) =>
    seeds.map(({ start, head, hop, ...fields }, index) => ({
      ...emptyExchange,
      ...fields,
      id: `${hop === 0 ? index : Math.max(0, index - 1)}.${hop === 0 ? 0 : index}`,
      startedDateTime: drawnAt + start,
      responseStart: Math.floor(head * fields.time),
      state: fields.status === 0 ? 'failed' : 'complete',
    })),
  );

/** Whether `earlier` is always added before `later`: it was over when the other began, or made the other. */
function precedes(earlier: Exchange, later: Exchange): boolean {
  if (earlier.resourceType === 'main_frame' && earlier.startedDateTime < later.startedDateTime) {
    return later.resourceType !== 'main_frame';
  }
  return earlier.startedDateTime < later.startedDateTime && settledAt(earlier) <= later.startedDateTime;
}

/** An order of arrival in which overlapping exchanges come as the ranks have it. */
function arrivalOrder(list: readonly Exchange[], ranks: readonly number[]): Exchange[] {
  const waiting = list.map((exchange, index) => ({ exchange, rank: ranks[index] ?? 0 }));
  waiting.sort((a, b) => a.rank - b.rank);
  const order: Exchange[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(
      ({ exchange }) =>
        !waiting.some((other) => other.exchange !== exchange && precedes(other.exchange, exchange)),
    );
    order.push(...waiting.splice(Math.max(0, next), 1).map(({ exchange }) => exchange));
  }
  return order;
}

const byId = (attempts: readonly Attempt[]) =>
  Object.fromEntries(attempts.map(({ exchange, ...place }) => [exchange.id, place]));

test('the order in which overlapping exchanges arrive does not matter', () => {
  fc.assert(
    fc.property(exchanges, fc.array(fc.nat(), { minLength: 24, maxLength: 24 }), (list, ranks) => {
      const incremental = arrivalOrder(list, ranks).map(createCallGrouper().add);
      expect(byId(incremental)).toEqual(byId(groupCalls(list)));
    }),
    { numRuns: 500 },
  );
});

test('an attempt counts on from an earlier one of its call', () => {
  fc.assert(
    fc.property(exchanges, (list) => {
      const attempts = groupCalls(list);
      attempts.forEach(({ callId, attempt, evidence, confidence, exchange }, index) => {
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(attempt === 1).toBe(evidence === 'single');
        if (attempt === 1) expect(callId).toBe(exchange.id);
        else {
          const before = attempts.slice(0, index);
          expect(before.some((other) => other.callId === callId && other.attempt === attempt - 1)).toBe(true);
        }
      });
    }),
  );
});

test('no exchange makes it throw', () => {
  const text = fc.oneof(anyText(), fc.constantFrom('', 'https://a.example/?_=1', 'http:'));
  const number = fc.oneof(fc.double(), fc.integer());
  const anything = fc.record({
    id: fc.oneof(text, fc.constantFrom('1.0', '1.1', 'har.1', '.', 'x')),
    tabId: number,
    initiator: text,
    startedDateTime: number,
    time: number,
    responseStart: number,
    method: text,
    url: text,
    resourceType: fc.oneof(text, fc.constantFrom('main_frame', 'xmlhttprequest')),
    requestHeaders: fc.array(
      fc.record({
        name: fc.constantFrom(
          'Idempotency-Key',
          'x-goog-api-client',
          'retry-attempt',
          'x-envoy-attempt-count',
        ),
        value: text,
      }),
    ),
    requestBodyHash: text,
    requestBodySize: number,
    status: number,
    error: text,
    state: fc.constantFrom('pending', 'complete', 'failed'),
  });
  fc.assert(
    fc.property(fc.array(anything), (list) => {
      const all = list.map((fields): Exchange => ({ ...emptyExchange, ...fields }));
      expect(groupCalls(all)).toHaveLength(all.length);
      expect(all.map(createCallGrouper().add)).toHaveLength(all.length);
    }),
  );
});
