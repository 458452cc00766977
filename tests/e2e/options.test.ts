// The options page: asking for one site, a provider and all sites, taking them back, what capture reads, and which
// providers are used in which order.
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { until } from './driver/until.ts';

/** The browser's own, in pages and in the worker of the extension; `dispatch` is what its own bindings call. */
declare const chrome: {
  omnibox: {
    onInputChanged: { dispatch(text: string, answer: (found: { content: string }[]) => void): void };
  };
  permissions: {
    getAll(): Promise<{ origins?: string[] }>;
    remove(permissions: { origins: string[] }): Promise<boolean>;
  };
  storage: { local: { get(key: string): Promise<Record<string, unknown>>; clear(): Promise<void> } };
};

let lab: Lab;
let browser: TestBrowser;
let first: Page;
let second: Page;

beforeAll(async () => {
  lab = await startLab();
  browser = await launchBrowser({
    hostResolverRules: lab.hostResolverRules,
    hosts: { patterns: ['*://*/*'], held: false },
  });
  const options = browser.extensionUrl('options.html');
  second = await browser.newPage(options);
  first = await browser.newPage(options);
});
afterEach(async () => {
  await first.evaluate(async () => {
    await chrome.permissions.remove({ origins: ['*://*/*'] });
    await chrome.storage.local.clear();
  });
  await until('nothing to be granted', async () => (await listed(first)).length === 0);
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

/** What the browser itself says is granted. */
const granted = (): Promise<string[]> =>
  first.evaluate(async () =>
    ((await chrome.permissions.getAll()).origins ?? []).filter((origin) => !origin.startsWith('ws')).sort(),
  );
/** The rows of "Granted sites" as they read; also of a page that is behind another. */
const listed = (page: Page): Promise<string[]> =>
  page.$$eval('table[aria-label="Granted sites"] tr', (rows) =>
    rows.map((row) => [...row.children].map(({ textContent }) => textContent).join('|')),
  );
const shows = (page: Page, rows: readonly string[]): Promise<unknown> =>
  until(`the list ${rows.join(', ')}`, async () => String(await listed(page)) === String(rows));
async function press(name: string): Promise<void> {
  await (await first.waitForSelector(`::-p-aria([name="${name}"][role="button"])`))?.click();
}
async function typeSite(text: string): Promise<void> {
  const field = await first.waitForSelector('::-p-aria([name="Site"][role="textbox"])');
  await field?.click({ count: 3 });
  await first.keyboard.type(text);
  await first.keyboard.press('Enter');
}

describe('asking', () => {
  it.each([
    ['app.test', '*://app.test/*', 'app.test||Revoke'],
    ['**.example.net', '*://*.example.net/*', '*.example.net|for **.example.net|Revoke'],
  ])('for the site %s', async (typed, origin, row) => {
    await typeSite(typed);
    await shows(first, [row]);
    expect(await granted()).toEqual([origin]);
  });

  it.each([
    ['https://app.test', '"https://app.test" has a scheme: write the host alone, both http and https match'],
    ['app.test/v1', '"app.test/v1" has a path: the browser grants whole hosts, so write app.test'],
  ])('for %s says what is wrong with it', async (typed, words) => {
    await typeSite(typed);
    await until('the words', () =>
      first.$eval('#rs-site-problem', (problem, wanted) => problem.textContent === wanted, words),
    );
    expect(await granted()).toEqual([]);
    expect(await first.$eval('input[aria-invalid=true]', ({ value }) => value)).toBe(typed);
  });

  it('for a provider, which then shows as captured', async () => {
    await press('Capture Huawei DIS');
    await shows(first, ['*.myhuaweicloud.com|for Huawei DIS|Revoke']);
    const row = await first.waitForSelector('::-p-aria([name="Stop capturing Huawei DIS"][role="button"])');
    expect(await row?.evaluate((button) => button.closest('tr')?.textContent)).toContain('Captured');
    await press('Stop capturing Huawei DIS');
    await shows(first, []);
  });

  it('for all sites, which are given back without what was granted on its own', async () => {
    await typeSite('app.test');
    await shows(first, ['app.test||Revoke']);
    await press('Capture all sites');
    await shows(first, ['All sites||Revoke', 'app.test||Revoke']);
    await press('Revoke all sites');
    await shows(first, ['app.test||Revoke']);
    expect(await granted()).toEqual(['*://app.test/*']);
  });
});

describe('giving back', () => {
  it('says what captures a provider all the same, and gives that back', async () => {
    await press('Capture Huawei DIS');
    await press('Stop capturing Huawei GES');
    const offer = await first.waitForSelector(
      '::-p-aria([name="Give back *.myhuaweicloud.com"][role="button"])',
    );
    expect(await offer?.evaluate((button) => button.closest('tr')?.textContent)).toContain(
      'Huawei GES is still captured, because *.myhuaweicloud.com is granted as well.',
    );
    await offer?.click();
    await shows(first, []);
  });

  it('shows at once in another page', async () => {
    await typeSite('app.test');
    await shows(second, ['app.test||Revoke']);
    await press('Capture Memfault');
    await until('the provider in the other page', () =>
      second.evaluate(() => document.querySelector('button[aria-label="Stop capturing Memfault"]') !== null),
    );
    await press('Revoke app.test');
    await until('the site to be gone', async () => !(await listed(second)).join().includes('app.test'));
    expect(await listed(second)).toContain('api.memfault.com|for Memfault|Revoke');
  });
});

describe('what capture reads', () => {
  const stored = () =>
    first.evaluate(async () => (await chrome.storage.local.get('extraHeaders')).extraHeaders);
  const isChecked = (page: Page) =>
    page.$eval('section[aria-labelledby=rs-reads] input', ({ checked }) => checked);

  it('is off, explained, and kept when it is switched on', async () => {
    const box = await first.waitForSelector(
      '::-p-aria([name="Read all headers and CORS preflights (extraHeaders)"][role="checkbox"])',
    );
    expect(await isChecked(first)).toBe(false);
    const told = await first.$eval('section[aria-labelledby=rs-reads]', ({ textContent }) => textContent);
    for (const words of ['CORS', 'Set-Cookie', 'redacts credentials', 'slows requests down'])
      expect(told).toContain(words);
    await box?.click();
    await until('the choice to be kept', async () => (await stored()) === true);
    await until('the other page to follow', () => isChecked(second));
    await first.reload();
    await until('the choice after a reload', () => isChecked(first));
  });
});

describe('the list of providers', () => {
  /** The providers that a page of the extension compares a 404 at, in its order; of the popup, drawn as a page. */
  const compared = (page: Page): Promise<string[]> =>
    page.$$eval('ul[aria-label="Answers"] > li', (answers) =>
      answers.map(({ textContent }) => textContent ?? ''),
    );
  const ordered = (page: Page): Promise<string[]> =>
    page.$$eval('table[aria-label="Providers"] tbody th', (names) =>
      names.map(({ textContent }) => textContent ?? ''),
    );

  it('is chosen and put in order, and every open page follows at once', async () => {
    const popup = await browser.newPage(browser.extensionUrl('popup.html?q=404'));
    await until('answers', async () => (await compared(popup)).join().includes('Huawei OCE'));
    await first.bringToFront();
    await (await first.waitForSelector('::-p-aria([name="Use Huawei OCE"][role="checkbox"])'))?.click();
    await until(
      'no answer of Huawei OCE',
      async () => !(await compared(popup)).join().includes('Huawei OCE'),
    );
    await press('Move Huawei Cloud up');
    await press('Move Huawei Cloud up');
    const order = ['Memfault', 'Huawei OCE not used', 'Huawei Cloud', 'Huawei DIS', 'Huawei GES'];
    await until('the order in the other page', async () => String(await ordered(second)) === String(order));
    await until('the order in the popup', async () => /Cloud.*DIS/s.test((await compared(popup)).join(' ')));
    // The address bar, too, which the background answers.
    const target = await browser.browser.waitForTarget((one) => one.type() === 'service_worker');
    const worker = await target.worker();
    const suggested = await worker?.evaluate(
      () =>
        new Promise<string[]>((resolve) =>
          chrome.omnibox.onInputChanged.dispatch('404', (found) =>
            resolve(found.map(({ content }) => content)),
          ),
        ),
    );
    expect(suggested).toEqual(['404 Huawei Cloud', '404 Huawei DIS, Huawei GES', '404 RFC 9110']);
    await popup.close();
    await first.reload();
    await until('the order after a reload', async () => String(await ordered(first)) === String(order));
  });
});
