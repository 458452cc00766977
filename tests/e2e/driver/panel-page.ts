// How tests open the panel as a plain page on a tab, without DevTools: as many as they like.
import type { Page } from 'puppeteer-core';
import type { TestBrowser } from './browser.ts';

/** The number that the browser gives the tab of a page; asked of an extension page, which needs no permission for it. */
export async function tabIdOf({ browser, extensionUrl }: TestBrowser, page: Page): Promise<number> {
  const asking = await browser.newPage();
  await asking.goto(extensionUrl('manifest.json'));
  await page.bringToFront();
  const id = await asking.evaluate(async () => {
    type Tabs = { query(what: object): Promise<{ id: number }[]> };
    const { tabs } = (globalThis as unknown as { chrome: { tabs: Tabs } }).chrome;
    const [front] = await tabs.query({ active: true, currentWindow: true });
    return front?.id ?? -1;
  });
  await asking.close();
  return id;
}

/** Opens the panel's page on that tab and waits until it is drawn. */
export async function openPanelPage({ browser, extensionUrl }: TestBrowser, tabId: number): Promise<Page> {
  const panel = await browser.newPage();
  await panel.goto(`${extensionUrl('panel.html')}?tab=${tabId}`);
  await panel.waitForSelector('#app > *');
  return panel;
}
