// What the filter box promises: ways to go on from what was captured, filters kept by name, and the last one remembered.

import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { openPanelPage, tabIdOf } from './driver/panel-page.ts';
import { readRows } from './driver/scenario.ts';
import { until } from './driver/until.ts';

let lab: Lab;
let browser: TestBrowser;
let tabId: number;
let panel: Page;

const box = '::-p-aria([name="Filter"][role="combobox"])';
const rowsAre = (count: number, among = panel) =>
  until(`${count} rows`, async () => (await readRows(among.mainFrame())).length === count);
const textOfBox = (among = panel) => among.$eval(box, (element) => (element as HTMLInputElement).value);
const options = (): Promise<string[]> =>
  panel.$$eval('[role=listbox] [role=option]', (found) =>
    found.map((one) => (one.textContent ?? '').replace(/\s+/g, ' ').trim()),
  );

beforeAll(async () => {
  lab = await startLab();
  browser = await launchBrowser({
    hostResolverRules: lab.hostResolverRules,
    hosts: { patterns: ['*://*/*'], held: true },
  });
  const page = await browser.newPage('http://api.memfault.com/blank');
  tabId = await tabIdOf(browser, page);
  await page.evaluate(async () => {
    for (const status of [503, 503, 429, 200]) await fetch(`/status/${status}?asked`);
    await fetch('/status/503?asked', { method: 'PUT' });
  });
  panel = await openPanelPage(browser, tabId);
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

it('offers keys, then values that were captured with how often, and filters by what is taken', async () => {
  await until('the rows', async () => (await readRows(panel.mainFrame())).length >= 6);
  await panel.click(box);
  await panel.keyboard.type('asked sta');
  expect((await options())[0]).toBe('status-code: 429, 4xx or >=500');
  await panel.keyboard.press('Tab');
  await until('the values', async () => (await options()).includes('503 3 responses'));
  await panel.keyboard.type('50');
  expect(await options()).toEqual(['503 3 responses']);
  await panel.keyboard.press('ArrowDown');
  const active = await panel.$eval(box, (element) => element.getAttribute('aria-activedescendant'));
  expect(await panel.$eval(`[id="${active}"]`, (element) => element.getAttribute('aria-selected'))).toBe(
    'true',
  );
  await panel.keyboard.press('Enter');
  expect(await textOfBox()).toBe('asked status-code:503 ');
  await rowsAre(3);
  await panel.keyboard.type('-met');
  await panel.keyboard.press('Tab');
  await panel.keyboard.type('p');
  await panel.keyboard.press('Escape');
  expect([await textOfBox(), await options()]).toEqual(['asked status-code:503 -method:p', []]);
  await panel.keyboard.type('ut');
  await rowsAre(2);
});

it('keeps a filter by name, in every panel, and brings the last one back', async () => {
  await panel.click('::-p-aria([name="Saved filters"][role="button"])');
  await panel.click('::-p-aria([name="Name"][role="textbox"])');
  await panel.keyboard.type('Busy');
  await panel.keyboard.press('Enter');
  const saved = '::-p-aria([name="Busy asked status-code:503 -method:put"][role="button"])';
  await panel.waitForSelector(saved);
  await panel.click(box);
  await panel.keyboard.down('Control');
  await panel.keyboard.press('a');
  await panel.keyboard.up('Control');
  await panel.keyboard.type('asked method:PUT');
  await rowsAre(1);
  const failed = await panel.waitForSelector('::-p-xpath(//label[starts-with(., "Failed")])');
  await failed?.click();

  const later = await until('the filter in a new panel', async () => {
    const opened = await openPanelPage(browser, tabId);
    // What is typed is written now and then: it may bring back the beginning of it.
    const text = await until('some filter', () => textOfBox(opened));
    const chosen = await opened.$eval(
      '[role=radiogroup] :checked',
      (radio) => radio.parentElement?.textContent,
    );
    if (text === 'asked method:PUT' && chosen?.startsWith('Failed')) return opened;
    await opened.close();
    return undefined;
  });
  await rowsAre(1, later);
  await later.click('::-p-aria([name="Saved filters"][role="button"])');
  await later.click(saved);
  await rowsAre(2, later);
  await later.click('::-p-aria([name="Saved filters"][role="button"])');
  await later.click('::-p-aria([name="Remove Busy"][role="button"])');
  await panel.bringToFront();
  await panel.click('::-p-aria([name="Saved filters"][role="button"])');
  await until('the empty menu', async () =>
    (await panel.$eval('[role=dialog]', (menu) => menu.textContent ?? '')).includes(
      'No filter is saved yet.',
    ),
  );
});
