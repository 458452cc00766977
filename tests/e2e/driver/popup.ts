// How tests open the real popup of the toolbar button over a page.
import type { Page } from 'puppeteer-core';
import type { TestBrowser } from './browser.ts';

/** Clicks the toolbar button with `page` in front; resolves to the popup. */
export async function openPopup(
  { browser, extensionId, extensionUrl }: TestBrowser,
  page: Page,
): Promise<Page> {
  await page.bringToFront();
  const cdp = await browser.target().createCDPSession();
  const { targetInfos } = await cdp.send('Target.getTargets', { filter: [{}] });
  const own = await page.createCDPSession();
  const { targetInfo } = await own.send('Target.getTargetInfo');
  // The page's own target is of type "page"; the action belongs to the "tab" around it.
  const tabs = targetInfos.filter(({ type, url }) => type === 'tab' && url === targetInfo.url);
  const [tab] = tabs;
  if (!tab) throw new Error(`No tab shows ${targetInfo.url}`);
  await cdp.send('Extensions.triggerAction' as never, { id: extensionId, targetId: tab.targetId } as never);
  const target = await browser.waitForTarget((one) => one.url() === extensionUrl('popup.html'));
  const popup = await target.asPage();
  await popup.waitForSelector('#app > *');
  await cdp.detach();
  await own.detach();
  return popup;
}
