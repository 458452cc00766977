// The pictures of `npm run shots` in Simplified Chinese: popup, panel wide and narrow, options; light alone.
import type { Page } from 'puppeteer-core';
import { launchBrowser } from '../tests/e2e/driver/browser.ts';
import { listed, openRow, showTabById, simulateInChinese } from '../tests/e2e/driver/chinese.ts';
import { openPanelPage, tabIdOf } from '../tests/e2e/driver/panel-page.ts';
import { openPopup } from '../tests/e2e/driver/popup.ts';
import { runScenario } from '../tests/e2e/driver/scenario.ts';
import type { Lab } from '../tests/lab/server.ts';

const FILTER = 'input[role=combobox]';

/** Writes `…-chinese.png` files into a folder; the extension is built already. */
export async function shootInChinese(lab: Lab, folder: string): Promise<void> {
  const browser = await launchBrowser({
    hostResolverRules: lab.hostResolverRules,
    hosts: { patterns: ['*://*/*'], held: true },
    size: '1280,1000',
    language: 'zh-CN',
  });
  const shoot = (page: Page, name: string, fullPage = false) =>
    page.screenshot({ path: `${folder}/${name}-chinese.png`, fullPage });
  try {
    const page = await browser.newPage(`${lab.origin}/`);
    const panel = await openPanelPage(browser, await tabIdOf(browser, page));
    await page.bringToFront();
    await runScenario(page);
    const popup = await openPopup(browser, page);
    await shoot(popup, 'popup-empty');
    await popup.keyboard.type('503');
    await popup.waitForSelector('main li button[aria-expanded]');
    await popup.keyboard.press('Enter');
    await shoot(popup, 'popup-503');
    await popup.close();
    const options = await browser.newPage(browser.extensionUrl('options.html'));
    await options.waitForSelector('main');
    await shoot(options, 'options', true);
    await options.close();
    await panel.bringToFront();
    await listed(panel, 10);
    await panelViews(panel, shoot);
  } finally {
    await browser.close();
  }
}

async function panelViews(panel: Page, shoot: (page: Page, name: string) => Promise<unknown>): Promise<void> {
  await panel.setViewport({ width: 1280, height: 667 });
  await panel.type(FILTER, 'provider:memfault status-code:503');
  await openRow(panel, '503');
  await panel.click(FILTER, { count: 3 });
  await panel.keyboard.press('Backspace');
  await panel.keyboard.press('Escape');
  await panel.$eval(FILTER, (box) => (box as HTMLElement).blur());
  for (const form of ['wide', 'narrow'] as const) {
    if (form === 'narrow') await panel.setViewport({ width: 555, height: 973 });
    for (const tab of ['advice', 'schedule', 'simulate', 'attempts', 'timing', 'headers', 'compare']) {
      await showTabById(panel, tab);
      if (tab === 'simulate') {
        await simulateInChinese(panel);
        await panel.$eval('[role=tabpanel] canvas', (plot) => plot.scrollIntoView({ block: 'center' }));
      }
      await shoot(panel, `panel-${tab}-${form}`);
    }
  }
  await panel.keyboard.press('?');
  await panel.waitForSelector('dialog[open]');
  await shoot(panel, 'panel-keys-narrow');
}
