import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../../lib/http/exchange.ts';
import { type Attempt, createCallGrouper, groupCalls } from '../../../../lib/retry/calls.ts';
import { drawCall, drawCallOf, drawnAt } from '../../../fixtures/draw-call.ts';

const shape = (attempts: readonly Attempt[]) =>
  attempts.map(({ callId, attempt, evidence }) => `${callId}#${attempt} ${evidence}`);

const numbers = (exchanges: readonly Exchange[]) => groupCalls(exchanges).map(({ attempt }) => attempt);

const withHeader = (exchanges: readonly Exchange[], name: string, values: readonly string[]) =>
  exchanges.map((exchange, index) => ({
    ...exchange,
    requestHeaders: [{ name, value: values[index] ?? '' }],
  }));

/** Changes one exchange of a list. */
const change = (exchanges: readonly Exchange[], index: number, fields: Partial<Exchange>) =>
  exchanges.map((exchange, at) => (at === index ? { ...exchange, ...fields } : exchange));

describe('likeness', () => {
  test('failures followed by the same request are one call until it succeeds', () => {
    expect(shape(groupCalls(drawCall`503 --2s-- 429 --4s-- ERR --8s-- 200 --2s-- 503`))).toEqual([
      '1.0#1 single',
      '1.0#2 heuristic',
      '1.0#3 heuristic',
      '1.0#4 heuristic',
      '5.0#1 single',
    ]);
  });

  test.each([
    ['tab', { tabId: 8 }],
    ['initiator', { initiator: 'https://other.example' }],
    ['method', { method: 'HEAD' }],
    ['page of a list', { url: 'https://api.example/items?page=2' }],
    ['body', { requestBodyHash: 'h' }],
  ])('another %s is another call', (_, fields) => {
    expect(numbers(change(drawCall`503 --2s-- 503`, 1, fields))).toEqual([1, 1]);
  });

  test.each([
    ['cache-buster', { url: 'https://api.example/items?_=1795262402100' }],
    ['credential', { requestHeaders: [{ name: 'Authorization', value: 'Bearer 2' }] }],
    ['date', { requestHeaders: [{ name: 'Date', value: 'Sat, 21 Nov 2026 12:00:02 GMT' }] }],
    ['trace', { requestHeaders: [{ name: 'traceparent', value: '00-1-2-01' }] }],
  ])('another %s is the same call', (_, fields) => {
    expect(numbers(change(drawCall`503 --2s-- 503`, 1, fields))).toEqual([1, 2]);
  });

  test('a client that does not read the failed body may repeat before its end', () => {
    const exchanges = change(drawCall`503 --10ms-- 200`, 0, { time: 5000 });
    expect(numbers(exchanges)).toEqual([1, 2]);
  });

  test.each([
    ['plain', {}, '--2s--', 0.9],
    ['no tab and no initiator', { tabId: -1, initiator: '' }, '--2s--', 0.85],
    ['a worker', { tabId: -1 }, '--2s--', 0.9],
    ['an unseen body', { method: 'POST' }, '--2s--', 0.6],
    ['a seen body', { method: 'POST', requestBodyHash: 'h' }, '--2s--', 0.9],
    ['more than an hour later', {}, '--61m--', 0.7],
  ])('confidence: %s', (_, fields, gap, confidence) => {
    const [, second] = groupCalls(drawCallOf(fields)`503 ${gap} 503`);
    expect(second).toMatchObject({ attempt: 2, confidence });
  });

  test('a weak link stays known to the attempts after it', () => {
    const attempts = groupCalls(drawCall`503 --61m-- 503 --8s-- 503`);
    expect(attempts.map(({ confidence }) => confidence)).toEqual([1, 0.7, 0.9]);
    expect(attempts.map(({ chainConfidence }) => chainConfidence)).toEqual([undefined, undefined, 0.7]);
  });

  test('the longest stated wait is still the same call; a day is not', () => {
    expect(numbers(drawCall`503 --32768s-- 503`)).toEqual([1, 2]);
    expect(numbers(drawCall`503 --24h-- 503`)).toEqual([1, 1]);
  });
});

describe("the client's own word", () => {
  test.each([
    ['amz-sdk-invocation-id', ['a', 'a', 'b']],
    ['Idempotency-Key', ['a', 'a', 'b']],
    ['x-ms-client-request-id', ['a', 'a', 'b']],
    ['x-goog-api-client', ['gccl-invocation-id/a', 'gccl-invocation-id/a', 'gccl-invocation-id/b']],
  ])('%s groups for certain, and another id is another call', (name, values) => {
    const attempts = groupCalls(withHeader(drawCall`503 --2s-- 503 --2s-- 503`, name, values));
    expect(shape(attempts)).toEqual(['1.0#1 single', '1.0#2 certain', '3.0#1 single']);
    expect(attempts[1]?.confidence).toBe(1);
  });

  test('an id holds across tabs and after a success', () => {
    const exchanges = withHeader(drawCall`200 --2s-- 200`, 'amz-sdk-invocation-id', ['a', 'a']);
    expect(numbers(change(exchanges, 1, { tabId: 8 }))).toEqual([1, 2]);
  });

  test('the same Idempotency-Key with another body is key reuse', () => {
    const posts = drawCallOf({ method: 'POST', requestBodyHash: 'h1' })`503 --2s-- 503`;
    const exchanges = withHeader(posts, 'Idempotency-Key', ['k', 'k']);
    expect(numbers(exchanges)).toEqual([1, 2]);
    expect(numbers(change(exchanges, 1, { requestBodyHash: 'h2' }))).toEqual([1, 1]);
  });

  test('an Idempotency-Key whose body was not seen is strong', () => {
    const exchanges = withHeader(drawCallOf({ method: 'POST' })`503 --2s-- 503`, 'Idempotency-Key', [
      'k',
      'k',
    ]);
    expect(groupCalls(exchanges)[1]).toMatchObject({ evidence: 'strong', confidence: 0.9 });
  });

  test.each([
    ['x-stainless-retry-count', ['0', '1', '2']],
    ['Retry-Attempt', ['0', '1', '2']],
    ['grpc-previous-rpc-attempts', ['', '1', '2']],
    ['x-envoy-attempt-count', ['1', '2', '3']],
  ])('%s groups strongly', (name, values) => {
    const attempts = groupCalls(withHeader(drawCall`503 --2s-- ERR --4s-- 200`, name, values));
    expect(shape(attempts)).toEqual(['1.0#1 single', '1.0#2 strong', '1.0#3 strong']);
    expect(attempts[2]?.confidence).toBe(0.95);
  });

  test('a counter at its start begins a call, though the one before failed', () => {
    const exchanges = withHeader(drawCall`503 --2s-- 503`, 'x-stainless-retry-count', ['0', '0']);
    expect(numbers(exchanges)).toEqual([1, 1]);
  });

  test('a counter finds the failure behind a success of a twin', () => {
    const exchanges = withHeader(drawCall`503 --1s-- 200 --1s-- 200`, 'retry-attempt', ['0', '0', '1']);
    expect(shape(groupCalls(exchanges))[2]).toBe('1.0#2 strong');
  });

  test('a counter without a failure to count from stands alone', () => {
    expect(numbers(withHeader(drawCall`200 --2s-- 200`, 'retry-attempt', ['0', '1']))).toEqual([1, 1]);
  });
});

describe('not retries', () => {
  test('redirects and authentication hops of one request', () => {
    const hops = drawCall`302 --0s-- 401 --0s-- 503`.map((hop, index) => ({ ...hop, id: `1.${index}` }));
    expect(shape(groupCalls(hops))).toEqual(['1.0#1 single', '1.1#1 single', '1.2#1 single']);
  });

  test('… but the next request may repeat what a hop got', () => {
    const [hop, ...rest] = drawCall`302 --0s-- 503 --2s-- 503`;
    const ids = ['1.1', '2.0'];
    const exchanges = [{ ...(hop as Exchange), url: 'https://api.example/old' }, ...rest];
    expect(shape(groupCalls(exchanges.map((e, i) => ({ ...e, id: ids[i - 1] ?? '1.0' }))))).toEqual([
      '1.0#1 single',
      '1.1#1 single',
      '1.1#2 heuristic',
    ]);
  });

  test('entries of a HAR file do not share a request', () => {
    const entries = drawCall`503 --2s-- 503`.map((entry, index) => ({ ...entry, id: `har.${index}` }));
    expect(numbers(entries)).toEqual([1, 2]);
  });

  test('preflights', () => {
    const preflights = drawCallOf({ method: 'OPTIONS' })`503 --2s-- 503`;
    expect(numbers(preflights)).toEqual([1, 2]);
    expect(numbers(withHeader(preflights, 'Access-Control-Request-Method', ['PUT', 'PUT']))).toEqual([1, 1]);
    expect(numbers(preflights.map((e) => ({ ...e, resourceType: 'preflight' })))).toEqual([1, 1]);
  });

  test('overlapping requests', () => {
    const [first, second] = drawCall`503 --2s-- 503`;
    if (!first || !second) throw new Error('two were drawn');
    const twins = [first, { ...second, startedDateTime: drawnAt + 50 }];
    expect(numbers(twins)).toEqual([1, 1]);
    const hedged = withHeader(twins, 'amz-sdk-invocation-id', ['a', 'a']);
    expect(numbers(hedged)).toEqual([1, 1]);
  });

  test('two overlapping requests may repeat one failure', () => {
    const [failed, retry] = drawCall`503 --2s-- 200`;
    if (!failed || !retry) throw new Error('two were drawn');
    const hedge = { ...retry, id: '3.0', startedDateTime: retry.startedDateTime + 50 };
    expect(shape(groupCalls([failed, retry, hedge]))).toEqual([
      '1.0#1 single',
      '1.0#2 heuristic',
      '1.0#2 heuristic',
    ]);
  });

  test('which of two overlapping failures is repeated is a guess', () => {
    const [first, retry] = drawCall`503 --2s-- 200`;
    if (!first || !retry) throw new Error('two were drawn');
    const twin = { ...first, id: '9.0', startedDateTime: drawnAt + 50 };
    expect(groupCalls([first, twin, retry])[2]).toMatchObject({ callId: '9.0', attempt: 2, confidence: 0.7 });
  });

  test('documents: a reload is a person at work', () => {
    for (const resourceType of ['main_frame', 'sub_frame', 'document']) {
      expect(numbers(drawCallOf({ resourceType })`503 --2s-- 503`)).toEqual([1, 1]);
    }
  });

  test('what a page asks for after it was loaded again', () => {
    const calls = drawCall`503 --4s-- 503`;
    const reload = (fields: Partial<Exchange>) =>
      drawCallOf(
        {
          resourceType: 'main_frame',
          url: 'https://app.example/start',
          initiator: '',
          startedDateTime: drawnAt + 2000,
          ...fields,
        },
        9,
      )`200`;
    expect(numbers([...calls, ...reload({})])).toEqual([1, 1, 1]);
    expect(numbers([...calls, ...reload({ tabId: 8 })])).toEqual([1, 1, 2]);
    expect(numbers([...calls, ...reload({ url: 'https://ads.example/' })])).toEqual([1, 1, 2]);
    expect(numbers([...calls, ...reload({ startedDateTime: drawnAt - 500 })])).toEqual([1, 1, 2]);
    const counted = withHeader(calls, 'retry-attempt', ['0', '1']);
    expect(numbers([...counted, ...reload({})])).toEqual([1, 1, 2]);
  });

  test('polling that goes on at its rhythm', () => {
    expect(numbers(drawCall`200 --5s-- 200 --5s-- 200 --5s-- 503 --5s-- 503 --5s-- 200`)).toEqual([
      1, 1, 1, 1, 1, 1,
    ]);
  });

  test('a repetition off the rhythm of a poll is a retry', () => {
    expect(numbers(drawCall`200 --5s-- 200 --5s-- 200 --5s-- 503 --1s-- 503 --2s-- 200`)).toEqual([
      1, 1, 1, 1, 2, 3,
    ]);
  });

  test('two successes, or irregular ones, are no poll', () => {
    expect(numbers(drawCall`200 --5s-- 200 --5s-- 503 --5s-- 503`)).toEqual([1, 1, 1, 2]);
    expect(numbers(drawCall`200 --1s-- 200 --9s-- 200 --5s-- 503 --5s-- 503`)).toEqual([1, 1, 1, 1, 2]);
  });

  test('addresses without a server', () => {
    expect(numbers(drawCallOf({ url: 'data:text/plain,x' })`ERR --2s-- ERR`)).toEqual([1, 1]);
  });
});

test('nothing repeats a request that is still pending', () => {
  expect(numbers(drawCall`pending --2s-- 200`)).toEqual([1, 1]);
});

test('what has been idle for eleven hours is forgotten once a thousand others came', () => {
  const { add } = createCallGrouper();
  const [failed, retry] = drawCall`503 --2s-- 503`;
  if (!failed || !retry) throw new Error('two were drawn');
  add(failed);
  expect(add(retry).attempt).toBe(2);
  const addOthers = (hours: number) => {
    for (let n = 0; n < 1000; n++) {
      const startedDateTime = drawnAt + hours * 3_600_000 + n;
      drawCallOf(
        { startedDateTime, url: `https://api.example/${hours}/${n}` },
        10_000 * hours + n,
      )`200`.forEach(add);
    }
  };
  addOthers(10);
  expect(add(retry).attempt).toBe(2);
  addOthers(12);
  addOthers(12);
  expect(add(retry).attempt).toBe(1);
});

test('a batch leaves its input alone and answers in order of start', () => {
  const exchanges = drawCall`503 --2s-- 503 --2s-- 200`.reverse();
  const copy = [...exchanges];
  expect(groupCalls(exchanges).map(({ exchange }) => exchange.id)).toEqual(['1.0', '2.0', '3.0']);
  expect(exchanges).toEqual(copy);
});
