import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Assembler, createAssembler } from '../../../../lib/capture/assembler.ts';
import type { CaptureEvent } from '../../../../lib/capture/capture-event.ts';
import { type Exchange, endedAt } from '../../../../lib/http/exchange.ts';

const base = {
  requestId: '7',
  url: 'https://api.memfault.com/x',
  method: 'GET',
  tabId: 3,
  resourceType: 'xmlhttprequest',
  initiator: 'https://app.test',
};
const head = {
  status: 200,
  statusText: 'OK',
  httpVersion: 'HTTP/1.1',
  responseHeaders: [{ name: 'Content-Type', value: 'application/json; charset=utf-8' }],
  serverIPAddress: '127.0.0.1',
  fromCache: false,
};
const started = (timeStamp: number, more = {}): CaptureEvent => ({
  ...base,
  kind: 'started',
  requestBodySize: -1,
  timeStamp,
  ...more,
});
const completed = (timeStamp: number, more = {}): CaptureEvent => ({
  ...base,
  ...head,
  kind: 'completed',
  timeStamp,
  ...more,
});

/** An assembler that events did not wake, or no longer. */
function createAwake(): Assembler {
  const assembler = createAssembler();
  assembler.awake();
  return assembler;
}

/** What one event changes, where that is one exchange at the most. */
function one(assembler: Assembler, event: CaptureEvent): Exchange | undefined {
  const { changed, gone } = assembler.handle(event);
  expect(gone).toEqual([]);
  expect(changed.length).toBeLessThanOrEqual(1);
  return changed[0];
}

describe('assembler', () => {
  it('makes one exchange of a request, pending first', () => {
    const assembler = createAwake();
    expect(one(assembler, started(1000))).toMatchObject({
      id: '7.0',
      state: 'pending',
      time: -1,
      status: 0,
    });
    const requestHeaders = [{ name: 'Accept', value: '*/*' }];
    one(assembler, { ...base, kind: 'sent', timeStamp: 1001, requestHeaders });
    one(assembler, { ...base, ...head, kind: 'responded', timeStamp: 1040 });
    expect(one(assembler, completed(1060))).toMatchObject({
      id: '7.0',
      tabId: 3,
      state: 'complete',
      startedDateTime: 1000,
      responseStart: 40,
      time: 60,
      status: 200,
      mimeType: 'application/json',
      requestHeaders,
    });
  });

  it('takes no hop for another when the worker was stopped between them', () => {
    const url = (hop: number): string => `https://api.memfault.com/hop-${hop}?token=[redacted]`;
    const assembler = createAwake();
    const [before] = [one(createAwake(), started(0, { url: url(0) }))];
    assembler.restore(before ? [before] : []);
    const redirected = { ...base, ...head, kind: 'redirected' as const, status: 302, redirectURL: '/' };
    // The end of hop 0 and the start of hop 3 were told to a worker that was stopped before it had stored them.
    expect(one(assembler, { ...redirected, url: url(3), timeStamp: 30 })).toMatchObject({
      id: '7.1',
      url: url(3),
      gap: 'start-missed',
    });
    expect(one(assembler, started(31, { url: url(4) }))).toMatchObject({ id: '7.2', url: url(4), gap: '' });
    expect(one(assembler, completed(40, { url: url(5) }))).toMatchObject({
      id: '7.3',
      gap: 'start-missed',
    });
    // What is told late of a request that has ended makes no other hop of it.
    expect(
      one(assembler, { ...base, kind: 'sent', url: url(5), timeStamp: 35, requestHeaders: [] }),
    ).toMatchObject({ id: '7.3', startedDateTime: 35, time: 5, state: 'complete' });
    const waiting = assembler.abandon('no-end', () => true).map(({ id }) => id);
    expect(waiting).toEqual(['7.0', '7.2']);
  });

  it('keys redirects by hop under one request id', () => {
    const assembler = createAwake();
    one(assembler, started(0));
    const first = one(assembler, {
      ...base,
      ...head,
      kind: 'redirected',
      status: 302,
      timeStamp: 5,
      redirectURL: 'https://api.memfault.com/y',
    });
    expect(first).toMatchObject({
      id: '7.0',
      status: 302,
      redirectURL: 'https://api.memfault.com/y',
      state: 'complete',
    });
    expect(one(assembler, started(6, { url: 'https://api.memfault.com/y' }))).toMatchObject({ id: '7.1' });
    expect(one(assembler, completed(9, { url: 'https://api.memfault.com/y' }))).toMatchObject({
      id: '7.1',
      time: 3,
      status: 200,
    });
  });

  it('keeps the response head of a request that then failed', () => {
    const assembler = createAwake();
    one(assembler, started(0));
    one(assembler, { ...base, ...head, kind: 'responded', timeStamp: 4 });
    expect(
      one(assembler, {
        ...base,
        kind: 'failed',
        timeStamp: 9,
        error: 'net::ERR_CONTENT_LENGTH_MISMATCH',
        fromCache: false,
      }),
    ).toMatchObject({ state: 'failed', status: 200, error: 'net::ERR_CONTENT_LENGTH_MISMATCH', time: 9 });
  });

  it('takes up requests of an earlier life of the worker', () => {
    const first = createAwake();
    const pending = one(first, started(100));
    const second = createAwake();
    second.restore(pending ? [pending] : []);
    expect(one(second, completed(150))).toMatchObject({ id: '7.0', startedDateTime: 100, time: 50 });
  });

  it('makes what it can of a request whose start was missed', () => {
    expect(one(createAwake(), completed(500))).toMatchObject({
      id: '7.0',
      startedDateTime: 500,
      time: 0,
      status: 200,
    });
  });

  it('numbers the next hop right when the worker was stopped between two hops', () => {
    const first = createAwake();
    one(first, started(0));
    const hop = one(first, {
      ...base,
      ...head,
      kind: 'redirected',
      status: 302,
      timeStamp: 5,
      redirectURL: 'https://api.memfault.com/y',
    });
    const second = createAwake();
    second.restore(hop ? [hop] : []);
    expect(one(second, started(6))).toMatchObject({ id: '7.1' });
  });

  it('mends a row whose start is told after its end', () => {
    const assembler = createAwake();
    expect(one(assembler, completed(150))).toMatchObject({ gap: 'start-missed', time: 0 });
    expect(one(assembler, started(100, { requestBodySize: 7 }))).toMatchObject({
      id: '7.0',
      state: 'complete',
      gap: '',
      startedDateTime: 100,
      time: 50,
      requestBodySize: 7,
    });
    expect(one(assembler, started(900))).toMatchObject({ id: '7.1', state: 'pending' });
  });

  it('leaves what an earlier life saw end as it is, whatever is told of it late', () => {
    const first = createAwake();
    const ended = one(first, completed(150));
    const second = createAwake();
    second.restore(ended ? [ended] : []);
    expect(one(second, { ...base, ...head, kind: 'responded', timeStamp: 140 })).toMatchObject({
      id: '7.0',
      state: 'complete',
      gap: 'start-missed',
    });
    expect(one(second, started(100))).toMatchObject({ id: '7.0', state: 'complete', gap: '', time: 50 });
    expect(one(second, started(100))).toBeUndefined();
    expect(one(second, completed(150))).toBeUndefined();
  });

  it('makes the same of events in whatever order they are told, in one life or two', () => {
    const url = (hop: number): { url: string } => ({ url: `https://api.memfault.com/hop-${hop}` });
    const redirectURL = url(1).url;
    const requestHeaders = [{ name: 'Accept', value: '*/*' }];
    const end = { kind: 'failed' as const, error: 'net::ERR_CONTENT_LENGTH_MISMATCH', fromCache: false };
    const requests: CaptureEvent[][] = [
      completed(9, url(1)),
      { ...base, ...end, ...url(1), timeStamp: 9 },
    ].map((last) => [
      started(0, { ...url(0), requestBodySize: 4 }),
      { ...base, ...url(0), kind: 'sent', timeStamp: 1, requestHeaders },
      { ...base, ...head, ...url(0), kind: 'redirected', status: 302, timeStamp: 5, redirectURL },
      started(6, url(1)),
      { ...base, ...url(1), kind: 'sent', timeStamp: 7, requestHeaders },
      { ...base, ...head, ...url(1), kind: 'responded', timeStamp: 8 },
      last,
    ]);
    /** What the log holds after them, by address; the second life begins before the event of that index. */
    const rowsOf = (events: readonly CaptureEvent[], secondLife: number) => {
      let assembler = createAwake();
      const rows = new Map<string, Exchange>();
      for (const [index, event] of events.entries()) {
        if (index === secondLife) {
          assembler = createAwake();
          assembler.restore([...rows.values()]);
        }
        const exchange = one(assembler, event);
        if (exchange) rows.set(exchange.id, exchange);
      }
      return [...rows.values()].map((row) => ({ ...row, id: '' })).sort((a, b) => (a.url < b.url ? -1 : 1));
    };
    const permuted = fc
      .constantFrom(...requests)
      .chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray(events, { minLength: events.length }),
          fc.nat(events.length),
        ),
      );
    fc.assert(
      fc.property(permuted, ([events, told, secondLife]) => {
        expect(rowsOf(told, secondLife)).toEqual(rowsOf(events, -1));
      }),
    );
  });

  it('makes the same of events that two listeners tell, whichever shows more headers and comes first', () => {
    const more = { name: 'Cookie', value: 'a=b' };
    const request: CaptureEvent[] = [
      started(0),
      { ...base, kind: 'sent', timeStamp: 1, requestHeaders: [{ name: 'Accept', value: '*/*' }] },
      { ...base, ...head, kind: 'redirected', status: 302, timeStamp: 5, redirectURL: '/y' },
      started(6),
      { ...base, kind: 'sent', timeStamp: 7, requestHeaders: [{ name: 'Accept', value: '*/*' }] },
      { ...base, ...head, kind: 'responded', timeStamp: 8 },
      completed(9),
    ];
    const fuller = (event: CaptureEvent): CaptureEvent => {
      if (event.kind === 'sent') return { ...event, requestHeaders: [...event.requestHeaders, more] };
      return 'responseHeaders' in event
        ? { ...event, responseHeaders: [...event.responseHeaders, more] }
        : event;
    };
    const rowsOf = (events: readonly CaptureEvent[]) => {
      const assembler = createAwake();
      const rows = new Map<string, unknown>();
      for (const event of events) {
        const exchange = one(assembler, event);
        if (exchange) rows.set(exchange.id, exchange);
      }
      return rows;
    };
    const expected = rowsOf(request.map(fuller));
    fc.assert(
      fc.property(fc.array(fc.constantFrom('plain', 'fuller'), { minLength: 7, maxLength: 7 }), (order) => {
        const told = request.flatMap((event, index) =>
          order[index] === 'plain' ? [event, fuller(event)] : [fuller(event), event],
        );
        expect(rowsOf(told)).toEqual(expected);
      }),
    );
  });

  it('tells the hops of an address that redirects to itself apart, in whatever order they woke the worker', () => {
    /** In order of time: hops that end in a redirect, the last in an answer; some responses are not told of. */
    const requests = fc
      .array(fc.record({ path: fc.constantFrom('a', 'b'), responded: fc.boolean() }), {
        minLength: 1,
        maxLength: 4,
      })
      .map((hops) =>
        hops.flatMap(({ path, responded }, hop): CaptureEvent[] => {
          const at = 100 + hop * 10;
          const url = { url: `https://api.memfault.com/${path}` };
          const next = hops[hop + 1];
          return [
            started(at, url),
            { ...base, ...url, kind: 'sent', timeStamp: at + 1, requestHeaders: [] },
            ...(responded
              ? [{ ...base, ...head, ...url, kind: 'responded', timeStamp: at + 2 } as const]
              : []),
            next
              ? {
                  ...base,
                  ...head,
                  ...url,
                  kind: 'redirected',
                  status: 302,
                  timeStamp: at + 3,
                  redirectURL: `https://api.memfault.com/${next.path}`,
                }
              : completed(at + 3, url),
          ];
        }),
      );
    const told = requests.chain((events) =>
      fc
        .tuple(fc.nat(events.length), fc.shuffledSubarray(events, { minLength: events.length }))
        .map(([firstLife, order]) => {
          const before = events.slice(0, firstLife);
          return { events, before, woke: order.filter((event) => !before.includes(event)) };
        }),
    );
    const tell = (assembler: Assembler, events: readonly CaptureEvent[], rows: Map<string, Exchange>) => {
      for (const event of events) {
        const { changed, gone } = assembler.handle(event);
        for (const { id } of gone) rows.delete(id);
        for (const row of changed) {
          const known = rows.get(row.id);
          // What has ended goes on to mean the same exchange: others may have been joined with it.
          if (known && known.state !== 'pending') expect(endedAt(row)).toBe(endedAt(known));
          rows.set(row.id, row);
        }
      }
      return rows;
    };
    const inOrder = (rows: Map<string, Exchange>) =>
      [...rows.values()]
        .map((row) => ({ ...row, id: '' }))
        .sort((a, b) => a.startedDateTime - b.startedDateTime);
    fc.assert(
      fc.property(told, ({ events, before, woke }) => {
        const rows = tell(createAwake(), before, new Map());
        const assembler = createAssembler();
        assembler.restore([...rows.values()]);
        tell(assembler, woke, rows);
        expect(inOrder(rows)).toEqual(inOrder(tell(createAwake(), events, new Map())));
      }),
      { numRuns: 500 },
    );
  });
});
