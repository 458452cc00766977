import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCorrelator } from '../../../../lib/capture/correlate.ts';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';

const exchange = (
  source: 'web-request' | 'devtools',
  id: string,
  at: number,
  more: Partial<Exchange> = {},
): Exchange => ({
  ...emptyExchange,
  id,
  source,
  tabId: 1,
  url: 'https://api.memfault.com/x',
  startedDateTime: at,
  time: 10,
  status: 503,
  state: 'complete',
  ...more,
});
const web = (at: number, more?: Partial<Exchange>) => exchange('web-request', `w${at}.0`, at, more);
const har = (at: number, more?: Partial<Exchange>) => exchange('devtools', `h${at}.0`, at, more);

describe('joining webRequest and DevTools', () => {
  it('makes one row under the first id, whichever came first', () => {
    const timings = { blocked: 0, dns: -1, connect: -1, ssl: -1, send: 0, wait: 9, receive: 1 };
    const one = createCorrelator();
    one.fromWebRequest(web(1000));
    expect(one.fromDevtools(har(1002, { timings }))).toMatchObject({
      id: 'w1000.0',
      source: 'both',
      match: 'exact',
      timings,
    });

    const two = createCorrelator();
    two.fromDevtools(har(1002, { timings }));
    expect(two.fromWebRequest(web(1000))).toMatchObject({
      id: 'h1002.0',
      source: 'both',
      match: 'exact',
      timings,
    });
  });

  it('joins a pending request and keeps joining as it ends', () => {
    const correlator = createCorrelator();
    correlator.fromWebRequest(web(0, { state: 'pending', status: 0, time: -1 }));
    expect(correlator.fromDevtools(har(3))).toMatchObject({ source: 'both', state: 'complete', status: 503 });
    expect(correlator.fromWebRequest(web(0))).toMatchObject({
      id: 'w0.0',
      source: 'both',
      state: 'complete',
    });
  });

  it.each([
    ['26 ms apart', { startedDateTime: 1026 }],
    ['another tab', { tabId: 2 }],
    ['another method', { method: 'POST' }],
    ['another URL', { url: 'https://api.memfault.com/y' }],
    ['another status', { status: 200 }],
  ])('keeps apart what differs: %s', (_, more) => {
    const correlator = createCorrelator();
    correlator.fromWebRequest(web(1000));
    expect(correlator.fromDevtools(har(1000, more))).toMatchObject({ source: 'devtools', match: 'none' });
  });

  it('does not count the fragment', () => {
    const correlator = createCorrelator();
    correlator.fromWebRequest(web(0));
    expect(correlator.fromDevtools(har(0, { url: 'https://api.memfault.com/x#top' }))).toMatchObject({
      source: 'both',
    });
  });

  it('says when two were as good as near', () => {
    const correlator = createCorrelator();
    correlator.fromWebRequest(web(1000));
    correlator.fromWebRequest(web(1010));
    expect(correlator.fromDevtools(har(1009))).toMatchObject({ id: 'w1010.0', match: 'inferred' });
    expect(correlator.fromDevtools(har(1001))).toMatchObject({ id: 'w1000.0', match: 'exact' });
  });

  it('keeps webRequest’s word on failures and HAR’s on what was on the wire', () => {
    const correlator = createCorrelator();
    correlator.fromWebRequest(web(0, { state: 'failed', error: 'net::ERR_CONNECTION_RESET', status: 0 }));
    expect(correlator.fromDevtools(har(1, { status: 0, state: 'failed' }))).toMatchObject({
      state: 'failed',
      error: 'net::ERR_CONNECTION_RESET',
    });
  });

  it('takes DevTools’ word again when a request that was listed has finished', () => {
    const correlator = createCorrelator();
    correlator.fromDevtools(har(0, { time: 4 }));
    correlator.fromWebRequest(web(1));
    expect(correlator.fromDevtools(har(0, { time: 9 }))).toMatchObject({
      id: 'h0.0',
      time: 9,
      source: 'both',
    });
    const alone = createCorrelator();
    alone.fromDevtools(har(0, { time: 4 }));
    expect(alone.fromDevtools(har(0, { time: 9 }))).toMatchObject({
      id: 'h0.0',
      time: 9,
      source: 'devtools',
    });
  });

  it('goes on from the rows of an earlier life', () => {
    const correlator = createCorrelator();
    correlator.restore([web(0), har(5_000)]);
    expect(correlator.fromDevtools(har(2))).toMatchObject({ id: 'w0.0', source: 'both' });
    expect(correlator.fromWebRequest(web(5_001))).toMatchObject({ id: 'h5000.0', source: 'both' });
  });

  it('gives each exchange one partner at the most, and each row one id, in any order of arrival', () => {
    const starts = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 12 });
    fc.assert(
      fc.property(starts, starts, fc.infiniteStream(fc.boolean()), (webs, hars, turns) => {
        const correlator = createCorrelator();
        const rows = new Map<string, Exchange>();
        const left = [...new Set(webs)].map((at) => web(at));
        const right = [...new Set(hars)].map((at) => har(at));
        const total = left.length + right.length;
        for (const turn of turns) {
          const next = turn ? (left.shift() ?? right.shift()) : (right.shift() ?? left.shift());
          if (!next) break;
          const row =
            next.source === 'devtools' ? correlator.fromDevtools(next) : correlator.fromWebRequest(next);
          rows.set(row.id, row);
        }
        const both = [...rows.values()].filter(({ source }) => source === 'both').length;
        expect(rows.size + both).toBe(total);
      }),
    );
  });
});
