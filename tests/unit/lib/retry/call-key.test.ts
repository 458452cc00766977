import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyExchange } from '../../../../lib/http/exchange.ts';
import { callKey, isBodyKnown, normalizeUrl, originOf, requestKey } from '../../../../lib/retry/call-key.ts';
import { anyUrl } from '../../../fixtures/any-text.ts';

describe('normalizeUrl', () => {
  test.each([
    ['https://a.example/x', 'https://a.example/x'],
    ['https://a.example/x#part', 'https://a.example/x'],
    ['https://a.example/x?_=1795262400000', 'https://a.example/x'],
    ['https://a.example/x?page=2&_=1795262400000', 'https://a.example/x?page=2'],
    ['https://a.example/x?cb=0.8312345&page=2#top', 'https://a.example/x?page=2'],
    ['https://a.example/x?X-Amz-Date=20261121T120000Z&X-Amz-Signature=ab&k=1', 'https://a.example/x?k=1'],
    ['https://a.example/x?sig=abc&nonce=7', 'https://a.example/x'],
  ])('%s → %s', (url, normalized) => {
    expect(normalizeUrl(url)).toBe(normalized);
  });

  test.each([
    'https://a.example/x?page=2',
    'https://a.example/x?cursor=1795262400000',
    'https://a.example/x?since=1795262400000',
    'https://a.example/x?t=users&r=2',
    'https://a.example/x?_',
    'https://a.example/x?',
    'https://a.example/x?b=2&a=1',
    '',
  ])('%s stays', (url) => {
    expect(normalizeUrl(url)).toBe(url);
  });

  test('normalising twice changes nothing more', () => {
    fc.assert(
      fc.property(anyUrl, (url) => {
        expect(normalizeUrl(normalizeUrl(url))).toBe(normalizeUrl(url));
      }),
    );
  });
});

describe('keys', () => {
  const exchange = { ...emptyExchange, method: 'POST', url: 'https://a.example/x', requestBodyHash: 'h1' };

  test('tell requests apart by method, URL and body, and calls by their origin too', () => {
    expect(requestKey({ ...exchange, tabId: 3, initiator: 'https://b.example' })).toBe(requestKey(exchange));
    expect(callKey({ ...exchange, tabId: 3 })).not.toBe(callKey(exchange));
    expect(callKey({ ...exchange, initiator: 'https://b.example' })).not.toBe(callKey(exchange));
    for (const other of [{ method: 'PUT' }, { url: 'https://a.example/y' }, { requestBodyHash: 'h2' }]) {
      expect(requestKey({ ...exchange, ...other })).not.toBe(requestKey(exchange));
    }
  });

  test('an unseen body is told apart by its size', () => {
    const unseen = { ...exchange, requestBodyHash: '' };
    expect(requestKey({ ...unseen, requestBodySize: 10 })).not.toBe(
      requestKey({ ...unseen, requestBodySize: 11 }),
    );
  });

  test.each([
    [{ method: 'GET' }, true],
    [{ method: 'POST' }, false],
    [{ method: 'POST', requestBodySize: 0 }, true],
    [{ method: 'POST', requestBodySize: 12 }, false],
    [{ method: 'GET', requestBodySize: 12 }, false],
    [{ method: 'POST', requestBodySize: 12, requestBodyHash: 'h' }, true],
  ])('the body of %o is known: %s', (fields, known) => {
    expect(isBodyKnown({ ...emptyExchange, ...fields })).toBe(known);
  });
});

test.each([
  ['https://a.example/x?y#z', 'https://a.example'],
  ['https://a.example:8443', 'https://a.example:8443'],
  ['https://a.example?x', 'https://a.example'],
  ['null', 'null'],
  ['', ''],
])('the origin of %s is %s', (url, origin) => {
  expect(originOf(url)).toBe(origin);
});
