// What the session log promises: the same rows in every panel, whatever happens to worker, database, tab and grant.

import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import schema2 from '../fixtures/pack-of-schema-2.json' with { type: 'json' };
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { openPanelPage, tabIdOf } from './driver/panel-page.ts';
import { readRows } from './driver/scenario.ts';
import { deleteDatabase } from './driver/storage.ts';
import { storedExchanges, storedRecords } from './driver/stored.ts';
import { until } from './driver/until.ts';

let lab: Lab;
let browser: TestBrowser;
let page: Page;
let tabId: number;

beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.stop());
const options = () => ({
  hostResolverRules: lab.hostResolverRules,
  hosts: { patterns: ['*://*/*'], held: true },
});
beforeEach(async () => {
  browser = await launchBrowser(options());
  page = await browser.newPage('http://api.memfault.com/blank');
  tabId = await tabIdOf(browser, page);
});
afterEach(() => browser?.close());

/** Fetches that many responses of a status from the page, one after another. */
const fetchMany = (status: number, name: string, count: number, from: Page = page): Promise<void> =>
  from.evaluate(
    async (path, times) => {
      for (let n = 0; n < times; n++) await fetch(`${path}${n}`).then((response) => response.text());
    },
    `/status/${status}?n=${name}-`,
    count,
  );
/**
 * The texts of a panel's rows but for the page's own (which the browser may have tried by https first), once there are
 * so many. A page behind others is not drawn.
 */
const rowsOf = async (panel: Page, count: number): Promise<string[]> => {
  await panel.bringToFront();
  return until(`${count} rows`, async () => {
    const rows = (await readRows(panel.mainFrame())).map((cells) => cells.join(' | '));
    const asked = rows.filter((row) => !row.includes('/blank'));
    return asked.length === count && asked;
  });
};
/** What is stored but for the page's own. */
const askedFor = async (from: TestBrowser) =>
  (await storedExchanges(from)).filter(({ url }) => !url.includes('/blank'));
const textOf = (panel: Page): Promise<string> => panel.evaluate(() => document.body.innerText);

describe('panels', () => {
  it('show the same rows, opened early, late, or after the worker was stopped', async () => {
    const early = await openPanelPage(browser, tabId);
    await fetchMany(503, 'a', 3);
    await rowsOf(early, 3);
    await browser.stopWorker();
    await fetchMany(429, 'b', 3);
    const second = await openPanelPage(browser, tabId);
    const expected = await rowsOf(early, 6);
    expect(await rowsOf(second, 6)).toEqual(expected);
    await browser.stopWorker();
    const late = await openPanelPage(browser, tabId);
    expect(await rowsOf(late, 6)).toEqual(expected);
    await fetchMany(200, 'c', 1);
    for (const panel of [early, second, late]) expect(await rowsOf(panel, 7)).toHaveLength(7);
  });

  it('show one tab each', async () => {
    const other = await browser.newPage('http://files.memfault.com/blank');
    const otherId = await tabIdOf(browser, other);
    const [own, others] = [await openPanelPage(browser, tabId), await openPanelPage(browser, otherId)];
    await fetchMany(503, 'own', 2);
    await fetchMany(404, 'other', 3, other);
    expect((await rowsOf(own, 2)).join()).not.toContain('files.memfault.com');
    expect((await rowsOf(others, 3)).join()).not.toContain('api.memfault.com');
  });

  it('are cleared together, and stay clear for a panel opened later', async () => {
    const [one, two] = [await openPanelPage(browser, tabId), await openPanelPage(browser, tabId)];
    await fetchMany(503, 'gone', 3);
    await rowsOf(one, 3);
    const clear = await one.waitForSelector('::-p-aria([name="Clear"][role="button"])');
    await clear?.evaluate((button) => (button as HTMLElement).click());
    for (const panel of [one, two]) await rowsOf(panel, 0);
    await fetchMany(503, 'kept', 1);
    const expected = await rowsOf(one, 1);
    expect(await rowsOf(two, 1)).toEqual(expected);
    expect(await rowsOf(await openPanelPage(browser, tabId), 1)).toEqual(expected);
  });
});

describe('a tab that is closed mid-request', () => {
  it('leaves a row that has stopped waiting', async () => {
    // A beacon outlives its page, so the browser reports no end for it before it has one.
    await page.evaluate(() => {
      navigator.sendBeacon('/delay?ms=60000&n=beacon', 'x');
      void fetch('/delay?ms=60000&n=fetch');
    });
    await until('both under way', async () => (await askedFor(browser)).length === 2);
    await page.close();
    const ended = await until('the labels', async () => {
      const found = await askedFor(browser);
      return found.every(({ state, gap }) => state !== 'pending' || gap !== '') && found;
    });
    const byName = Object.fromEntries(ended.map((exchange) => [exchange.url.split('n=')[1], exchange]));
    expect(byName.beacon).toMatchObject({ state: 'pending', gap: 'tab-closed' });
    expect(byName.fetch).toMatchObject({ state: 'failed', error: 'net::ERR_ABORTED' });
  });
});

describe('the database', () => {
  it('deleted under a running session: recording goes on, and an open panel gives back what it has', async () => {
    const panel = await openPanelPage(browser, tabId);
    await fetchMany(503, 'before', 3);
    const before = await rowsOf(panel, 3);
    expect(await deleteDatabase(browser)).toBe('deleted');
    await fetchMany(429, 'after', 2);
    const expected = await rowsOf(panel, 5);
    expect(expected.slice(0, 3)).toEqual(before);
    const late = await openPanelPage(browser, tabId);
    expect(await rowsOf(late, 5)).toEqual(expected);
    expect(await textOf(late)).toContain('database was deleted');
    await until('all of them in the new one', async () => (await askedFor(browser)).length === 5);
  });

  it('of an earlier browser session begins anew, because tabs and requests are numbered anew', async () => {
    await fetchMany(503, 'earlier', 2);
    await until('both', async () => (await askedFor(browser)).length === 2);
    const { profileDir } = browser;
    await browser.close('keep profile');
    browser = await launchBrowser({ ...options(), profileDir });
    page = await browser.newPage('http://api.memfault.com/blank');
    await fetchMany(429, 'later', 1);
    const left = await until('the later one', async () => {
      const found = await askedFor(browser);
      return found.some(({ url }) => url.includes('n=later')) && found;
    });
    expect(left.map(({ status }) => status)).toEqual([429]);
  });

  it('of the first schema is taken over', async () => {
    await fetchMany(503, 'old', 2);
    await until('both', async () => (await askedFor(browser)).length === 2);
    const records = await storedRecords(browser);
    await browser.stopWorker();
    const maker = await browser.newPage(browser.extensionUrl('options.html'));
    await maker.evaluate(
      (values) =>
        new Promise<void>((resolve, reject) => {
          indexedDB.deleteDatabase('retryscope');
          const opening = indexedDB.open('retryscope', 1);
          opening.onupgradeneeded = () => {
            const store = opening.result.createObjectStore('records', { keyPath: 'seq' });
            store.createIndex('tabId', 'tabId');
            for (const value of values) store.put(value);
          };
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            opening.result.close();
            resolve();
          };
        }),
      records.map((record) => {
        if (record.kind !== 'exchange') return record;
        const { twinId, errorBody, gap, serviceWorker, ...old } = record.exchange;
        return { ...record, exchange: old };
      }),
    );
    await fetchMany(200, 'new', 1);
    const panel = await openPanelPage(browser, tabId);
    const rows = await rowsOf(panel, 3);
    expect(rows.filter((row) => row.startsWith('503'))).toHaveLength(2);
    expect(await askedFor(browser)).toHaveLength(3);
  });

  it('of the schema before is taken over with its packs', async () => {
    await browser.stopWorker();
    const maker = await browser.newPage(browser.extensionUrl('options.html'));
    await maker.evaluate(
      (pack) =>
        new Promise<void>((resolve, reject) => {
          indexedDB.deleteDatabase('retryscope');
          const opening = indexedDB.open('retryscope', 2);
          opening.onupgradeneeded = () => {
            const db = opening.result;
            const records = db.createObjectStore('records', { keyPath: 'seq' });
            records.createIndex('tabId', 'tabId');
            records.createIndex('open', 'open');
            const packs = db.createObjectStore('packs', { keyPath: 'lastSeq' });
            packs.createIndex('tabIds', 'tabIds', { multiEntry: true });
            db.createObjectStore('state');
            packs.put({ ...pack, seqs: Float64Array.from(pack.seqs), sizes: Uint32Array.from(pack.sizes) });
          };
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            opening.result.close();
            resolve();
          };
        }),
      { ...schema2.pack, text: schema2.pack.text.replace(',"{"', '') },
    );
    await fetchMany(200, 'new', 1);
    await until('the new one', async () =>
      (await askedFor(browser)).some(({ url }) => url.includes('n=new')),
    );
    const stored = await storedRecords(browser);
    expect(stored.filter(({ seq }) => seq <= 16)).toEqual(schema2.records);
  });
});

describe('taking a grant back', () => {
  it('takes effect at once, also on what is under way', async () => {
    void page.evaluate(() => void fetch('/delay?ms=60000&n=under-way'));
    await until('the pending row', async () => (await askedFor(browser)).length === 1);
    const settings = await browser.newPage(browser.extensionUrl('options.html'));
    await settings.evaluate(async () => {
      type Permissions = { remove(what: object): Promise<boolean> };
      const { permissions } = (globalThis as unknown as { chrome: { permissions: Permissions } }).chrome;
      await permissions.remove({ origins: ['*://*/*'] });
    });
    await fetchMany(503, 'unseen', 2);
    const found = await until('the label', async () => {
      const exchanges = await askedFor(browser);
      return exchanges.some(({ gap }) => gap === 'capture-off') && exchanges;
    });
    expect(found.map(({ url }) => url).join()).not.toContain('unseen');
  });
});
