// The popup: looking a status up, granting a site at run time, and the tab's last failures.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { openPopup } from './driver/popup.ts';
import { storedExchanges } from './driver/stored.ts';
import { until } from './driver/until.ts';

let lab: Lab;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  lab = await startLab();
  browser = await launchBrowser({
    hostResolverRules: lab.hostResolverRules,
    // Asked for without a dialog: what is tested is our side of the question, not the browser's.
    hosts: { patterns: ['*://*/*'], held: false },
  });
  page = await browser.newPage('http://api.memfault.com/blank');
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

const answers = (popup: Page): Promise<string[]> =>
  popup.$$eval('ul[aria-label="Answers"] > li', (items) =>
    items.map((item) => (item as HTMLElement).innerText.replace(/\s+/g, ' ')),
  );
async function lookUp(popup: Page, text: string): Promise<string[]> {
  const box = await popup.waitForSelector('::-p-aria([role="searchbox"])');
  await box?.click({ count: 3 });
  await popup.keyboard.press('Backspace');
  await popup.keyboard.type(text);
  return answers(popup);
}

describe('looking a status up', () => {
  it('answers a code with every provider’s own rule', async () => {
    const popup = await openPopup(browser, page);
    const found = await until('the answers', async () => {
      const all = await lookUp(popup, '503');
      return all.length >= 4 && all;
    });
    expect(found.find((text) => text.includes('Memfault'))).toContain(
      '8 s, 1 m 12 s, 9 m 44 s, 1 h 18 m, 10 h 24 m',
    );
    expect(found.find((text) => text.includes('Huawei OCE'))).toContain('Do not retry');
    expect(found.find((text) => text.includes('Huawei DIS'))).toContain('Change the request first');
    expect(found.find((text) => text.includes('RFC 9110'))).toContain('Generic');
    await popup.close();
  });

  it('answers a name', async () => {
    const popup = await openPopup(browser, page);
    const found = await lookUp(popup, 'ServerTimeout');
    expect(found.length).toBeGreaterThan(0);
    expect(found.join(' ')).toContain('504');
    await popup.close();
  });

  it('says what is wrong with a number that is no status', async () => {
    const popup = await openPopup(browser, page);
    expect(await lookUp(popup, '999')).toEqual([]);
    expect(await popup.$eval('[role=status]', (hint) => hint.textContent)).toContain('999');
    await popup.close();
  });
});

describe('granting the site', () => {
  it('starts capture at once, shows the failures, and ends when it is switched off', async () => {
    await page.evaluate(() => fetch('/status/500?n=before').then(() => {}));
    // A new page takes the focus and with it the popup, so the page that reads the log comes first.
    await storedExchanges(browser);
    const popup = await openPopup(browser, page);
    const capture = '::-p-aria([name="Capture api.memfault.com"][role="switch"])';
    await (await popup.waitForSelector(capture))?.click();
    await until('the switch to be on', () =>
      popup.$eval('[role=switch]', (element) => element.getAttribute('aria-checked') === 'true'),
    );

    await page.evaluate(() => fetch('/status/503?n=granted').then(() => {}));
    const stored = await until('the response in the log', async () => {
      const found = await storedExchanges(browser);
      return found.filter(({ url }) => url.includes('n=granted')).length === 1 && found;
    });
    expect(stored.some(({ url }) => url.includes('n=before'))).toBe(false);
    const failure = await until('the failure in the popup', () =>
      popup.$eval('ul[aria-label="Last failures"]', (list) => list.textContent),
    );
    expect(failure).toContain('503');

    await (await popup.waitForSelector(capture))?.click();
    await until('the switch to be off', () =>
      popup.$eval('[role=switch]', (element) => element.getAttribute('aria-checked') === 'false'),
    );
    await page.evaluate(() => fetch('/status/502?n=revoked').then(() => {}));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect((await storedExchanges(browser)).some(({ url }) => url.includes('n=revoked'))).toBe(false);
    await popup.close();
  });
});
