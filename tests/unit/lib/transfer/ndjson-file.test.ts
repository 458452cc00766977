import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';
import { completed, exchange } from './arbitraries.ts';
import { linesOf, openWhole } from './chunks.ts';

const known = (value: number | undefined): number | null =>
  value !== undefined && value >= 0 ? value : null;

/** A line as docs/ndjson.md describes it, with what a reader needs. */
const lineOf = (item: Exchange): string =>
  JSON.stringify({
    type: 'exchange',
    started_at: new Date(item.startedDateTime).toISOString(),
    method: item.method,
    url: item.url,
    host: 'any',
    status: item.status,
    status_text: item.statusText,
    state: item.state,
    error: item.error,
    time_ms: known(item.time),
    id: item.id,
    twin_id: item.twinId,
    tab_id: known(item.tabId),
    initiator: item.initiator,
    started_ms: item.startedDateTime,
    response_start_ms: known(item.responseStart),
    resource_type: item.resourceType,
    http_version: item.httpVersion,
    request_headers: JSON.stringify(item.requestHeaders),
    request_body_bytes: known(item.requestBodySize),
    request_body_hash: item.requestBodyHash,
    response_headers: JSON.stringify(item.responseHeaders),
    response_body_bytes: known(item.responseBodySize),
    mime_type: item.mimeType,
    redirect_url: item.redirectURL,
    server_ip: item.serverIPAddress,
    from_cache: item.fromCache,
    service_worker: item.serviceWorker,
    blocked_ms: known(item.timings?.blocked),
    dns_ms: known(item.timings?.dns),
    connect_ms: known(item.timings?.connect),
    ssl_ms: known(item.timings?.ssl),
    send_ms: known(item.timings?.send),
    wait_ms: known(item.timings?.wait),
    receive_ms: known(item.timings?.receive),
    captured_by: item.source,
    match: item.match,
    gap: item.gap,
  });

const first = '{"type":"session","retryscope_format":1,"gaps":"[\\"Capture was off for 3 s\\"]"}';
const last = '{"type":"summary","responses":2}';
const fileOf = (...lines: string[]): string => `${[first, ...lines, last].join('\n')}\n`;
const a = completed({ id: '1.0', url: 'https://api.memfault.com/a' });
const b = completed({ id: '2.0', url: 'https://api.memfault.com/b' });

describe('NDJSON of this tool', () => {
  it('opens with every field of every exchange, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(exchange, { selector: ({ id }) => id, maxLength: 4 }),
        fc.integer({ min: 1, max: 3000 }),
        async (items, size) => {
          const { exchanges, problems, gaps } = await openWhole(fileOf(...items.map(lineOf)), size);
          expect(problems).toEqual([]);
          expect(gaps).toEqual(['Capture was off for 3 s']);
          expect(exchanges).toEqual(items);
        },
      ),
    );
  });

  it.each([
    ['as it is', fileOf(lineOf(a), lineOf(b))],
    [
      'with a byte order mark and lines as Windows ends them',
      `\uFEFF${fileOf(lineOf(a), lineOf(b)).replaceAll('\n', '\r\n')}`,
    ],
    ['without its first line and its last', `${lineOf(a)}\n${lineOf(b)}`],
    ['with empty lines', `\n\n${fileOf(lineOf(a), '', ' ', lineOf(b))}\n\n`],
    ['with members in another order', `{"status":200,${lineOf(a).slice(1)}\n${lineOf(b)}\n`],
  ])('opens %s', async (_, text) => {
    for (const size of [1, 50, 65_536]) {
      const { exchanges, problems } = await openWhole(text, size);
      expect([exchanges, problems]).toEqual([[a, b], []]);
    }
  });

  it('makes do with what a query left of the columns', async () => {
    const { exchanges, problems } = await openWhole(
      '{"type":"exchange","started_at":"2026-11-02T09:00:00.250Z","method":"GET","url":"https://a.test/","status":503,"response_headers":[{"name":"Retry-After","value":"5"}]}',
    );
    expect(problems).toEqual([]);
    expect(exchanges).toEqual([
      {
        ...emptyExchange,
        id: 'har.1',
        startedDateTime: Date.UTC(2026, 10, 2, 9, 0, 0, 250),
        url: 'https://a.test/',
        status: 503,
        state: 'complete',
        responseHeaders: [{ name: 'Retry-After', value: '5' }],
      },
    ]);
  });

  it.each([
    ['half a line', lineOf(b).slice(0, 90), 'is not JSON'],
    ['a number', '7', 'is not an object'],
    ['another type', '{"type":"span"}', 'type is no type of line that is known here'],
    ['a type that is no text', '{"type":["exchange"]}', 'type is no type of line that is known here'],
    ['no columns', '{"type":"exchange"}', 'status is missing; started_at is not a date'],
    ['a status in words', lineOf(b).replace('"status":200', '"status":"200"'), 'status is not a number'],
    ['a time of 1e400', lineOf(b).replace('"time_ms":12', '"time_ms":1e400'), 'time_ms is out of range'],
    [
      'headers that are no list',
      lineOf(b).replace('"request_headers":"[]"', '"request_headers":"{}"'),
      'request_headers is not a list',
    ],
    [
      'headers that are no JSON',
      lineOf(b).replace('"request_headers":"[]"', '"request_headers":"[{"'),
      'request_headers is not a list',
    ],
    [
      'lists a million levels deep',
      lineOf(b).replace('{', `{"x":${'['.repeat(1e6)}${']'.repeat(1e6)},`),
      'nests more than 64 levels deep',
    ],
    ['a prototype', '{"type":"exchange","__proto__":{"status":200}}', 'status is missing'],
  ])('names the line of %s with its place, and keeps the rest', async (_, bad, message) => {
    const text = fileOf(lineOf(a), bad, lineOf(a).replace('"1.0"', '"3.0"'));
    const { exchanges, problems } = await openWhole(text, 1000);
    expect(exchanges.map(({ id }) => id)).toEqual(['1.0', '3.0']);
    expect(linesOf(problems)).toHaveLength(1);
    expect(linesOf(problems)[0]).toMatch(`line 3: ${message}`);
    expect(linesOf(problems)[0]).toContain(`(byte ${`${first}\n${lineOf(a)}\n`.length})`);
  });

  it('says that it is cut short where the last line is missing', async () => {
    const { exchanges, problems } = await openWhole(`${first}\n${lineOf(a)}\n`);
    expect(exchanges).toHaveLength(1);
    expect(linesOf(problems)[0]).toMatch(/^The file is cut short: entries may be missing \(byte \d+\)$/);
  });

  it('does not guess at lines of a later format', async () => {
    const later = fileOf(lineOf(a), lineOf(b)).replace('"retryscope_format":1', '"retryscope_format":2');
    const { exchanges, problems } = await openWhole(later);
    expect(exchanges).toEqual([]);
    expect(linesOf(problems)).toEqual([expect.stringContaining('A newer Retryscope wrote this file')]);
  });
});
