import { describe, expect, test } from 'vitest';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';
import { readClientEvidence } from '../../../../lib/retry/call-evidence.ts';

const sending = (name: string, value: string, fields: Partial<Exchange> = {}) =>
  readClientEvidence({
    ...emptyExchange,
    url: 'https://a.example/x',
    ...fields,
    requestHeaders: [{ name, value }],
  });

const idOf = (name: string, value: string, fields?: Partial<Exchange>) =>
  sending(name, value, fields).ids[0]?.key;

describe('ids', () => {
  test.each([
    ['amz-sdk-invocation-id', '5f1e'],
    ['x-goog-api-client', 'gl-node/24 gccl/7.1 gccl-invocation-id/5f1e'],
    ['X-MS-Client-Request-Id', '5f1e'],
    ['Idempotency-Key', '5f1e'],
  ])('%s is certain', (name, value) => {
    expect(sending(name, value).ids).toMatchObject([{ evidence: 'certain' }]);
    expect(idOf(name, value)).toBe(idOf(name.toLowerCase(), value));
    expect(idOf(name, value)).not.toBe(idOf(name, `${value}0`));
  });

  test('an idempotency key counts for one request: with another body it is key reuse', () => {
    const key = (requestBodyHash: string) =>
      idOf('idempotency-key', 'k', { method: 'POST', requestBodyHash });
    expect(key('h1')).toBe(key('h1'));
    expect(key('h1')).not.toBe(key('h2'));
  });

  test('an idempotency key whose body was not seen is strong only', () => {
    expect(sending('idempotency-key', 'k', { method: 'POST' }).ids).toMatchObject([{ evidence: 'strong' }]);
  });

  test('x-goog-api-client without an invocation id, an empty value, another header say nothing', () => {
    expect(sending('x-goog-api-client', 'gl-node/24').ids).toEqual([]);
    expect(sending('idempotency-key', '').ids).toEqual([]);
    expect(sending('idempotency-kex', 'k').ids).toEqual([]);
  });
});

describe('counters', () => {
  test.each([
    ['x-stainless-retry-count', '0', 0],
    ['X-Stainless-Retry-Count', '2', 2],
    ['Retry-Attempt', '1', 1],
    ['grpc-previous-rpc-attempts', '3', 3],
    ['x-envoy-attempt-count', '1', 0],
    ['x-envoy-attempt-count', '3', 2],
    ['x-envoy-attempt-count', '0', 0],
    ['retry-attempt', 'two', undefined],
    ['retry-attempt', '-1', undefined],
    ['accept', '1', undefined],
  ])('%s: %s means %s retries', (name, value, retries) => {
    expect(sending(name, value).retryCount).toBe(retries);
  });

  test('of several the largest counts', () => {
    const requestHeaders = [
      { name: 'retry-attempt', value: '2' },
      { name: 'x-stainless-retry-count', value: '1' },
    ];
    expect(readClientEvidence({ ...emptyExchange, requestHeaders }).retryCount).toBe(2);
  });
});
