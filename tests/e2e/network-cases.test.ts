// What each kind of end of a request becomes: in the background's view, in DevTools', and where both are joined.

import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Exchange } from '../../lib/http/exchange.ts';
import { type Lab, startLab } from '../lab/server.ts';
import {
  commonRow,
  fetchText,
  named,
  openSocket,
  openView,
  type ExpectedRow as Row,
  requestIdOf,
  rowBy,
  rowsNamed,
  sendBeacon,
  shownRows,
  stopBeforeHead,
  stopInBody,
  type View,
  type Way,
} from './driver/requests.ts';

interface Case {
  /** `n=<name>` is in the query of its requests. */
  readonly name: string;
  readonly url: string;
  readonly send?: (page: Page, url: string, lab: Lab) => Promise<unknown>;
  readonly times?: number;
  /** By start, as the background alone sees them; … */
  readonly rows: readonly Row[];
  /** … as every other way does, where that differs, … */
  readonly more?: readonly Row[];
  /** … but for these. */
  readonly but?: Partial<Record<Way, readonly Row[]>>;
}

const failed = (error: string, status = 0): Row => ({
  status,
  state: 'failed',
  error: error && `net::${error}`,
});
const preflight = (status: number): Row => ({ status, method: 'OPTIONS' });
const byDevtools: Row = { ...rowBy.DevTools, resourceType: 'preflight' };
const socket: Row = { resourceType: 'websocket' };

const send = (init: RequestInit) => (page: Page, url: string) => fetchText(page, url, init);
const loop = (status: number): Row[] => [
  ...Array.from({ length: 20 }, () => ({ status: 302 })),
  failed('ERR_TOO_MANY_REDIRECTS', status),
];
const stoppedSomehow: Row = {
  ...failed('', 200),
  error: expect.stringMatching(/^net::ERR_(?:FAILED|ABORTED)$/),
};
const twice: readonly Row[] = [{ status: 200 }, { status: 200, fromCache: true }];
const revalidated: readonly Row[] = [{ status: 200 }, { status: 304, fromCache: true }];
/** A request with its preflight, which only DevTools sees where `extraHeaders` is off. */
const withPreflight = (request: Row, status: number): Pick<Case, 'more' | 'but'> => ({
  more: [request, preflight(status)],
  but: {
    joined: [request, { ...preflight(status), ...byDevtools }],
    DevTools: [request, { ...preflight(status), ...byDevtools }],
  },
});
const simple = ['204', '205', 'early-hints'].map(
  (name): Case => ({ name, url: `/${name}`, rows: [{ status: Number(name) || 200 }] }),
);

const SOCKETS = 'ws://api.memfault.com';
const OTHER = 'http://files.memfault.com';
const cases: readonly Case[] = [
  {
    name: 'redirect-loop',
    url: '/redirect-loop',
    rows: loop(0),
    // The answer that the browser no longer follows is shown with extra headers only.
    but: { 'extra headers': loop(302), 'joined, extra headers': loop(302) },
  },
  { name: 'redirect-chain', url: '/redirect/2', rows: [{ status: 302 }, { status: 302 }, { status: 200 }] },
  { name: 'reset', url: '/reset', rows: [failed('ERR_CONNECTION_RESET')] },
  { name: 'empty', url: '/close', rows: [failed('ERR_EMPTY_RESPONSE')] },
  { name: 'truncated', url: '/truncate', rows: [failed('ERR_CONTENT_LENGTH_MISMATCH', 200)] },
  {
    name: 'stopped-before-head',
    url: '/delay?ms=30000',
    send: stopBeforeHead,
    rows: [failed('ERR_ABORTED')],
  },
  {
    name: 'stopped-in-body',
    url: '/slow?ms=30000&bytes=600000',
    send: stopInBody,
    // The browser itself tells it now so, now so; DevTools knows.
    rows: [stoppedSomehow],
    more: [failed('ERR_ABORTED', 200)],
    but: { 'extra headers': [stoppedSomehow] },
  },
  { name: 'refused', url: 'http://refused.memfault.com/', rows: [failed('ERR_CONNECTION_REFUSED')] },
  { name: 'unknown-name', url: 'http://nowhere.example/', rows: [failed('ERR_NAME_NOT_RESOLVED')] },
  { name: 'no-tls', url: 'https://api.memfault.com/', rows: [failed('ERR_SSL_PROTOCOL_ERROR')] },
  ...[200, 503].map((status) => ({
    name: `cors-${status}`,
    url: `${OTHER}/status/${status}?no-cors=1`,
    rows: [failed('ERR_FAILED')],
    more: [failed('ERR_FAILED', status)],
  })),
  {
    name: 'preflight-allowed',
    url: `${OTHER}/status/503`,
    send: send({ headers: { 'X-Lab': '1' } }),
    rows: [{ status: 503 }],
    ...withPreflight({ status: 503 }, 204),
  },
  {
    name: 'preflight-refused',
    url: `${OTHER}/status/200?preflight=403`,
    send: send({ headers: { 'X-Lab': '1' } }),
    rows: [failed('ERR_FAILED')],
    ...withPreflight(failed('ERR_FAILED'), 403),
  },
  {
    name: 'revalidated',
    url: '/304',
    times: 2,
    // webRequest tells a revalidation as it tells a hit.
    rows: twice,
    but: {
      joined: revalidated,
      'joined, extra headers': revalidated,
      DevTools: [{ status: 200 }, { status: 304 }],
    },
  },
  {
    name: 'cached',
    url: '/cached',
    times: 2,
    rows: twice,
  },
  ...simple,
  {
    name: 'ws-accepted',
    url: `${SOCKETS}/ws?close=1000`,
    send: openSocket,
    rows: [{ status: 101, ...socket }],
  },
  ...['status=503', 'reset=1'].map((how) => ({
    name: `ws-${how.replace('=', '-')}`,
    url: `${SOCKETS}/ws?${how}`,
    send: openSocket,
    rows: [{ ...failed('ERR_FAILED'), ...socket }],
    // DevTools gives no reason.
    but: { DevTools: [{ ...failed(''), ...socket }] },
  })),
  {
    name: 'ws-port-refused',
    url: 'ws://refused.memfault.com/ws',
    send: openSocket,
    rows: [{ ...failed('ERR_FAILED'), ...socket }],
    // DevTools lists it without a method, at a time around 1970.
    but: {
      joined: [{ ...failed('ERR_FAILED'), ...rowBy.background, ...socket }],
      'joined, extra headers': [{ ...failed('ERR_FAILED'), ...rowBy.background, ...socket }],
      DevTools: [],
    },
  },
  {
    name: 'beacon',
    url: '/status/503',
    send: sendBeacon,
    rows: [{ status: 503, method: 'POST', resourceType: 'ping' }],
  },
  {
    name: 'opaque',
    url: `${OTHER}/status/503?no-cors=1`,
    send: send({ mode: 'no-cors' }),
    rows: [{ status: 503 }],
    // DevTools lists every opaque response as stopped.
    but: { DevTools: [failed('ERR_ABORTED', 503)] },
  },
  {
    name: 'keepalive',
    url: '/status/503',
    send: send({ keepalive: true, method: 'POST', body: 'x' }),
    rows: [{ status: 503, method: 'POST' }],
  },
];

/** What the panel says of some, in their last row. */
const advice: readonly (readonly [name: string, text: string])[] = [
  ['redirect-loop', 'Too many redirects'],
  ['reset', 'Connection reset'],
  ['empty', 'Empty response'],
  ['truncated', 'Body cut short'],
  ['stopped-before-head', 'Request stopped'],
  ['refused', 'Connection refused'],
  ['unknown-name', 'Host name not found'],
  ['no-tls', 'TLS error'],
  ['opaque', 'Wait 8 s, then retry'],
  ['ws-accepted', 'Done'],
];

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.stop());

const ways: readonly Way[] = ['background', 'extra headers', 'joined', 'joined, extra headers', 'DevTools'];
describe.each(ways)('%s', (way) => {
  let view: View;
  let stored: readonly Exchange[];
  beforeAll(async () => {
    view = await openView(lab, way, 'http://api.memfault.com/blank');
    const { page } = view;
    for (const { name, url, send = fetchText, times = 1 } of cases) {
      for (let time = 0; time < times; time++) await send(page, named(url, name, page), lab);
    }
    stored = await view.settled();
    await view.showPanel();
  });
  afterAll(() => view?.close());

  it.each(cases)('$name', ({ name, rows, more, but }) => {
    const expected = but?.[way] ?? (way === 'background' ? rows : (more ?? rows));
    const whole = expected.map((row) => ({ ...commonRow, ...rowBy[way], ...row }));
    expect(rowsNamed(stored, name)).toMatchObject(whole);
  });

  it.runIf(way.startsWith('joined'))('is sure of most joins', () => {
    const matches = cases.flatMap(({ name }) => rowsNamed(stored, name).map(({ match }) => match));
    expect(matches.filter((match) => match === 'exact').length).toBeGreaterThan(matches.length / 3);
  });

  it.runIf(way !== 'DevTools').each(['redirect-loop', 'redirect-chain'])(
    'hops of one request: %s',
    (name) => {
      const hops = rowsNamed(stored, name);
      const ids = hops.map(({ id, twinId }) => (id.startsWith('har-') ? twinId : id));
      const [request] = hops.map(requestIdOf);
      expect(ids).toEqual(ids.map((_, hop) => `${request}.${hop}`));
    },
  );

  it.each(advice)('shows %s as "%s"', async (name, text) => {
    expect((await shownRows(view.panel, name)).at(-1)).toContain(text);
  });

  it('counts no preflight as an attempt', async () => {
    const rows = await shownRows(view.panel, 'preflight-allowed');
    expect(rows).toHaveLength(rowsNamed(stored, 'preflight-allowed').length);
    expect(rows.join()).not.toContain('attempt');
  });
});
