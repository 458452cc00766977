// The call of fetch that is copied, run as JavaScript.
import vm from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';
import { fetchText } from '../../../../lib/transfer/copy-fetch.ts';
import { copiedRequest } from '../../../../lib/transfer/copy-request.ts';
import { hostileExchange } from './hostile.ts';

/** What fetch is called with when the text runs, and how often; nothing else is there to be reached. */
function callsOf(text: string): unknown[][] {
  const calls: string[] = [];
  const world = { requestBody: 'the body', record: (call: string) => calls.push(call) };
  vm.runInNewContext(`function fetch(...all) { record(JSON.stringify(all)); }\n${text}`, world);
  return calls.map((call) => JSON.parse(call));
}
const exchangeOf = (rest: Partial<Exchange>): Exchange => ({
  ...emptyExchange,
  url: 'https://api.test/x',
  ...rest,
});

describe('the call of fetch', () => {
  it('reads as a person would write it', () => {
    const requestHeaders = [
      { name: 'Content-Type', value: 'application/json' },
      { name: 'Cookie', value: 'sid=abcdef0123456789' },
      { name: 'X-Api-Key', value: 'abcdef0123456789' },
    ];
    expect(fetchText(exchangeOf({ method: 'POST', requestBodySize: 12, requestHeaders }))).toBe(
      [
        '// [redacted] stands for a credential, which Retryscope does not keep.',
        '// The body is not kept: put yours into requestBody first.',
        '// Fields that only the browser may set are left out.',
        'fetch("https://api.test/x", {',
        '  method: "POST",',
        '  headers: [',
        '    ["Content-Type", "application/json"],',
        '    ["X-Api-Key", "[redacted]"],',
        '  ],',
        "  credentials: 'include',",
        '  body: requestBody,',
        '});',
      ].join('\n'),
    );
  });

  it('is made once, with exactly what it was made from, whatever the server and the page wrote', () => {
    let run = 0;
    fc.assert(
      fc.property(hostileExchange, (exchange) => {
        const text = fetchText(exchange);
        const request = copiedRequest(exchange);
        fc.pre(text !== null && request !== null);
        const [call, ...more] = callsOf(text);
        expect(more).toEqual([]);
        const [url, init] = call as [string, { method: string; headers?: string[][]; body?: string }];
        expect([url, init.method]).toEqual([request.url, request.method]);
        const written = (init.headers ?? []).map(([name, value]) => ({ name, value }));
        const own = /^(?:cookie|referer)$/i;
        expect(written).toEqual(request.headers.filter(({ name }) => !own.test(name)));
        expect(init.body).toBe(request.body === 'lost' ? 'the body' : undefined);
        run += 1;
      }),
    );
    expect(run).toBeGreaterThan(50);
  });

  it('hides nothing: what cannot be seen stands escaped', () => {
    const text = fetchText(exchangeOf({ requestHeaders: [{ name: 'X', value: 'a\u200b\u2028\u{e0041}b' }] }));
    expect(text).toContain('"a\\u200b\\u2028\\udb40\\udc41b"');
    expect(callsOf(text ?? '')).toMatchObject([[{}, { headers: [['X', 'a\u200b\u2028\u{e0041}b']] }]]);
  });

  it('is none without an address of the web', () => {
    expect(fetchText(exchangeOf({ url: 'javascript:alert(1)' }))).toBeNull();
  });
});
