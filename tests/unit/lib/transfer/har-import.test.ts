import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../../lib/http/result.ts';
import { importHar } from '../../../../lib/transfer/har-import.ts';
import { harEntry } from './arbitraries.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../fixtures/har/${name}.har`, import.meta.url), 'utf8');

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const fileOf = (entries: string) => `{"log":{"version":"1.2","entries":[${entries}]}}`;
const placePattern = / \(byte (\d+)\)$/;
const withoutPlace = ({ path, message }: Problem) => `${path}: ${message.replace(placePattern, '')}`;
const goodEntry = JSON.stringify(harEntry());

describe('importHar, as Chrome writes it', () => {
  const { exchanges, problems } = importHar(fixture('chrome'));
  const [page, limited, cached, refused] = exchanges;

  it('reads every entry', () => {
    expect(problems).toEqual([]);
    expect(exchanges.map(({ id, status, state, source }) => [id, status, state, source])).toEqual([
      ['har.1', 200, 'complete', 'file'],
      ['har.2', 429, 'complete', 'file'],
      ['har.3', 200, 'complete', 'file'],
      ['har.4', 0, 'failed', 'file'],
    ]);
  });

  it('counts ssl inside connect and −1 as nothing', () => {
    expect(limited?.responseStart).toBe(10 + 4.25 + 40 + 0.5 + 60.5);
    expect(page?.responseStart).toBe(3.5 + 2 + 5 + 1 + 50);
    expect(cached?.responseStart).toBe(1.25);
  });

  it("reads Chrome's own fields", () => {
    expect(limited).toMatchObject({
      startedDateTime: Date.UTC(2026, 10, 2, 9, 15, 0, 800),
      resourceType: 'fetch',
      initiator: 'http://console.example.com/app.js',
      serverIPAddress: '2001:db8::8',
      httpVersion: 'http/2.0',
      fromCache: false,
      responseBodySize: 48,
      requestBodyHash: '',
    });
    expect(cached?.fromCache).toBe(true);
    expect(refused).toMatchObject({
      error: 'net::ERR_CONNECTION_REFUSED',
      responseStart: -1,
      requestBodySize: 17,
      time: 2031.5,
      initiator: 'http://console.example.com/app.js',
    });
    expect(refused?.requestBodyHash).toMatch(/^[0-9a-f]{6,14}$/);
  });
});

describe('importHar, as others write it', () => {
  it("reads Firefox's dates with an offset", () => {
    const { exchanges, problems } = importHar(fixture('firefox'));
    expect(problems).toEqual([]);
    expect(exchanges[0]?.startedDateTime).toBe(Date.UTC(2026, 10, 2, 9, 20, 0, 50));
    expect(exchanges[1]).toMatchObject({ status: 302, redirectURL: '/new', serverIPAddress: '::1' });
    expect(exchanges[2]).toMatchObject({ status: 0, state: 'failed', error: '' });
  });

  it('reads Charles with its byte order mark, form parameters and missing times', () => {
    const { exchanges, problems } = importHar(fixture('charles'));
    expect(problems).toEqual([]);
    expect(exchanges[0]).toMatchObject({
      status: 504,
      responseStart: 331,
      redirectURL: '',
      responseBodySize: 30,
    });
    expect(exchanges[0]?.requestBodyHash).toMatch(/^[0-9a-f]{6,14}$/);
    expect(exchanges[1]).toMatchObject({
      startedDateTime: Date.UTC(2026, 10, 2, 9, 1, 5, 250),
      time: 100,
      responseBodySize: 512,
    });
  });
});

describe('importHar, hostile files', () => {
  it('names each broken entry and keeps the rest', () => {
    const { exchanges, problems } = importHar(fixture('hostile'));
    expect(exchanges.map(({ id, status }) => [id, status])).toEqual([
      ['har.1', 200],
      ['har.19', 200],
      ['har.22', 0],
    ]);
    expect(problems.map(withoutPlace)).toEqual([
      'entry 2: response.status is not a number',
      'entry 3: time is out of range',
      'entry 4: startedDateTime is not a date from 1970 on with its time zone (ISO 8601)',
      'entry 5: startedDateTime is not a date from 1970 on with its time zone (ISO 8601)',
      'entry 6: request.url is not an address that can be read',
      'entry 7: is not an object',
      'entry 8: is not an object',
      'entry 9: is not an object',
      'entry 10: is not an object',
      'entry 11: request is missing; request.method is missing; request.url is not an address that can be read',
      'entry 12: response is missing; response.status is missing',
      'entry 13: response.status is missing',
      'entry 14: response.headers is not a list',
      'entry 15: request.headers[1] is not a header with a name and a value',
      'entry 16: response.status is not a whole number from 0 to 999',
      'entry 17: timings.wait is not a number',
      'entry 18: request.method is missing',
      'entry 20: startedDateTime is not a date from 1970 on with its time zone (ISO 8601)',
      'entry 21: startedDateTime is not a date from 1970 on with its time zone (ISO 8601)',
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('says at which byte each broken entry begins', () => {
    const bytes = readFileSync(new URL('../../../fixtures/har/hostile.har', import.meta.url));
    const { problems } = importHar(bytes.toString('utf8'));
    expect(problems).toHaveLength(19);
    for (const { path, message } of problems) {
      const before = bytes.subarray(0, Number(placePattern.exec(message)?.[1])).toString('utf8');
      // Each entry stands in a line of its own, the first in the second.
      expect(`entry ${before.split('\n').length - 1}`).toBe(path);
      expect(before.at(-1)).toBe('\n');
    }
  });

  it.each([
    ['', 'The file is empty'],
    ['not json', 'This is not JSON, or it is cut short'],
    [goodEntry.slice(0, 40), 'This is not JSON, or it is cut short'],
    ['null', 'This is not a HAR file: it has no log'],
    ['[]', 'This is not a HAR file: it has no log'],
    ['{"log":7}', 'This is not a HAR file: it has no log'],
    ['{"log":{}}', 'This is not a HAR file: its log has no list of entries'],
    ['{"log":{"entries":{"0":{}}}}', 'This is not a HAR file: its log has no list of entries'],
  ])('says what is wrong with the whole of %j', (text, message) => {
    expect(importHar(text)).toEqual({ exchanges: [], problems: [{ path: '', message }], gaps: [] });
  });

  it('refuses an entry that nests too deep, however deep, and keeps the rest', () => {
    for (const levels of [63, 10_000, 1_000_000]) {
      const { exchanges, problems } = importHar(fileOf(`{"x":${nested(levels)}},${goodEntry}`));
      expect(problems.map(withoutPlace)).toEqual(['entry 1: nests more than 64 levels deep']);
      expect(exchanges).toHaveLength(1);
    }
    const allowed = goodEntry.replace('{', `{"_x":${nested(60)},`);
    expect(importHar(fileOf(allowed)).exchanges).toHaveLength(1);
    expect(importHar(nested(1_000_000)).problems).toHaveLength(1);
  });

  it('keeps nothing that hides in a header list', () => {
    const inList = (levels: number) => `{"name":"A","value":"b","_x":${nested(levels)}}`;
    const withHeader = (header: string) => fileOf(goodEntry.replace('"headers":[]', `"headers":[${header}]`));
    expect(importHar(withHeader(inList(50))).exchanges[0]?.requestHeaders).toEqual([
      { name: 'A', value: 'b' },
    ]);
    for (const header of [inList(10_000), nested(10_000)]) {
      expect(importHar(withHeader(header)).problems[0]?.message).toContain('nests more than 64 levels deep');
    }
    expect(importHar(withHeader(nested(9))).problems[0]?.message).toContain(
      'request.headers[0] is not a header',
    );
  });

  it('gives two entries with one id two ids', () => {
    const twin = goodEntry.replace('{', '{"_retryscope":{"id":"7.0"},');
    const third = goodEntry.replace('{', '{"_retryscope":{"id":"har.2"},');
    const ids = importHar(fileOf([third, twin, twin, goodEntry].join())).exchanges.map(({ id }) => id);
    expect(ids).toEqual(['har.2', '7.0', '7.0.2', 'har.4']);
    expect(importHar(fileOf([third, goodEntry].join())).exchanges.map(({ id }) => id)).toEqual([
      'har.2',
      'har.2.2',
    ]);
  });

  it('tells many entries with one id apart in time', () => {
    const twin = goodEntry.replace('{', '{"_retryscope":{"id":"7.0"},');
    const { exchanges } = importHar(fileOf(Array.from({ length: 20_000 }, () => twin).join()));
    expect(new Set(exchanges.map(({ id }) => id)).size).toBe(20_000);
  });

  it('tells a broken entry by its first problems', () => {
    const numbers = JSON.stringify(Array.from({ length: 100_000 }, () => 7));
    const { problems } = importHar(fileOf(goodEntry.replace('"headers":[]', `"headers":${numbers}`)));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message.split('; ')).toHaveLength(3);
  });

  it('takes from its own fields only what makes sense', () => {
    const own = {
      id: 7,
      twinId: ['1.0'],
      tabId: 1.5,
      initiator: null,
      state: 'gone',
      source: 'elsewhere',
      match: [],
      gap: 'wide',
      serviceWorker: true,
      requestBodyHash: {},
      responseStart: '1',
      startedDateTime: 1,
      time: 5,
      timings: 'none',
    };
    const odd = goodEntry.replace('{', `{"_retryscope":${JSON.stringify(own)},`);
    expect(importHar(fileOf(odd))).toEqual(importHar(fileOf(goodEntry)));
    const never = goodEntry
      .replace('"status":200', '"status":0')
      .replace('{', '{"_retryscope":{"state":"complete"},');
    expect(importHar(fileOf(never)).exchanges[0]?.state).toBe('failed');
  });
});
