// What the log does when the browser's database can't be written: goes on, says so, and loses nothing that it need not.

import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import type { TestBrowser } from './driver/browser.ts';
import { openPanelPage, tabIdOf } from './driver/panel-page.ts';
import { canRefuseWrites, clearDatabases, launchWithDisk, launchWithQuota } from './driver/storage.ts';
import { storedExchanges } from './driver/stored.ts';
import { until } from './driver/until.ts';

let lab: Lab;
let browser: TestBrowser;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.stop());
afterEach(() => browser?.close());

const options = () => ({
  hostResolverRules: lab.hostResolverRules,
  hosts: { patterns: ['*://*/*'], held: true },
});
/** Fetches that many responses from the page, with long addresses that can't be compressed. */
const fetchMany = (page: Page, name: string, count: number): Promise<void> =>
  page.evaluate(
    async (path, times) => {
      for (let n = 0; n < times; n++) {
        const pad = [...crypto.getRandomValues(new Uint8Array(2_000))].map((byte) => byte.toString(36));
        await fetch(`${path}${n}&pad=${pad.join('')}`);
      }
    },
    `/status/503?n=${name}-`,
    count,
  );
/** Resolves to all that the footer says, once that is part of it. */
const footerOf = async (panel: Page, text: string): Promise<string> => {
  await panel.bringToFront();
  return until(`the footer to say “${text}”`, async () => {
    const said = await panel.$eval('footer', (footer) => footer.innerText.replace(/\s+/g, ' '));
    // Thrown, it is part of the message when the wait ends in vain.
    if (!said.includes(text)) throw new Error(said);
    return said;
  });
};
/**
 * Opens a page and its panel, and waits until capture works: a browser that has just started may miss the first load.
 * Resolves to how many responses the panel tells of.
 */
async function openBoth(): Promise<{ page: Page; panel: Page; shown: number }> {
  const page = await browser.newPage(`${lab.origin}/blank`);
  const panel = await openPanelPage(browser, await tabIdOf(browser, page));
  await page.bringToFront();
  await fetchMany(page, 'first', 1);
  await until('the first response', async () => (await named('first')).length === 1);
  await panel.bringToFront();
  const shown = await until('the footer to count it', async () => {
    const before = await countOf(panel);
    const rows = await storedExchanges(browser);
    return before === rows.filter(({ status }) => status > 0).length && before;
  });
  return { page, panel, shown };
}
const countOf = (panel: Page): Promise<number> =>
  panel.$eval('footer b', (count) => Number(count.textContent));
const named = async (name: string) =>
  (await storedExchanges(browser)).filter(({ url }) => url.includes(`n=${name}-`));

describe('a full quota', () => {
  it('goes on in memory, says so, shows every row, and stores what waited once there is room', async () => {
    const limited = await launchWithQuota(options(), 80_000);
    browser = limited;
    const { page, panel, shown } = await openBoth();
    await page.bringToFront();
    // Alone: together with what has no room any more they would be refused.
    await fetchMany(page, 'fits', 3);
    await until('what there is room for', async () => (await named('fits')).length === 3);
    await fetchMany(page, 'q', 250);
    await footerOf(panel, `${shown + 253} responses`);
    // With the browser's own reason: a log that waits for answers which never come names another after 10 s.
    expect(await footerOf(panel, "database can't be used")).toContain('QuotaExceededError');
    const late = await openPanelPage(browser, await tabIdOf(browser, page));
    await footerOf(late, `${shown + 253} responses`);
    expect((await named('q')).length).toBeLessThan(250);

    await limited.liftQuota();
    await until('all of them in the database', async () => (await named('q')).length === 250, 15_000);
    await footerOf(late, 'Background capture on');
  });
});

describe.runIf(canRefuseWrites)('a full disk', () => {
  it('goes on in memory and moves back when there is room', async () => {
    const disk = await launchWithDisk(options());
    browser = disk;
    const { page, panel, shown } = await openBoth();
    await page.bringToFront();
    await fetchMany(page, 'before', 5);
    await footerOf(panel, `${shown + 5} responses`);
    await disk.refuseWrites();
    await page.bringToFront();
    await fetchMany(page, 'full', 5);
    await footerOf(panel, `${shown + 10} responses`);
    await footerOf(panel, "database can't be used");
    disk.allowWrites();
    await until('what waited', async () => (await named('full')).length === 5, 15_000);
    expect(await named('before')).toHaveLength(5);
  });
});

describe('a database that the browser clears', () => {
  it('is made anew, and an open panel gives back what it has', async () => {
    browser = await launchWithDisk(options());
    const { page, panel, shown } = await openBoth();
    await page.bringToFront();
    await fetchMany(page, 'a', 3);
    await footerOf(panel, `${shown + 3} responses`);
    await clearDatabases(browser);
    await page.bringToFront();
    await fetchMany(page, 'b', 1);
    await footerOf(panel, `${shown + 4} responses`);
    await until(
      'all of them',
      async () => (await named('a')).length === 3 && (await named('b')).length === 1,
    );
  });
});
