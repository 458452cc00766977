// How tests make a page send requests of every kind, and read what became of them, in each way of seeing them.
import type { Frame, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { Exchange } from '../../../lib/http/exchange.ts';
import type { Lab } from '../../lab/server.ts';
import { launchBrowser, type TestBrowser } from './browser.ts';
import { openPanel } from './devtools.ts';
import { openPanelPage, tabIdOf } from './panel-page.ts';
import { readRows, setFilter } from './scenario.ts';
import { storedExchanges } from './stored.ts';
import { until } from './until.ts';

/** Who looks: the background alone or with what `extraHeaders` shows, DevTools alone, or both. */
export type Way = 'background' | 'extra headers' | 'joined' | 'joined, extra headers' | 'DevTools';

/** Fields that a row is expected to have. */
export type ExpectedRow = Partial<Record<keyof Exchange, unknown>>;

/** What a row has unless its case says otherwise. */
export const commonRow: ExpectedRow = {
  method: 'GET',
  state: 'complete',
  error: '',
  gap: '',
  serviceWorker: '',
  fromCache: false,
};

const byBackground = { source: 'web-request', match: 'none', resourceType: 'xmlhttprequest' };
/** On a busy machine the two dates may lie so far apart that the join is not sure. */
const isJoined = expect.stringMatching(/^(?:exact|inferred)$/);
const byBoth = { source: 'both', match: isJoined, resourceType: 'xmlhttprequest' };

/** What a row has by the way in which it was seen. */
export const rowBy: Readonly<Record<Way, ExpectedRow>> = {
  background: byBackground,
  'extra headers': byBackground,
  joined: byBoth,
  'joined, extra headers': byBoth,
  DevTools: { source: 'devtools', match: 'none', resourceType: 'fetch' },
};

/** A browser in which one page is looked at in one way. */
export interface View {
  readonly browser: TestBrowser;
  readonly page: Page;
  /** Docked to the page, or where DevTools is closed, a page of its own on the page's tab. */
  readonly panel: Frame;
  /** Has the panel drawn: what is behind other pages is not. */
  showPanel(): Promise<void>;
  /** All that is stored by start, once nothing more is to come of what was sent before. */
  settled(): Promise<readonly Exchange[]>;
  close(): Promise<void>;
}

/** Opens the page at that address and looks at it in that way. */
export async function openView({ hostResolverRules }: Lab, way: Way, address: string): Promise<View> {
  const devtools = way === 'DevTools' || way.startsWith('joined');
  const hosts = way === 'DevTools' ? {} : { hosts: ALL_SITES };
  const browser = await launchBrowser({ hostResolverRules, ...hosts });
  const page = await browser.newPage(address);
  if (way.includes('extra headers')) await showExtraHeaders(browser, page, true);
  const panelPage = devtools ? undefined : await openPanelPage(browser, await tabIdOf(browser, page));
  const panel = panelPage?.mainFrame() ?? (await openPanel(page, browser)).panel;
  await page.bringToFront();
  return {
    browser,
    page,
    panel,
    showPanel: () => (panelPage ?? page).bringToFront(),
    settled: () => settled(browser, page, devtools),
    close: browser.close,
  };
}

/** Those whose URL has this name as its `n`; without their headers, so that a failed test can be read. */
export const rowsNamed = (exchanges: readonly Exchange[], name: string): ListedRow[] =>
  exchanges
    .filter(({ url }) => new URL(url).searchParams.get('n') === name)
    .map(({ requestHeaders, responseHeaders, timings, ...row }) => row);

/** An exchange without its headers and the parts of its time. */
export type ListedRow = Omit<Exchange, 'requestHeaders' | 'responseHeaders' | 'timings'>;

/** The texts of a panel's rows of that name, once some are there; the panel has to be drawn. */
export async function shownRows(panel: Frame, name: string): Promise<string[]> {
  await setFilter(panel, `n=${name}`);
  return until(`rows of ${name}`, async () => {
    const rows = (await readRows(panel)).map((cells) => cells.join(' | '));
    // Later attempts of a call don't repeat the address.
    const isOther = (row: string): boolean => row.includes('n=') && !row.includes(`n=${name}`);
    return rows[0]?.includes(`n=${name}`) && !rows.some(isOther) && rows;
  });
}

/** Every site, sockets too, granted from the start. */
export const ALL_SITES = { patterns: ['*://*/*', 'ws://*/*', 'wss://*/*'], held: true } as const;

/** Fetches and reads the body; resolves to the status, null when it failed. */
export const fetchText = (page: Page, url: string, init: RequestInit = {}): Promise<number | null> =>
  page.evaluate(
    (address, options) =>
      fetch(address, options).then(
        (response) =>
          response.text().then(
            () => response.status,
            () => null,
          ),
        () => null,
      ),
    url,
    init,
  );

/** Fetches and leaves the body unread, as pages do that stop at an error status: DevTools never calls it finished. */
export const fetchUnread = (page: Page, url: string): Promise<number | null> =>
  page.evaluate(
    (address) =>
      fetch(address).then(
        ({ status }) => status,
        () => null,
      ),
    url,
  );

/** Fetches and stops it once the lab has the request, of which it must be slow to answer the head. */
export async function stopBeforeHead(page: Page, url: string, { log }: Lab): Promise<void> {
  const before = log.length;
  const stop = await page.evaluateHandle((address) => {
    const controller = new AbortController();
    void fetch(address, { signal: controller.signal }).catch(() => {});
    return controller;
  }, url);
  await until('the request at the lab', () => log.slice(before).some((entry) => url.endsWith(entry.url)));
  await stop.evaluate((controller) => controller.abort());
}

/** Fetches and stops it when the head is there. */
export const stopInBody = (page: Page, url: string): Promise<void> =>
  page.evaluate(async (address) => {
    const controller = new AbortController();
    const response = await fetch(address, { signal: controller.signal });
    const reading = response.text().catch(() => {});
    controller.abort();
    await reading;
  }, url);

/** Opens a WebSocket; resolves when it is closed or was refused. */
export const openSocket = (page: Page, url: string): Promise<void> =>
  page.evaluate(
    (address) =>
      new Promise<void>((resolve) => {
        new WebSocket(address).onclose = () => resolve();
      }),
    url,
  );

/** Sends a beacon. */
export const sendBeacon = (page: Page, url: string): Promise<boolean> =>
  page.evaluate((address) => navigator.sendBeacon(address, 'x'), url);

/** What is stored of the requests whose URL has this part, by start, in the order of their hops. */
export async function loggedOf(browser: TestBrowser, part: string): Promise<Exchange[]> {
  const all = await storedExchanges(browser);
  return inOrder(all.filter(({ url }) => url.includes(part)));
}

/** What is stored of them once there are so many, all ended. */
export const endedOf = (browser: TestBrowser, part: string, count = 1): Promise<Exchange[]> =>
  until(`${count} of ${part}`, async () => {
    const found = await loggedOf(browser, part);
    return found.length >= count && found.every(({ state }) => state !== 'pending') && found;
  });

/**
 * All that is stored once every request has ended and DevTools' list of requests, if it is open, was read twice.
 * Sends requests of its own.
 */
async function settled(browser: TestBrowser, page: Page, devtools: boolean): Promise<readonly Exchange[]> {
  for (let round = 1; round <= (devtools ? 2 : 1); round++) {
    const name = `settled-${performance.now()}`;
    await fetchUnread(page, named('/status/404', name, page));
    await until('the list of DevTools', async () => {
      const [last] = await endedOf(browser, name);
      return !devtools || last?.source !== 'web-request';
    });
  }
  return until('every end', async () => {
    const all = await storedExchanges(browser);
    return all.every(({ state }) => state !== 'pending') && inOrder(all);
  });
}

/** The browser's number of the request, the same for all its hops; '' where DevTools alone saw it. */
export function requestIdOf({ id, twinId }: Pick<Exchange, 'id' | 'twinId'>): string {
  const own = [id, twinId].find((one) => /^\d+\.\d+$/.test(one)) ?? '';
  return own.slice(0, own.lastIndexOf('.'));
}

const inOrder = (exchanges: readonly Exchange[]): Exchange[] =>
  exchanges.toSorted((a, b) => a.startedDateTime - b.startedDateTime);

/** The URL with `n=<name>`, by which its rows are found; relative to the page. */
export function named(url: string, name: string, page: Page): string {
  const address = new URL(url, page.url());
  address.searchParams.set('n', name);
  return address.href;
}

/** Switches on or off what Chromium shows with `extraHeaders` only, as the settings page does. */
async function setExtraHeaders({ browser, extensionUrl, newPage }: TestBrowser, on: boolean): Promise<void> {
  const open = (await browser.pages()).find((page) => page.url().startsWith(extensionUrl('')));
  const page = open ?? (await newPage(extensionUrl('manifest.json')));
  await page.evaluate(async (extraHeaders) => {
    type Storage = { local: { set(values: object): Promise<void> } };
    const { storage } = (globalThis as unknown as { chrome: { storage: Storage } }).chrome;
    await storage.local.set({ extraHeaders });
  }, on);
}

/** The same, and waits until it holds: a preflight is seen, or not. */
export async function showExtraHeaders(browser: TestBrowser, page: Page, on: boolean): Promise<void> {
  await setExtraHeaders(browser, on);
  await until(`extra headers ${on ? 'on' : 'off'}`, async () => {
    const name = `extra-${performance.now()}`;
    await fetchText(page, named('http://chunks.memfault.com/status/200', name, page), {
      headers: { 'X-Lab': '1' },
    });
    const rows = await endedOf(browser, name);
    return rows.some(({ method }) => method === 'OPTIONS') === on;
  });
}
