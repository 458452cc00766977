// What is peculiar to each program that writes HAR files; the files are written by hand, from what is known of them.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linesOf, openWhole } from './chunks.ts';

const open = (name: string) =>
  openWhole(readFileSync(new URL(`../../../fixtures/har/${name}.har`, import.meta.url)));

describe('Safari', () => {
  it('says where a response is from, leaves timings out as null, and may have no date', async () => {
    const { exchanges, problems } = await open('safari');
    expect(exchanges.map((one) => [one.status, one.fromCache, one.serviceWorker, one.error])).toEqual([
      [429, false, '', ''],
      [200, true, '', ''],
      [200, false, 'intercepted', ''],
      [0, false, '', 'The network connection was lost.'],
    ]);
    expect(exchanges[0]?.timings).toMatchObject({ blocked: 2.5, connect: 30.25, ssl: 18, wait: 55 });
    // Of the 300 decoded bytes 180 came.
    expect(exchanges[0]).toMatchObject({ serverIPAddress: '2001:db8::8', responseBodySize: 180 });
    expect(exchanges[1]?.timings).toMatchObject({ blocked: -1, send: -1, wait: 0 });
    expect(linesOf(problems)).toEqual([
      expect.stringMatching(/^entry 5: startedDateTime is not a date.*byte \d+/),
    ]);
  });
});

describe('Fiddler', () => {
  it('writes a byte order mark, seven digits of a second, its own order, and the year 1 for no time', async () => {
    const { exchanges, problems } = await open('fiddler');
    expect(exchanges.map(({ method, status }) => `${method} ${status}`)).toEqual([
      'CONNECT 200',
      'GET 503',
      'POST 302',
    ]);
    const [tunnel, refused, posted] = exchanges;
    expect(tunnel?.url).toBe('http://api.memfault.com:443');
    expect(refused).toMatchObject({
      startedDateTime: Date.UTC(2026, 10, 2, 9, 40, 0, 123),
      responseStart: 142,
      httpVersion: 'HTTP/1.1',
    });
    expect(posted?.redirectURL).toBe('/login');
    expect(posted?.requestBodyHash).not.toBe('');
    expect(linesOf(problems)).toEqual([expect.stringMatching(/^entry 3: startedDateTime/)]);
  });
});

describe('mitmproxy', () => {
  it('has no blocked and dns, null or −1000 for what it does not know, and empty content of what failed', async () => {
    const { exchanges, problems } = await open('mitmproxy');
    expect(problems).toEqual([]);
    const [first, second, failed, socket] = exchanges;
    expect(first).toMatchObject({
      startedDateTime: Date.UTC(2026, 10, 2, 9, 50, 0, 654),
      responseStart: 340.5,
      responseBodySize: 61,
    });
    expect(second?.startedDateTime).toBe(Date.UTC(2026, 10, 2, 9, 50, 1));
    expect(second?.timings).toMatchObject({ blocked: -1, dns: -1, connect: -1, ssl: -1, wait: 300 });
    expect(failed).toMatchObject({ status: 0, state: 'failed', error: 'Client disconnected.', mimeType: '' });
    expect(socket).toMatchObject({ status: 101, resourceType: 'websocket', state: 'complete' });
  });
});

describe('Insomnia', () => {
  it('gives all entries one date, status 0 to what was never sent, and perhaps no address', async () => {
    const { exchanges, problems } = await open('insomnia');
    expect(exchanges.map(({ id, status, state }) => [id, status, state])).toEqual([
      ['har.1', 401, 'complete'],
      ['har.2', 0, 'failed'],
      ['har.4', 503, 'complete'],
    ]);
    expect(new Set(exchanges.map(({ startedDateTime }) => startedDateTime)).size).toBe(1);
    expect(exchanges[0]).toMatchObject({ responseStart: 84.211, responseBodySize: 31, requestBodyHash: '' });
    expect(exchanges[2]?.requestBodyHash).not.toBe('');
    expect(linesOf(problems)).toEqual([
      expect.stringMatching(/^entry 3: request\.url is not an address that can be read \(byte \d+\)$/),
    ]);
  });
});

describe('Playwright', () => {
  it('has status −1 and a reason of its own where nothing came, and files beside for bodies', async () => {
    const { exchanges, problems } = await open('playwright');
    expect(problems).toEqual([]);
    expect(exchanges.map(({ status, state, error }) => [status, state, error])).toEqual([
      [529, 'complete', ''],
      [0, 'failed', 'net::ERR_CONNECTION_REFUSED'],
      [0, 'failed', 'net::ERR_FAILED'],
      [201, 'complete', ''],
    ]);
    const [overloaded, refused, , api] = exchanges;
    expect(overloaded).toMatchObject({
      serverIPAddress: '2001:db8::9',
      responseStart: 46.92,
      responseBodySize: 18,
    });
    expect(refused).toMatchObject({ time: 0, responseStart: -1 });
    expect(api).toMatchObject({ time: 0, requestBodySize: 11, requestBodyHash: '' });
  });
});

describe('writers of HAR 1.1', () => {
  it('know nothing of ssl and addresses', async () => {
    const { exchanges, problems } = await open('har-1.1');
    expect(problems).toEqual([]);
    expect(exchanges[0]).toMatchObject({
      startedDateTime: Date.UTC(2026, 10, 2, 9, 0, 0, 500),
      status: 500,
      serverIPAddress: '',
      responseStart: 50,
    });
    expect(exchanges[0]?.timings?.ssl).toBe(-1);
  });
});
