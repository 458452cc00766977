import { describe, expect, test } from 'vitest';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';
import { compareRequests } from '../../../../lib/retry/same-request.ts';

const request = (fields: Partial<Exchange> = {}, headers: Record<string, string> = {}): Exchange => ({
  ...emptyExchange,
  url: 'https://api.example/items',
  status: 503,
  ...fields,
  requestHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })),
});

describe('compareRequests', () => {
  test('the same method, address and body is the same request', () => {
    expect(compareRequests(request(), request())).toBe('same');
    expect(compareRequests(request(), request({ tabId: 3, initiator: 'https://b.example' }))).toBe('same');
  });

  test.each([{ method: 'PUT' }, { url: 'https://api.example/items/7' }, { requestBodyHash: 'h' }])(
    '%o changes it',
    (fields) => expect(compareRequests(request(), request(fields))).toBe('changed'),
  );

  test.each(['Accept', 'content-type', 'If-Match', 'Range'])('%s changes it, sent or left out', (name) => {
    expect(compareRequests(request({}, { [name]: 'a' }), request({}, { [name]: 'b' }))).toBe('changed');
    expect(compareRequests(request({}, { [name]: 'a' }), request())).toBe('changed');
    expect(compareRequests(request({}, { [name]: 'a' }), request({}, { [name.toUpperCase()]: 'a' }))).toBe(
      'same',
    );
  });

  test.each(['traceparent', 'x-request-id', 'date', 'user-agent', 'authorization', 'cookie'])(
    '%s changes nothing after a 503',
    (name) =>
      expect(compareRequests(request({}, { [name]: 'a' }), request({}, { [name]: 'b' }))).toBe('same'),
  );

  test.each([401, 403, 407, 511])('after %d credentials decide', (status) => {
    const [a, b, gone] = [{ 'X-Auth-Token': 'a' }, { 'X-Auth-Token': 'b' }, { 'X-Auth-Token': '[redacted]' }];
    expect(compareRequests(request({ status }, a), request({}, b))).toBe('changed');
    expect(compareRequests(request({ status }), request({}, b))).toBe('changed');
    expect(compareRequests(request({ status }, a), request({}, a))).toBe('same');
    expect(compareRequests(request({ status }), request())).toBe('unseen');
    expect(compareRequests(request({ status }, gone), request({}, gone))).toBe('unseen');
  });
});
