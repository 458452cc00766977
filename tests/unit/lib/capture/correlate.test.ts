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
const har = (at: number, more?: Partial<Exchange>) => exchange('devtools', `har-${at}.0`, at, more);

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
      id: 'har-1002.0',
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
    ['26 ms apart, ends too', { startedDateTime: 1026 }],
    ['251 ms apart, ends together', { startedDateTime: 749, time: 261 }],
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
      id: 'har-0.0',
      time: 9,
      source: 'both',
    });
    const alone = createCorrelator();
    alone.fromDevtools(har(0, { time: 4 }));
    expect(alone.fromDevtools(har(0, { time: 9 }))).toMatchObject({
      id: 'har-0.0',
      time: 9,
      source: 'devtools',
    });
  });

  it('goes on from the rows of an earlier life', () => {
    const correlator = createCorrelator();
    correlator.restore([web(0), har(5_000)]);
    expect(correlator.fromDevtools(har(2))).toMatchObject({ id: 'w0.0', source: 'both' });
    expect(correlator.fromWebRequest(web(5_001))).toMatchObject({ id: 'har-5000.0', source: 'both' });
  });

  it('goes on from joined rows of an earlier life, whichever saw them first', () => {
    for (const firstSide of ['web', 'devtools']) {
      const before = createCorrelator();
      const views = [
        () => before.fromWebRequest(web(0, { state: 'pending', status: 0 })),
        () => before.fromDevtools(har(2)),
      ];
      if (firstSide === 'devtools') views.reverse();
      const rows = views.map((view) => view());
      const after = createCorrelator();
      after.restore(rows.slice(1));
      const id = firstSide === 'web' ? 'w0.0' : 'har-2.0';
      expect(after.fromDevtools(har(2, { time: 30 }))).toMatchObject({ id, source: 'both' });
      expect(after.fromWebRequest(web(0))).toMatchObject({ id, source: 'both', status: 503 });
    }
  });

  it.each<[string, Exchange, string]>([
    ['told by webRequest', web(0), 'har-2.0'],
    ['joined', { ...web(0), twinId: 'har-2.0', source: 'both', match: 'exact' }, 'har-2.0'],
    ['of another request', web(500), 'w500.0'],
  ])('adopts a late row of an earlier life, %s, into what DevTools told again', (_, late, id) => {
    const correlator = createCorrelator();
    correlator.fromDevtools(har(2));
    expect(correlator.adopt(late).id).toBe(id);
    const isJoined = id === 'har-2.0';
    expect(correlator.fromDevtools(har(2))).toMatchObject({
      id: 'har-2.0',
      source: isJoined ? 'both' : 'devtools',
    });
    expect(correlator.fromWebRequest(web(late.startedDateTime))).toMatchObject({ id });
  });

  it('joins what a service worker sent, which webRequest gives no tab', () => {
    const correlator = createCorrelator();
    correlator.fromWebRequest(web(0, { tabId: -1 }));
    expect(correlator.fromDevtools(har(1))).toMatchObject({
      source: 'both',
      tabId: 1,
      serviceWorker: 'initiated',
    });
  });

  it('joins documents further apart, and what ends together as a guess', () => {
    const document = createCorrelator();
    document.fromWebRequest(web(1000, { resourceType: 'main_frame' }));
    expect(document.fromDevtools(har(950))).toMatchObject({ source: 'both', match: 'exact' });
    const late = createCorrelator();
    late.fromWebRequest(web(1000, { time: 80 }));
    expect(late.fromDevtools(har(1040, { time: 30 }))).toMatchObject({ source: 'both', match: 'inferred' });
  });

  it('tells requests of the same address and time apart by their ends', () => {
    const correlator = createCorrelator();
    correlator.fromWebRequest(web(1000, { time: 10 }));
    correlator.fromWebRequest(web(1004, { time: 90 }));
    expect(correlator.fromDevtools(har(1001, { time: 93 }))).toMatchObject({
      id: 'w1004.0',
      match: 'inferred',
    });
    expect(correlator.fromDevtools(har(1003, { time: 7 }))).toMatchObject({ id: 'w1000.0', match: 'exact' });
  });

  it('joins a WebSocket, which DevTools dates by its handshake and ends with its life', () => {
    const correlator = createCorrelator();
    correlator.fromWebRequest(web(1000, { resourceType: 'websocket', time: 100, status: 101 }));
    const life = har(1180, { time: 60_000, status: 101 });
    expect(correlator.fromDevtools(life)).toMatchObject({ source: 'both', match: 'exact', time: 60_000 });
  });

  it.each([
    ['net::ERR_FAILED', 'net::ERR_ABORTED', 'net::ERR_ABORTED'],
    ['net::ERR_FAILED', '', 'net::ERR_FAILED'],
    ['net::ERR_CONNECTION_RESET', 'net::ERR_FAILED', 'net::ERR_CONNECTION_RESET'],
    ['', 'net::ERR_FAILED', 'net::ERR_FAILED'],
  ])('of "%s" and DevTools’ "%s" takes the error that says more', (ofWeb, ofDevtools, error) => {
    const correlator = createCorrelator();
    correlator.fromWebRequest(web(0, { state: 'failed', error: ofWeb }));
    expect(correlator.fromDevtools(har(1, { state: 'failed', error: ofDevtools }))).toMatchObject({ error });
  });

  it('takes webRequest’s word on whether a response arrived that DevTools lists with an error', () => {
    const correlator = createCorrelator();
    correlator.fromWebRequest(web(0));
    const opaque = har(1, { state: 'failed', error: 'net::ERR_ABORTED' });
    expect(correlator.fromDevtools(opaque)).toMatchObject({ state: 'complete', error: '' });
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
