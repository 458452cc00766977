// What the choice "extra headers" adds to the background's view, and that it holds across stops of the worker.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Exchange, Header } from '../../lib/http/exchange.ts';
import { type Lab, startLab } from '../lab/server.ts';
import {
  endedOf,
  fetchText,
  loggedOf,
  named,
  openView,
  showExtraHeaders,
  type View,
} from './driver/requests.ts';
import { until } from './driver/until.ts';

const OTHER = 'http://files.memfault.com';
const SECRET = 'sup3rs3cret';
let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.stop());

let count = 0;
/** Sends one request and, once it has ended, another; resolves to the rows of the first: no other is to come. */
async function rowsOf({ page, browser }: View, url: string, init: RequestInit = {}): Promise<Exchange[]> {
  count += 1;
  const [name, last] = [`request-${count}-`, `last-${count}-`];
  await fetchText(page, named(url, name, page), init);
  await endedOf(browser, name);
  await fetchText(page, named('/status/200', last, page));
  await endedOf(browser, last);
  return loggedOf(browser, name);
}

const names = (headers: readonly Header[] = []): string[] => headers.map(({ name }) => name.toLowerCase());
/** The names of the fields that a request and its response show, and the row itself. */
async function fieldsOf(view: View) {
  const [row] = await rowsOf(view, `/status/503?h=Set-Cookie:last=${SECRET}`, { method: 'POST', body: '{}' });
  return { request: names(row?.requestHeaders), response: names(row?.responseHeaders), row };
}

const get = (status: number): Partial<Exchange> => ({ method: 'GET', status, state: 'complete', gap: '' });
const preflighted: RequestInit = { headers: { 'X-Lab': '1' } };
const preflightedRows = [get(429), { ...get(204), method: 'OPTIONS' }];
const preflightedUrl = `${OTHER}/status/429`;

describe('extra headers', () => {
  let view: View;
  beforeAll(async () => {
    view = await openView(lab, 'background', 'http://api.memfault.com/blank');
  });
  afterAll(() => view?.close());

  it('show fields that the browser else keeps back, without the credentials in them', async () => {
    const before = await fieldsOf(view);
    expect(before.request).not.toContain('cookie');
    expect(before.request).not.toContain('origin');
    expect(before.response).not.toContain('set-cookie');
    await showExtraHeaders(view.browser, view.page, true);
    const { request, response, row } = await fieldsOf(view);
    expect(request).toEqual(expect.arrayContaining(['cookie', 'origin']));
    expect(response).toContain('set-cookie');
    expect(JSON.stringify(row)).not.toContain(SECRET);
  });

  it.each<[string, string, RequestInit, Partial<Exchange>[]]>([
    ['a response', '/status/503', {}, [get(503)]],
    ['a redirect', '/redirect/1', {}, [get(302), get(200)]],
    ['a preflight', preflightedUrl, preflighted, preflightedRows],
    [
      'a response that CORS blocks',
      `${OTHER}/status/503?no-cors=1`,
      {},
      [{ ...get(503), state: 'failed', error: 'net::ERR_FAILED' }],
    ],
    ['a reset', '/reset', {}, [{ ...get(0), state: 'failed', error: 'net::ERR_CONNECTION_RESET' }]],
  ])(
    'hold for the request that wakes the worker, and for what follows: %s',
    async (_, url, init, expected) => {
      await view.browser.stopWorker();
      expect(await rowsOf(view, url, init)).toMatchObject(expected);
      expect(await rowsOf(view, url, init)).toMatchObject(expected);
      expect((await fieldsOf(view)).request).toContain('cookie');
    },
  );

  it.each([true, false])('switched to %s, leave a request under way one row', async (on) => {
    const { browser, page } = view;
    await showExtraHeaders(browser, page, !on);
    const name = `under-way-${on}-`;
    const done = fetchText(page, named('/delay?ms=1000', name, page));
    await until('the pending row', async () => (await loggedOf(browser, name)).length === 1);
    await showExtraHeaders(browser, page, on);
    await done;
    expect(await endedOf(browser, name)).toMatchObject([get(200)]);
  });

  it.each([
    [false, 'running', [get(429)]],
    [true, 'running', preflightedRows],
    [false, 'stopped', [get(429)]],
    [true, 'stopped', preflightedRows],
  ])(
    'switched to %s while the worker is %s, are so, and past its next stop',
    async (on, worker, expected) => {
      const { browser, page } = view;
      await showExtraHeaders(browser, page, !on);
      if (worker === 'stopped') await browser.stopWorker();
      await showExtraHeaders(browser, page, on);
      expect(await rowsOf(view, preflightedUrl, preflighted)).toMatchObject(expected);
      await browser.stopWorker();
      expect(await rowsOf(view, preflightedUrl, preflighted)).toMatchObject(expected);
      const { request } = await fieldsOf(view);
      expect(request.includes('cookie')).toBe(on);
    },
  );
});

describe('extra headers beside DevTools', () => {
  it('keep the fields in the joined row, without the credentials in them', async () => {
    const view = await openView(lab, 'joined, extra headers', 'http://api.memfault.com/blank');
    try {
      await fieldsOf(view);
      const { row } = await fieldsOf(view);
      const joined = (await view.settled()).find(({ id }) => id === row?.id);
      expect(joined).toMatchObject({ source: 'both', status: 503 });
      expect(names(joined?.requestHeaders)).toEqual(expect.arrayContaining(['cookie', 'origin']));
      expect(names(joined?.responseHeaders)).toContain('set-cookie');
      expect(JSON.stringify(joined)).not.toContain(SECRET);
    } finally {
      await view.close();
    }
  });
});
