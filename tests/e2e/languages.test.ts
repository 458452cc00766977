// The extension in Simplified Chinese: every page speaks it, names and all, and axe-core finds nothing there either.
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import { faults } from './driver/axe.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { listed, named, openRow, showTabById, simulateInChinese, tabsOf } from './driver/chinese.ts';
import { openPanelPage, tabIdOf } from './driver/panel-page.ts';
import { openPopup } from './driver/popup.ts';
import { leftInEnglish, textsOf } from './driver/texts.ts';
import { until } from './driver/until.ts';

let lab: Lab;
let browser: TestBrowser;
let page: Page;
let panel: Page;
/** What was found in English, and where first. */
const left = new Map<string, string>();

beforeAll(async () => {
  lab = await startLab();
  browser = await launchBrowser({
    hostResolverRules: lab.hostResolverRules,
    hosts: { patterns: ['*://*/*'], held: true },
    language: 'zh-CN',
  });
  page = await browser.newPage('about:blank');
  panel = await openPanelPage(browser, await tabIdOf(browser, page));
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

/** What holds for all that is shown: the page says that it is Chinese, it is, and it is accessible. */
async function isChinese(frame: Frame, view: string): Promise<void> {
  expect(await frame.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
  expect(await faults(frame), view).toEqual([]);
  for (const text of leftInEnglish(await textsOf(frame))) if (!left.has(text)) left.set(text, view);
}

it('tells English from what is written the same in Chinese', () => {
  const english = ['Look a status up', 'none', '已捕获 responses', 'in 14 s'];
  const same = ['Retry-After', '捕获 api.memfault.com', '503 Service Unavailable', 'GET', '14 s 后', '1 min'];
  expect(leftInEnglish([...english, ...same])).toEqual(english);
});

it('says what to do first in an empty panel', async () => {
  await isChinese(panel.mainFrame(), 'panel: empty');
  await page.goto('http://api.memfault.com/blank');
});

it('looks a status up in the popup', async () => {
  const popup = await openPopup(browser, page);
  await isChinese(popup.mainFrame(), 'popup');
  const box = await named(popup, 'searchbox', '状态码、名称、响应或 Retry-After');
  await box?.type('429');
  await until('the answers', () => popup.$('main li button[aria-expanded]'));
  await popup.keyboard.press('Enter');
  await named(popup, 'list', '回答');
  await named(popup, 'switch', '捕获所有网站');
  await isChinese(popup.mainFrame(), 'popup: 429');
  await popup.close();
});

it('explains the settings', async () => {
  const options = await browser.newPage(browser.extensionUrl('options.html'));
  await named(options, 'heading', 'Retryscope 设置');
  await named(options, 'checkbox', '使用 Memfault');
  await named(options, 'combobox', '主题');
  await isChinese(options.mainFrame(), 'options');
  await options.close();
});

it('shows responses and each of the tabs of their details in the panel', async () => {
  await page.evaluate(async () => {
    await fetch('/status/200');
    for (const query of ['retry-after=30', 'retry-after=30', '']) await fetch(`/status/503?${query}`);
    await fetch('/reset').catch(() => {});
  });
  await listed(panel, 5);
  await isChinese(panel.mainFrame(), 'panel: list');
  await openRow(panel, '503');
  const tabs = await tabsOf(panel);
  expect(tabs).toEqual([
    'advice',
    'schedule',
    'simulate',
    'attempts',
    'timing',
    'headers',
    'body',
    'compare',
  ]);
  for (const tab of tabs) {
    await showTabById(panel, tab);
    if (tab === 'simulate') {
      await simulateInChinese(panel);
      await named(panel, 'table', '模拟');
    }
    await isChinese(panel.mainFrame(), `panel: ${tab}`);
  }
});

it('explains the keys', async () => {
  await panel.keyboard.press('?');
  await panel.waitForSelector('dialog[open]');
  await isChinese(panel.mainFrame(), 'panel: keys');
  await panel.keyboard.press('Escape');
  await panel.waitForSelector('dialog[open]', { hidden: true });
});

it('completes a filter', async () => {
  await panel.focus('input[role=combobox]');
  await panel.keyboard.press('ArrowDown');
  await panel.waitForSelector('[role=listbox] [role=option]');
  await isChinese(panel.mainFrame(), 'panel: completions');
  await panel.keyboard.press('Escape');
});

it('has menus', async () => {
  const ofRow = '[role=grid] [aria-selected=true] [aria-haspopup]';
  const buttons = await panel.$$(`${ofRow}, button[aria-haspopup]:not([role=grid] *)`);
  expect(buttons.length).toBeGreaterThanOrEqual(5);
  for (const button of buttons) {
    await button.evaluate((element) => (element as HTMLElement).click());
    await panel.waitForSelector('[role=menu], [role=dialog]');
    await isChinese(panel.mainFrame(), 'panel: menus');
    await panel.keyboard.press('Escape');
    await until('the menu to be gone', async () => !(await panel.$('[role=menu], [role=dialog]')));
  }
});

it('shows a file', async () => {
  const viewer = await browser.newPage(browser.extensionUrl('viewer.html#sample'));
  await viewer.waitForSelector('[role=gridcell]');
  await isChinese(viewer.mainFrame(), 'viewer');
  await viewer.close();
});

it('leaves nothing in English', () => {
  expect([...left].map(([text, view]) => `${view}: ${text}`)).toEqual([]);
});
