import { describe, expect, it } from 'vitest';
import { exchangeFromHarEntry } from '../../../../lib/transfer/har-entry.ts';
import { harEntry } from './arbitraries.ts';

/** The exchange of an entry that must be readable. */
function read(fields: Parameters<typeof harEntry>[0]) {
  const result = exchangeFromHarEntry(harEntry(fields), 'har.1');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

describe('exchangeFromHarEntry', () => {
  it('names the field of each problem', () => {
    const entry = harEntry({ response: { status: null }, request: { bodySize: Number.POSITIVE_INFINITY } });
    expect(exchangeFromHarEntry(entry, 'har.1')).toEqual({
      ok: false,
      problems: [
        { path: 'response.status', message: 'is not a number' },
        { path: 'request.bodySize', message: 'is out of range' },
      ],
    });
  });

  it('has no timings and no start of the response where the entry has none', () => {
    const exchange = read({ timings: undefined });
    expect(exchange).toMatchObject({ id: 'har.1', time: 10, responseStart: -1 });
    expect('timings' in exchange).toBe(false);
  });

  it('calls a response that broke off failed', () => {
    const exchange = read({ response: { _error: 'net::ERR_CONTENT_LENGTH_MISMATCH' } });
    expect(exchange).toMatchObject({ status: 200, state: 'failed', responseStart: 9 });
  });

  it.each([
    [true, 'intercepted'],
    [false, ''],
    ['yes', ''],
  ])('reads whether a service worker answered: %j', (_fetchedViaServiceWorker, serviceWorker) => {
    expect(read({ response: { _fetchedViaServiceWorker } }).serviceWorker).toBe(serviceWorker);
  });

  it('takes numbers among header values as text', () => {
    const headers = [
      { name: 'Retry-After', value: 30 },
      { name: 'X', value: null },
    ];
    expect(read({ response: { headers } }).responseHeaders).toEqual([
      { name: 'Retry-After', value: '30' },
      { name: 'X', value: '' },
    ]);
  });

  it.each([
    ['as sent', { bodySize: 90, content: { size: 300 } }, 90],
    ['by the compression', { bodySize: -1, content: { size: 300, compression: 100 } }, 200],
    ['by the decoded size of a plain body', { bodySize: -1, content: { size: 300 } }, 300],
    [
      'unknown for an encoded body',
      { bodySize: -1, content: { size: 300 }, headers: [{ name: 'Content-Encoding', value: 'br' }] },
      -1,
    ],
  ])('tells the size of the body: %s', (_, response, size) => {
    expect(read({ response }).responseBodySize).toBe(size);
  });

  it('tells bodies apart without keeping them', () => {
    const hash = (text: string) => read({ request: { postData: { mimeType: '', text } } }).requestBodyHash;
    expect(hash('')).toBe('');
    expect(hash('{"a":1}')).toBe(hash('{"a":1}'));
    expect(hash('{"a":1}')).not.toBe(hash('{"a":2}'));
  });

  it.each([
    [{ type: 'parser', url: 'https://a.example/' }, 'https://a.example/'],
    [
      { type: 'script', stack: { callFrames: [{ url: 'https://a.example/x.js' }] } },
      'https://a.example/x.js',
    ],
    [{ type: 'script', stack: { callFrames: [] } }, ''],
    [{ type: 'other' }, ''],
    [null, ''],
    ['https://a.example/', 'https://a.example/'],
  ])('reads the initiator %j', (_initiator, expected) => {
    expect(read({ _initiator }).initiator).toBe(expected);
  });
});
