// What is captured, and kept, when the worker dies, when no site is granted, and when requests end in odd ways.

import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { openPanel } from './driver/devtools.ts';
import { readRows, setFilter } from './driver/scenario.ts';
import { storedExchanges } from './driver/stored.ts';
import { until } from './driver/until.ts';

let lab: Lab;
const ALL = { patterns: ['*://*/*'], held: true };

beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.stop());

/** Fetches from the page and forgets how it ended. */
const fetchFrom = (page: Page, url: string, init: RequestInit = {}): Promise<void> =>
  page.evaluate(
    (address, options) =>
      fetch(address, options).then(
        () => {},
        () => {},
      ),
    url,
    init,
  );

describe('background capture', () => {
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser({ hostResolverRules: lab.hostResolverRules, hosts: ALL });
    page = await browser.newPage('http://api.memfault.com/blank');
  });
  afterAll(() => browser?.close());

  const logged = async (part: string) => {
    const exchanges = await storedExchanges(browser);
    return exchanges.filter(({ url }) => url.includes(part));
  };
  const onceLogged = (part: string, count = 1) =>
    until(`${count} logged of ${part}`, async () => {
      const found = await logged(part);
      return found.length >= count && found.every(({ state }) => state !== 'pending') && found;
    });

  it('logs a response, its headers and its times', async () => {
    await fetchFrom(page, '/status/503?retry-after=9&n=first');
    const [exchange] = await onceLogged('n=first');
    expect(exchange).toMatchObject({ status: 503, method: 'GET', state: 'complete', source: 'web-request' });
    expect(exchange?.responseHeaders).toContainEqual({ name: 'Retry-After', value: '9' });
    expect(exchange?.time).toBeGreaterThan(0);
  });

  it('goes on when the worker was stopped', async () => {
    for (let n = 1; n <= 3; n++) {
      await browser.stopWorker();
      await fetchFrom(page, `/status/429?n=after-stop-${n}`);
      expect(await onceLogged(`after-stop-${n}`)).toMatchObject([{ status: 429 }]);
    }
    expect(await logged('n=first')).toHaveLength(1);
  });

  it('finishes a request that was under way when the worker was stopped', async () => {
    const done = fetchFrom(page, '/delay?ms=1500&n=across');
    await until('the pending row', async () => (await logged('n=across')).length > 0);
    await browser.stopWorker();
    await done;
    const [exchange] = await onceLogged('n=across');
    expect(exchange).toMatchObject({ status: 200, state: 'complete' });
    expect(exchange?.time).toBeGreaterThan(1400);
  });

  it('makes a row of each hop of a redirect', async () => {
    await fetchFrom(page, '/redirect/3');
    const hops = await onceLogged('/redirect/', 4);
    expect(hops.map(({ status }) => status)).toEqual([302, 302, 302, 200]);
    expect(new Set(hops.map(({ id }) => id.split('.')[0])).size).toBe(1);
  });

  it.each([
    ['/reset', 0, 'net::ERR_CONNECTION_RESET'],
    ['/close', 0, 'net::ERR_EMPTY_RESPONSE'],
    ['/redirect-loop', 0, 'net::ERR_TOO_MANY_REDIRECTS'],
  ])('keeps %s as a failure with the browser’s own word', async (path, status, error) => {
    await fetchFrom(page, `${path}?n=fails`);
    const found = await until('the failure', async () =>
      (await logged(path)).find(({ state }) => state === 'failed'),
    );
    expect(found).toMatchObject({ status, error });
  });

  it('keeps the status of a response whose body broke off', async () => {
    await page.evaluate(() =>
      fetch('/truncate?n=cut')
        .then((r) => r.text())
        .catch(() => {}),
    );
    expect(await onceLogged('n=cut')).toMatchObject([{ status: 200, state: 'failed' }]);
  });

  it.each([
    ['/204', 204],
    ['/205', 205],
    ['/early-hints', 200],
    ['/slow?ms=300&bytes=3000', 200],
  ])('logs %s as %i', async (path, status) => {
    await page.evaluate(
      (url) =>
        fetch(url)
          .then((r) => r.text())
          .catch(() => {}),
      path,
    );
    expect((await onceLogged(path)).at(-1)).toMatchObject({ status, state: 'complete' });
  });

  it('stores no credentials', async () => {
    await fetchFrom(page, '/status/500?access_token=sup3rs3cret&n=secret', {
      headers: { Authorization: 'Bearer sup3rs3cret', 'X-Api-Key': 'sup3rs3cret' },
    });
    const [exchange] = await onceLogged('n=secret');
    expect(JSON.stringify(exchange)).not.toContain('sup3rs3cret');
  });
});

describe('without any site granted', () => {
  it('the panel shows what DevTools sees, and says that this is all', async () => {
    const browser = await launchBrowser({ hostResolverRules: lab.hostResolverRules });
    try {
      const page = await browser.newPage('http://api.memfault.com/blank');
      const { panel } = await openPanel(page, browser);
      // The first body is never read, as by pages that stop at an error status: DevTools lists it unfinished.
      await fetchFrom(page, '/status/529?retry-after=30&n=devtools-unread');
      await page.evaluate(() => fetch('/status/529?retry-after=30&n=devtools-read').then((r) => r.text()));
      await setFilter(panel, 'n=devtools');
      const rows = await until('both rows', async () => {
        const found = await readRows(panel);
        return found.length > 1 && found;
      });
      expect(rows).toHaveLength(2);
      for (const row of rows) expect(row.join(' ')).toContain('Wait 30 s, then retry');
      const text = await panel.evaluate(() => document.body.innerText);
      expect(text).toContain('DevTools capture only');
    } finally {
      await browser.close();
    }
  });
});
