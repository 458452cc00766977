// The popup: looking a status up, choosing what to capture of a site and granting it, and what was captured of the tab.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInPacks } from '../../lib/providers/built-in.ts';
import { originsOf } from '../../lib/providers/site.ts';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { openPopup } from './driver/popup.ts';
import { chooseExport, readRows, savedBy } from './driver/scenario.ts';
import { storedExchanges } from './driver/stored.ts';
import { until } from './driver/until.ts';

/** The browser's own, in pages of the extension. */
declare const chrome: { permissions: { getAll(): Promise<{ origins?: string[] }> } };

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

  it('takes a number that is no status for a wait', async () => {
    const popup = await openPopup(browser, page);
    const found = await lookUp(popup, '999');
    expect(found.join(' ')).toContain('Wait 16 m 39 s, then retry');
    expect(await popup.$eval('[role=status]', (hint) => hint.textContent)).toContain('a wait of 16 m 39 s');
    await popup.close();
  });
});

const SITE = 'app.memfault.com';
const OWN = `*://${SITE}/*`;
const ALL = '*://*/*';
const providerHosts = (id: string): string[] =>
  originsOf(builtInPacks.find((pack) => pack.id === id)?.hosts ?? []);

/** What the browser itself says is granted. */
const granted = (extensionPage: Page): Promise<string[]> =>
  extensionPage.evaluate(async () =>
    ((await chrome.permissions.getAll()).origins ?? []).filter((origin) => !origin.startsWith('ws')).sort(),
  );
const isOn = (popup: Page): Promise<boolean> =>
  popup.$eval('[role=switch]', (element) => element.getAttribute('aria-checked') === 'true');
const footOf = (popup: Page): Promise<string> =>
  popup.$eval('section[aria-label="This tab"]', (foot) => (foot as HTMLElement).innerText);

async function choose(popup: Page, id: string): Promise<void> {
  await popup.waitForSelector('::-p-aria([name="What to capture"][role="combobox"])');
  await popup.select('select', id);
}
async function switchTo(popup: Page, on: boolean): Promise<void> {
  await (await popup.waitForSelector('::-p-aria([role="switch"])'))?.click();
  await until(`the switch to be ${on ? 'on' : 'off'}`, async () => (await isOn(popup)) === on);
}
async function press(popup: Page, name: string): Promise<void> {
  await (await popup.waitForSelector(`::-p-aria([name="${name}"][role="button"])`))?.click();
}

describe('granting the site', () => {
  it('starts capture at once, shows the failures, and ends when it is switched off', async () => {
    await page.evaluate(() => fetch('/status/500?n=before').then(() => {}));
    // A new page takes the focus and with it the popup, so the page that reads the log comes first.
    await storedExchanges(browser);
    const popup = await openPopup(browser, page);
    await popup.waitForSelector('::-p-aria([name="Capture api.memfault.com"][role="switch"])');
    await switchTo(popup, true);

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

    await switchTo(popup, false);
    await page.evaluate(() => fetch('/status/502?n=revoked').then(() => {}));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect((await storedExchanges(browser)).some(({ url }) => url.includes('n=revoked'))).toBe(false);
    await popup.close();
  });
});

describe('what was captured of the tab', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'retryscope-popup-'));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** Follows one of the popup's links; resolves to the page that it opens. */
  async function follow(name: string): Promise<Page> {
    const popup = await openPopup(browser, page);
    const link = await popup.waitForSelector(`::-p-aria([name="${name}"][role="link"])`);
    const panelUrl = browser.extensionUrl('panel.html');
    const opening = browser.browser.waitForTarget((target) => target.url().startsWith(panelUrl));
    // The popup closes under the mouse.
    await link?.click().catch(() => {});
    const opened = await (await opening).asPage();
    await until('the row', async () => (await readRows(opened.mainFrame())).length === 1);
    return opened;
  }

  it('is shown in full, and saved as a file', async () => {
    const all = await follow('All responses of this tab');
    expect((await readRows(all.mainFrame())).flat().join(' ')).toContain('503');
    expect(await all.$('[role=menu]')).toBeNull();
    await all.close();

    const menu = await follow('Export…');
    const file = await savedBy(browser, folder, () => chooseExport(menu.mainFrame(), { format: 'NDJSON' }));
    const [, response = ''] = fs.readFileSync(file, 'utf8').split('\n');
    expect(JSON.parse(response)).toMatchObject({ url: expect.stringContaining('n=granted') });
    await menu.close();
  });
});

describe('what to capture', () => {
  let site: Page;
  let settings: Page;
  beforeAll(async () => {
    settings = await browser.newPage(browser.extensionUrl('options.html'));
    site = await browser.newPage(`http://${SITE}/blank`);
  });

  const hosts = [SITE, 'api.memfault.com', 'dis.cn-north-4.myhuaweicloud.com'];

  /**
   * Calls the site itself, Memfault's API and a service of Huawei Cloud, and waits for some of them; resolves to all
   * those that were captured.
   */
  async function captured(label: string, awaited: readonly string[]): Promise<string[]> {
    const call = async (name: string): Promise<() => Promise<string[]>> => {
      const urls = hosts.map((host) => `http://${host}/status/500?n=${encodeURIComponent(name)}`);
      await site.evaluate((all) => Promise.all(all.map((url) => fetch(url).then(() => {}))), urls);
      return async () => {
        const stored = (await storedExchanges(browser)).map(({ url }) => url);
        return hosts.filter((_, index) => stored.includes(urls[index] ?? ''));
      };
    };
    const seen = await call(label);
    const waitFor = (what: string, those: typeof seen) =>
      until(what, async () => {
        const found = await those();
        return awaited.every((host) => found.includes(host));
      });
    await waitFor('the responses in the log', seen);
    // What is not there when all of later ones is, is not coming.
    await waitFor('later responses in the log', await call(`after ${label}`));
    return seen();
  }

  it.each([
    { id: 'site', origins: [OWN], sees: [SITE] },
    {
      id: 'provider:memfault',
      origins: [OWN, ...providerHosts('memfault')],
      sees: [SITE, 'api.memfault.com'],
    },
    { id: 'all', origins: [ALL], sees: [SITE, 'api.memfault.com', 'dis.cn-north-4.myhuaweicloud.com'] },
  ])('$id shows what it says, and nothing else', async ({ id, origins, sees }) => {
    const popup = await openPopup(browser, site);
    await choose(popup, id);
    expect(await footOf(popup)).toContain('Not captured. Would see');
    await switchTo(popup, true);
    expect(await granted(popup)).toEqual([...origins].sort());
    expect(await footOf(popup)).toContain('Captured. Sees');
    expect(await captured(id, sees)).toEqual(sees);
    await switchTo(popup, false);
    expect(await granted(popup)).toEqual([]);
    await popup.close();
  });

  it('shows what is granted when it opens, and what is granted elsewhere at once', async () => {
    await clickBehind(settings, 'Capture Memfault');
    const popup = await openPopup(browser, site);
    await choose(popup, 'provider:memfault');
    await switchTo(popup, true);
    await popup.close();
    const again = await openPopup(browser, site);
    await again.waitForSelector('[role=switch]');
    expect(await again.$eval('select', ({ value }) => value)).toBe('provider:memfault');
    expect(await isOn(again)).toBe(true);

    await clickBehind(settings, `Revoke ${SITE}`);
    await until('the switch to be off', async () => !(await isOn(again)));
    expect(await footOf(again)).toContain('Not captured.');
    await clickBehind(settings, 'Stop capturing Memfault');
    await until('nothing to be granted', async () => (await granted(again)).length === 0);
    await again.close();
  });

  it('leaves a provider that was granted on its own', async () => {
    await clickBehind(settings, 'Capture Memfault');
    const popup = await openPopup(browser, site);
    await choose(popup, 'providers');
    await switchTo(popup, true);
    await switchTo(popup, false);
    expect(await granted(popup)).toEqual(providerHosts('memfault'));
    await clickBehind(settings, 'Stop capturing Memfault');
    await until('nothing to be granted', async () => (await granted(popup)).length === 0);
    await popup.close();
  });

  it('says that all sites are granted when less is switched off, and gives those back alone', async () => {
    const popup = await openPopup(browser, site);
    await choose(popup, 'site');
    await switchTo(popup, true);
    await choose(popup, 'all');
    expect(await footOf(popup)).toContain('Captured, but not all sites.');
    await switchTo(popup, true);

    // Chromium takes the single site along with all sites; it was granted on its own, so it is asked for again.
    await switchTo(popup, false);
    expect(await granted(popup)).toEqual([OWN]);
    await switchTo(popup, true);

    await choose(popup, 'site');
    await (await popup.waitForSelector('[role=switch]'))?.click();
    await popup.waitForSelector('::-p-aria([name="Give back all sites"][role="button"])');
    expect(await footOf(popup)).toContain(`${SITE} is still captured, because all sites are granted.`);
    expect(await isOn(popup)).toBe(true);
    await press(popup, 'Give back all sites');
    await until('the switch to be off', async () => !(await isOn(popup)));
    expect(await granted(popup)).toEqual([]);
    await popup.close();
  });
});

/** Clicks a button of a page that stays behind the popup: coming to the front would close it, and draws nothing. */
const clickBehind = (behind: Page, name: string): Promise<void> =>
  until(`the button ${name}`, () =>
    behind.evaluate((label) => {
      const button = document.querySelector<HTMLElement>(`button[aria-label="${label}"]`);
      button?.click();
      return button !== null;
    }, name),
  ).then(() => {});
