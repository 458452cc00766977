// What becomes of requests of a page under a service worker, and of the worker's own, in each way of seeing them.

import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Exchange } from '../../lib/http/exchange.ts';
import { type Lab, startLab } from '../lab/server.ts';
import { openPanelPage, tabIdOf } from './driver/panel-page.ts';
import {
  commonRow,
  endedOf,
  fetchText,
  fetchUnread,
  named,
  openView,
  type ExpectedRow as Row,
  rowBy,
  rowsNamed,
  shownRows,
  type View,
  type Way,
} from './driver/requests.ts';
import { readRows, setFilter } from './driver/scenario.ts';
import { storedExchanges } from './driver/stored.ts';
import { until } from './driver/until.ts';

interface Case {
  readonly name: string;
  readonly url: string;
  readonly send?: (page: Page, url: string) => Promise<unknown>;
  readonly times?: number;
  /** What was on the wire, by start. */
  readonly wire: readonly Row[];
  /** Whether the worker sent it; true where it is not said. */
  readonly worker?: false;
  /** What DevTools alone tells: answered in the browser, or seen by nobody else. */
  readonly untold?: readonly Row[];
  /** In DevTools alone, where that differs. */
  readonly alone?: readonly Row[];
}

const ok = (...statuses: number[]): Row[] => statuses.map((status) => ({ status }));
const failed = (error: string): Row => ({ status: 0, state: 'failed', error: `net::${error}` });
const loadImage = (page: Page, url: string): Promise<void> =>
  page.evaluate(
    (address) =>
      new Promise<void>((resolve) => {
        const image = new Image();
        image.onload = image.onerror = () => resolve();
        image.src = address;
      }),
    url,
  );
const sendFromWorker = (page: Page, url: string): Promise<number | null> =>
  page.evaluate((address) => {
    type Page = { lab: { fromWorker(url: string): Promise<number | null> } };
    return (window as unknown as Page).lab.fromWorker(address);
  }, url);

/** What else is no image is not read to its end. */
const IMAGE = `&h=Content-Type:${encodeURIComponent('image/svg+xml')}&body=${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"/>')}`;
const OTHER = 'http://api.memfault.com';
const ELSEWHERE = encodeURIComponent('/status/503?n=fetched-elsewhere');
const byPage: Row = { ...rowBy.DevTools, serviceWorker: 'intercepted' };
/** Only the one that answered the page is known for the worker's without the background. */
const notKnown: Row = { serviceWorker: '' };

const cases: readonly Case[] = [
  { name: 'passed-on', url: '/status/200?sw=pass', wire: ok(200) },
  { name: 'passed-on-error', url: '/status/503?sw=pass', wire: ok(503) },
  { name: 'passed-on-unread', url: '/status/503?sw=pass', send: fetchUnread, wire: ok(503) },
  { name: 'passed-on-late', url: '/status/503?sw=pass&wait=200', wire: ok(503) },
  { name: 'passed-on-abroad', url: `${OTHER}/status/429?sw=pass`, wire: ok(429) },
  {
    name: 'passed-on-preflight',
    url: `${OTHER}/status/429?sw=pass`,
    send: (page, url) => fetchText(page, url, { headers: { 'X-Lab': '1' } }),
    wire: ok(429),
    untold: [{ ...rowBy.DevTools, status: 204, method: 'OPTIONS', resourceType: 'preflight' }],
  },
  {
    name: 'passed-on-redirect',
    url: '/redirect/1?sw=pass',
    wire: ok(302, 200),
    alone: [{ status: 302 }, { status: 200, ...notKnown }],
  },
  { name: 'passed-on-reset', url: '/reset?sw=pass', wire: [failed('ERR_CONNECTION_RESET')] },
  { name: 'passed-on-image', url: `/status/404?sw=pass${IMAGE}`, send: loadImage, wire: ok(404) },
  {
    name: 'passed-on-cached',
    url: '/cached?sw=pass',
    times: 2,
    wire: [{ status: 200 }, { status: 200, fromCache: true }],
  },
  {
    name: 'fetched-elsewhere',
    url: `/status/200?sw=other&to=${ELSEWHERE}`,
    wire: ok(503),
    untold: [{ ...byPage, status: 503 }],
    alone: [{ status: 503, ...notKnown }],
  },
  {
    name: 'tried-again',
    url: '/sequence/again/503,200?sw=again',
    wire: ok(503, 200),
    alone: [{ status: 503, ...notKnown }, { status: 200 }],
  },
  {
    name: 'own-answer',
    url: '/status/200?sw=own&status=503',
    wire: [],
    untold: [{ ...byPage, status: 503 }],
  },
  {
    name: 'cache-storage',
    url: '/status/200?sw=cache',
    times: 2,
    wire: ok(200),
    untold: [{ ...byPage, status: 200, fromCache: true }],
  },
  {
    name: 'own-error',
    url: '/status/200?sw=error',
    wire: [],
    untold: [{ ...rowBy.DevTools, ...failed('ERR_FAILED') }],
  },
  { name: 'not-intercepted', url: '/status/503', wire: ok(503), worker: false },
  {
    name: 'own-request',
    url: '/status/429',
    send: sendFromWorker,
    wire: ok(429),
    alone: [{ status: 429, ...notKnown }],
  },
];

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.stop());

describe.each<Way>(['background', 'joined', 'DevTools'])('%s', (way) => {
  let view: View;
  let tabId: number;
  let stored: readonly Exchange[];
  beforeAll(async () => {
    lab.resetSequences();
    view = await openView(lab, way, `${lab.origin}/sw/page`);
    const { page, browser } = view;
    await page.evaluate('lab.ready');
    for (const { name, url, send = fetchText, times = 1 } of cases) {
      for (let time = 0; time < times; time++) await send(page, named(url, name, page));
    }
    stored = await view.settled();
    tabId = await tabIdOf(browser, page);
    await view.showPanel();
  });
  afterAll(() => view?.close());

  it.each(cases)('$name', ({ name, wire, worker = true, untold = [], alone = wire }) => {
    // The background is not told on whose behalf a worker asks.
    const own: Row = { ...commonRow, tabId: worker && way === 'background' ? -1 : tabId };
    if (worker && way !== 'background') own.serviceWorker = 'initiated';
    const sent = (way === 'DevTools' ? alone : wire).map((row) => ({ ...own, ...rowBy[way], ...row }));
    const told = way === 'background' ? [] : untold.map((row) => ({ ...commonRow, tabId, ...row }));
    const found = rowsNamed(stored, name);
    for (const row of [...sent, ...told]) expect(found).toContainEqual(expect.objectContaining(row));
    expect(found).toHaveLength(sent.length + told.length);
  });

  it('shows what the worker sent, and which of it was another attempt', async () => {
    const rows = await shownRows(view.panel, 'tried-again');
    expect(rows).toHaveLength(2);
    expect(rows[0]).not.toContain('attempt');
    expect(rows[1]).toContain('attempt 2');
  });

  it.runIf(way === 'background')('shows it as a worker’s, and in no panel of another origin', async () => {
    const { browser, panel } = view;
    expect((await shownRows(panel, 'passed-on-error')).join()).toContain('worker');
    const other = await browser.newPage('http://files.memfault.com/blank');
    const others = await openPanelPage(browser, await tabIdOf(browser, other));
    await other.bringToFront();
    await fetchText(other, named('/status/503', 'of-another-tab', other));
    await endedOf(browser, 'of-another-tab');
    await others.bringToFront();
    const rows = await until('the row of its own', async () => {
      // A panel begins with the filter that was used last, as soon as it has read that.
      await setFilter(others.mainFrame(), '');
      const texts = (await readRows(others.mainFrame())).map((cells) => cells.join(' '));
      return texts.some((text) => text.includes('of-another-tab')) && texts;
    });
    expect(rows.join()).not.toContain('sw=');
    expect(rows.join()).not.toContain('own-request');
  });

  it.runIf(way !== 'background')('keeps the body of an error that was passed on', async () => {
    // Rows don't wait for their bodies.
    const body = await until('the body', async () => {
      const [row] = rowsNamed(await storedExchanges(view.browser), 'passed-on-error');
      return row?.errorBody;
    });
    expect(JSON.parse(body)).toMatchObject({ status: 503 });
  });
});
