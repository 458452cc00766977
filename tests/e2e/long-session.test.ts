// What a session of thousands of responses promises: its older records are packed, and nobody can tell.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { openPanelPage, tabIdOf } from './driver/panel-page.ts';
import { readStored, storedExchanges } from './driver/stored.ts';
import { until } from './driver/until.ts';

const MANY = 1_900;
const FEW = 300;

/** However long the rest takes, what it is asked goes on. */
const neverAnswers = http.createServer(() => {});

let lab: Lab;
let browser: TestBrowser;
let page: Page;
let other: Page;
/** Opened before the first response. */
let early: Page;

beforeAll(async () => {
  lab = await startLab();
  await new Promise<void>((resolve) => neverAnswers.listen(0, '127.0.0.1', resolve));
  const hosts = { patterns: ['*://*/*'], held: true };
  browser = await launchBrowser({ hostResolverRules: lab.hostResolverRules, hosts });
  page = await browser.newPage('http://api.memfault.com/blank');
  other = await browser.newPage('http://files.memfault.com/blank');
  early = await openPanelPage(browser, await tabIdOf(browser, page));
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
  neverAnswers.closeAllConnections();
  neverAnswers.close();
});

/** Fetches so many responses from a page, six at a time. */
const fetchMany = (from: Page, name: string, count: number): Promise<unknown> =>
  from.evaluate(
    async (path, times) => {
      let n = 0;
      const one = async (): Promise<void> => {
        while (n < times) await fetch(`${path}${n++}`).then((response) => response.text());
      };
      await Promise.all(Array.from({ length: 6 }, one));
    },
    `/status/503?n=${name}-`,
    count,
  );
const named = async (name: string) =>
  (await storedExchanges(browser)).filter(({ url }) => url.includes(`n=${name}`));
/** Resolves when the panel's footer tells of so many responses beside the page's own. */
const untilShown = async (panel: Page, count: number): Promise<void> => {
  await panel.bringToFront();
  await until(
    `${count} responses in the panel`,
    async () => {
      const text = await panel.$eval('footer b', (shown) => shown.textContent ?? '');
      const shown = Number(text.replace(/\D/g, ''));
      return shown === count || shown === count + 1;
    },
    20_000,
  );
};
const lateOn = async (tab: Page): Promise<Page> => openPanelPage(browser, await tabIdOf(browser, tab));

describe('a session of thousands of responses', () => {
  it('is packed but for its newest records and for what goes on, and every panel shows all of it', async () => {
    await page.bringToFront();
    await page.evaluate(
      (port) => {
        const held = new AbortController();
        Object.assign(globalThis, { held });
        fetch(`http://127.0.0.1:${port}/?n=held`, { signal: held.signal }).catch(() => {});
      },
      (neverAnswers.address() as AddressInfo).port,
    );
    await until('the request that goes on', async () => (await named('held')).length === 1);
    await fetchMany(page, 'many', MANY / 2);
    await other.bringToFront();
    await fetchMany(other, 'other', FEW);
    await page.bringToFront();
    await fetchMany(page, 'more', MANY / 2);
    // The browser may tell of the last ones long after they ended.
    await until('the rest', async () => (await named('m')).length >= MANY);
    const { packs, single } = await until('packs', async () => {
      const { packs, single } = await readStored(browser);
      const found = { packs, single: single.length };
      // It is looked every 250 records whether a thousand are single.
      return found.packs.length >= 2 && found.single < 1_300 && found;
    });
    expect(packs.every(({ seqs }) => seqs.length <= 500)).toBe(true);
    expect(single).toBeGreaterThanOrEqual(500);
    expect(await named('held')).toMatchObject([{ state: 'pending' }]);
    expect(new Set((await named('m')).map(({ url }) => url)).size).toBe(MANY);
    expect(await named('m')).toHaveLength(MANY);
    await untilShown(early, MANY);
    await browser.stopWorker();
    await untilShown(await lateOn(page), MANY);
    await untilShown(await lateOn(other), FEW);
  }, 180_000);

  it('has one row for what went on all the time, also when it ends', async () => {
    await page.bringToFront();
    await page.evaluate(() => (globalThis as unknown as { held: AbortController }).held.abort());
    const ended = await until('its end', async () => {
      const rows = await named('held');
      return rows.every(({ state }) => state !== 'pending') && rows;
    });
    expect(ended).toMatchObject([{ state: 'failed', error: 'net::ERR_ABORTED' }]);
  });

  it('is cut down at once when a person wants less to be kept', async () => {
    const options = await browser.newPage(browser.extensionUrl('options.html'));
    const responses = await options.waitForSelector('::-p-aria([name="Responses"][role="combobox"])');
    await responses?.select('1000');
    const left = await until('the oldest to go', async () => {
      const rows = await storedExchanges(browser);
      return rows.length <= 1_000 && rows.map(({ url }) => url);
    });
    // A pack goes as a whole.
    expect(left.length).toBeGreaterThan(400);
    expect(left.some((url) => url.includes('n=many-'))).toBe(false);
    expect(left.some((url) => url.includes(`n=more-${MANY / 2 - 1}`))).toBe(true);
    await early.bringToFront();
    await until('the notice', () => early.evaluate(() => document.body.innerText.includes('dropped')));
  });

  it('is cleared for one tab, wherever its records are', async () => {
    await fetchMany(other, 'last', FEW);
    const panel = await lateOn(page);
    const clear = await panel.waitForSelector('::-p-aria([name="Clear"][role="button"])');
    await clear?.evaluate((button) => (button as HTMLElement).click());
    await until('nothing of the tab', async () => (await named('m')).length === 0);
    await until('the other tab’s', async () => (await named('last')).length === FEW);
    await untilShown(early, 0);
  });
});
