// What the extension does in private windows, where a person lets it in: the same, in memory alone.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { openPanel } from './driver/devtools.ts';
import { filesWith, openPrivateWindow, type PrivateWindow } from './driver/private-window.ts';
import { readRows, setFilter } from './driver/scenario.ts';
import { storedExchanges } from './driver/stored.ts';
import { until } from './driver/until.ts';

describe('a private window', () => {
  let lab: Lab;
  let browser: TestBrowser;
  let window: PrivateWindow;
  const secret = randomUUID();
  const open = randomUUID();

  beforeAll(async () => {
    lab = await startLab();
    browser = await launchBrowser({
      hostResolverRules: lab.hostResolverRules,
      hosts: { patterns: ['*://*/*'], held: true },
      privateWindows: true,
    });
    window = await openPrivateWindow(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  });

  it('is recorded in a log of its own, which survives a stopped worker', async () => {
    await window.page.goto('http://api.memfault.com/blank');
    await window.page.evaluate((name) => fetch(`/status/503?n=${name}`).then(() => {}), secret);
    const reader = await window.newPage(browser.extensionUrl('manifest.json'));
    const mine = async () =>
      (await storedExchanges(browser, reader)).filter(({ url }) => url.includes(secret));
    await until('the row', async () => (await mine()).length === 1);
    await window.worker.stop();
    await window.page.evaluate((name) => fetch(`/status/429?n=${name}`).then(() => {}), secret);
    await until('both rows', async () => (await mine()).length === 2);

    const ordinary = await browser.newPage('http://api.memfault.com/blank');
    await ordinary.evaluate((name) => fetch(`/status/503?n=${name}`).then(() => {}), open);
    const others = await until('the ordinary row', async () => {
      const all = await storedExchanges(browser);
      return all.some(({ url }) => url.includes(open)) && all;
    });
    expect(others.some(({ url }) => url.includes(secret))).toBe(false);
    expect((await storedExchanges(browser, reader)).some(({ url }) => url.includes(open))).toBe(false);
  });

  it('shows its rows in its own DevTools', async () => {
    await window.page.bringToFront();
    const { panel } = await openPanel(window.page, browser);
    await setFilter(panel, secret);
    await until('both rows', async () => (await readRows(panel)).length === 2);
  });

  it('leaves nothing on the disk, open or closed', async () => {
    expect(filesWith(browser.profileDir, open).length).toBeGreaterThan(0);
    expect(filesWith(browser.profileDir, secret)).toEqual([]);
    await window.close();
    expect(filesWith(browser.profileDir, secret)).toEqual([]);
    window = await openPrivateWindow(browser);
    const reader = await window.newPage(browser.extensionUrl('options.html'));
    expect(JSON.stringify(await until('the new log', () => storedExchanges(browser, reader)))).not.toContain(
      secret,
    );
  });
});
