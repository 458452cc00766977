// What is captured, and kept, whenever the worker dies: between a request's events, hops, and DevTools' view of it.

import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import {
  endedOf,
  fetchText,
  fetchUnread,
  loggedOf,
  named,
  openView,
  requestIdOf,
  shownRows,
  type View,
  type Way,
} from './driver/requests.ts';
import { storedRecords } from './driver/stored.ts';
import { patience, until } from './driver/until.ts';
import { controlWorker, type WorkerControl } from './driver/worker.ts';

const PAGE = 'http://api.memfault.com/blank';
const SECRET = 'sup3rs3cret';

let lab: Lab;
let view: View;
let page: Page;
let worker: WorkerControl;

beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.stop());

/** One browser for the tests of a describe, its page looked at in that way. */
function inView(way: Way): void {
  beforeAll(async () => {
    view = await openView(lab, way, PAGE);
    ({ page } = view);
    worker = await controlWorker(view.browser, await view.browser.newPage('about:blank'));
    await page.bringToFront();
  });
  afterAll(() => view?.close());
}
const send = (path: string, name: string, init: RequestInit = {}): Promise<number | null> =>
  fetchText(page, named(path, name, page), init);
const ended = (name: string, count = 1) => endedOf(view.browser, `n=${name}`, count);

describe('background capture', () => {
  inView('background');

  it('logs a response, its headers and its times', async () => {
    await send('/status/503?retry-after=9', 'first');
    const [exchange] = await ended('first');
    expect(exchange).toMatchObject({ status: 503, method: 'GET', state: 'complete', source: 'web-request' });
    expect(exchange?.responseHeaders).toContainEqual({ name: 'Retry-After', value: '9' });
    expect(exchange?.time).toBeGreaterThan(0);
  });

  it('stores no credentials', async () => {
    await send(`/status/500?access_token=${SECRET}`, 'secret', {
      headers: { Authorization: `Bearer ${SECRET}`, 'X-Api-Key': SECRET },
    });
    expect(JSON.stringify(await ended('secret'))).not.toContain(SECRET);
  });

  it('goes on when the worker was stopped', async () => {
    for (const name of ['stop-1', 'stop-2', 'stop-3']) {
      await worker.stop();
      await send('/status/429', name);
      expect(await ended(name)).toMatchObject([{ status: 429, gap: '' }]);
    }
    expect(await ended('first')).toHaveLength(1);
  });

  it('finishes a request that was under way when the worker was stopped', async () => {
    const done = send('/delay?ms=1000', 'across');
    await until('the pending row', async () => (await loggedOf(view.browser, 'n=across')).length > 0);
    await worker.stop();
    await done;
    const [exchange] = await ended('across');
    expect(exchange).toMatchObject({ status: 200, state: 'complete', gap: '' });
    expect(exchange?.time).toBeGreaterThan(900);
  });

  it.each([1, 2, 3, 4, 5])(
    'makes one row of each of many requests that wake the worker at once (%i)',
    async (n) => {
      await worker.stop();
      const urls = Array.from({ length: 10 }, (_, at) => [
        named(`/status/503?at=${at}`, `burst-${n}`, page),
        named(`/redirect/1?at=${at}`, `burst-${n}`, page),
      ]).flat();
      await page.evaluate(
        (all) => Promise.all(all.map((url) => fetch(url).then((response) => response.text()))),
        urls,
      );
      await send('/status/200', `after-burst-${n}`);
      await ended(`after-burst-${n}`);
      const each = ['/redirect/0 200 complete ', '/redirect/1 302 complete ', '/status/503 503 complete '];
      // Ends are told in any order, on a busy machine up to a second late.
      await expect
        .poll(async () => {
          const rows = await loggedOf(view.browser, `n=burst-${n}`);
          return rows
            .map(({ url, status, state, gap }) => `${new URL(url).pathname} ${status} ${state} ${gap}`)
            .sort();
        }, patience)
        .toEqual(each.flatMap((row) => Array.from({ length: 10 }, () => row)));
    },
  );

  it('numbers the last hop of a redirect right that was under way when the worker was stopped', async () => {
    const done = send(`/redirect/1?to=${encodeURIComponent('/delay?ms=1000&n=last-hop')}`, 'last-hop');
    await until('both hops', async () => (await loggedOf(view.browser, 'n=last-hop')).length === 2);
    await worker.stop();
    await done;
    const rows = await ended('last-hop', 2);
    const [request] = rows.map(requestIdOf);
    expect(rows).toMatchObject([
      { id: `${request}.0`, status: 302, gap: '' },
      { id: `${request}.1`, status: 200, gap: '' },
    ]);
  });

  it.each([2, 6, 10, 14])('takes no hop for another when it is stopped after %i of them', async (after) => {
    const [name, begun] = [`hops-${after}-`, Date.now()];
    const done = send('/redirect/19', name);
    await until('the hops', () => lab.log.filter(({ url }) => url.includes(name)).length >= after);
    await worker.stop();
    await done;
    await send('/status/200', `after-${name}`);
    await ended(`after-${name}`);
    const rows = await loggedOf(view.browser, `n=${name}`);
    const [request] = rows.map(requestIdOf);
    // Hops are numbered as the browser tells of them, which after a stop need not be in order of time.
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(rows.map((_, hop) => `${request}.${hop}`)));
    const left = rows.map(({ url }) => Number(new URL(url).pathname.split('/').at(-1)));
    expect(left).toEqual([...new Set(left)].sort((a, b) => b - a));
    for (const [at, { state, status }] of rows.entries()) {
      if (state !== 'pending') expect(status).toBe(left[at] === 0 ? 200 : 302);
    }
    // What the worker had not stored yet when it was stopped is missing, and said to be.
    const gaps = (await storedRecords(view.browser)).filter((record) => record.kind === 'gap');
    if (rows.length < 20) expect(gaps.some(({ to }) => to > begun)).toBe(true);
  });
});

describe('DevTools and the background', () => {
  inView('joined');

  it.each([1, 2, 3])('tell of one response, the worker being stopped between them (%i)', async () => {
    const name = await seenByBackgroundAlone();
    await worker.stop();
    const joined = await until('DevTools’ view', async () => {
      const rows = await loggedOf(view.browser, `n=${name}`);
      return rows.some(({ source }) => source !== 'web-request') && rows;
    });
    expect(joined).toMatchObject([{ status: 503, source: 'both' }]);
  });

  it('tell of each response once, however often the worker is stopped', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `often-${n}-`);
    for (const name of names) {
      await send('/status/503', name);
      await worker.stop();
    }
    const rows = (await view.settled()).filter(({ url }) => url.includes('n=often-'));
    expect(rows.map(({ url }) => url)).toEqual(names.map((name) => named('/status/503', name, page)));
    for (const row of rows) expect(row).toMatchObject({ status: 503, state: 'complete' });
  });
});

/**
 * The name of a request that the background has told of and DevTools has not: its body stays unread, and DevTools lists
 * those once a second.
 */
async function seenByBackgroundAlone(): Promise<string> {
  for (let n = 1; ; n++) {
    const name = `between-${n}-${performance.now()}`;
    await fetchUnread(page, named('/status/503', name, page));
    const [row] = await ended(name);
    if (row?.source === 'web-request') return name;
  }
}

describe('without any site granted', () => {
  inView('DevTools');

  it('the panel shows what DevTools sees, and says that this is all', async () => {
    // The first body is never read, as by pages that stop at an error status: DevTools lists it unfinished.
    await fetchUnread(page, named('/status/529?retry-after=30', 'devtools-unread', page));
    await send('/status/529?retry-after=30', 'devtools-read');
    for (const name of ['devtools-unread', 'devtools-read']) {
      const [row, ...more] = await shownRows(view.panel, name);
      expect(row).toContain('Wait 30 s, then retry');
      expect(more).toEqual([]);
    }
    expect(await view.panel.evaluate(() => document.body.innerText)).toContain('DevTools capture only');
  });

  it('what DevTools hands over while the worker is stopped is not lost', async () => {
    const names = Array.from({ length: 10 }, (_, n) => `handed-over-${n}-`);
    for (const name of names) {
      await worker.stop();
      await send('/status/503', name);
      await worker.stop();
    }
    const rows = (await view.settled()).filter(({ url }) => url.includes('n=handed-over-'));
    expect(rows.map(({ url }) => url)).toEqual(names.map((name) => named('/status/503', name, page)));
    for (const row of rows) expect(row).toMatchObject({ status: 503, state: 'complete', source: 'devtools' });
  });
});
