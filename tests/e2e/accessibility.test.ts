// axe-core on every page of the extension, in both themes, in the real browser.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import { faults } from './driver/axe.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { dock, type OpenPanel, openPanel, setDevtoolsTheme } from './driver/devtools.ts';
import { openPopup } from './driver/popup.ts';
import { openLabPage, runScenario, selectFirst, setFilter, showTab } from './driver/scenario.ts';
import { simulate } from './driver/simulation.ts';

let lab: Lab;
let browser: TestBrowser;
let open: OpenPanel;

beforeAll(async () => {
  lab = await startLab();
  browser = await launchBrowser({
    hostResolverRules: lab.hostResolverRules,
    hosts: { patterns: ['*://*/*'], held: true },
  });
  const page = await openLabPage(browser, lab);
  open = await openPanel(page, browser);
  await runScenario(page);
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  it.each(['bottom', 'right'] as const)('the panel docked at the %s, every tab', async (side) => {
    await dock(open, side);
    await setDevtoolsTheme(open, theme === 'dark' ? 'dark' : 'default');
    await selectFirst(open.panel, 'provider:memfault finding:too-early');
    await setFilter(open.panel, '');
    for (const tab of [
      'Advice',
      'Schedule',
      'Simulate',
      'Attempts',
      'Timing',
      'Headers',
      'Body',
      'Compare',
    ]) {
      await showTab(open.panel, tab);
      if (tab === 'Simulate') await simulate(open.panel);
      expect(await faults(open.panel), tab).toEqual([]);
    }
  });

  it('the menu of a row, and the help of all keys', async () => {
    await setDevtoolsTheme(open, theme === 'dark' ? 'dark' : 'default');
    await selectFirst(open.panel, 'provider:memfault finding:too-early');
    await open.panel.evaluate(() => document.querySelector<HTMLElement>('.rs-row-menu')?.click());
    await open.panel.waitForSelector('[role=menu]');
    expect(await faults(open.panel)).toEqual([]);
    await open.panel.evaluate(() =>
      document.querySelector<HTMLElement>('button[aria-label="Keyboard help"]')?.click(),
    );
    await open.panel.waitForSelector('dialog[open]');
    expect(await faults(open.panel)).toEqual([]);
    await open.panel.evaluate(() => document.querySelector('dialog')?.close());
  });

  it('the menu of exports, and what an export leaves out', async () => {
    await setDevtoolsTheme(open, theme === 'dark' ? 'dark' : 'default');
    await open.panel.evaluate(() =>
      document.querySelector<HTMLElement>('button[aria-label="Export"]')?.click(),
    );
    await open.panel.waitForSelector('[role=menu]');
    expect(await faults(open.panel)).toEqual([]);
    await open.panel.evaluate(() => document.querySelector<HTMLElement>('[role=menuitem]')?.click());
    await open.panel.waitForSelector('dialog[open]');
    expect(await faults(open.panel)).toEqual([]);
    await open.panel.evaluate(() => document.querySelector('dialog')?.close());
  });

  it('the popup with answers', async () => {
    const page = await browser.newPage('http://api.memfault.com/blank');
    const popup = await openPopup(browser, page);
    await popup.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await popup.keyboard.type('503');
    await popup.waitForSelector('ul[aria-label="Answers"] > li');
    await popup.keyboard.press('Enter');
    expect(await faults(popup.mainFrame())).toEqual([]);
    await popup.close();
    await page.close();
  });

  it.each(['options.html', 'viewer.html'])('%s', async (name) => {
    const page = await browser.newPage(browser.extensionUrl(name));
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await page.waitForSelector('#app > *');
    expect(await faults(page.mainFrame())).toEqual([]);
    await page.close();
  });
});
