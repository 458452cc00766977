// What an empty panel and an empty viewer offer to begin with, and that each of it leads somewhere.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { openPanel } from './driver/devtools.ts';
import { readRows, setFilter } from './driver/scenario.ts';
import { until } from './driver/until.ts';

let lab: Lab;
let browser: TestBrowser;

beforeAll(async () => {
  lab = await startLab();
  browser = await launchBrowser({ hostResolverRules: lab.hostResolverRules });
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

const SAMPLE_LINK = '::-p-aria([name="Open the sample session"][role="link"])';

/** The sample as a person would read it: how many rows, and what is said of the first 529. */
async function readSample(viewer: Page): Promise<string> {
  await setFilter(viewer.mainFrame(), 'status-code:529');
  const rows = await until('rows of the sample', async () => {
    const found = await readRows(viewer.mainFrame());
    return found.length > 0 && found;
  });
  return rows[0]?.join(' ') ?? '';
}

describe('an empty panel, docked', () => {
  it('reloads the page, whose responses show then, and opens the sample session in a tab', async () => {
    const page = await browser.newPage('http://api.memfault.com/status/503');
    const { panel } = await openPanel(page, browser);
    const link = await panel.waitForSelector(SAMPLE_LINK);
    const opened = browser.browser.waitForTarget((target) => target.url().endsWith('/viewer.html#sample'));
    await link?.evaluate((element) => (element as HTMLElement).click());
    const viewer = await (await opened).page();
    expect(viewer && (await readSample(viewer))).toContain('529');
    await viewer?.close();

    const reload = await panel.waitForSelector('::-p-aria([name="Reload the page"][role="button"])');
    await reload?.evaluate((element) => (element as HTMLElement).click());
    // Until the response is there, its row is that of a request under way.
    await until('the page’s row', async () => (await readRows(panel))[0]?.join(' ').includes('503'));
    expect(await panel.$(SAMPLE_LINK)).toBeNull();
  });
});

describe('an empty viewer', () => {
  it('shows the sample session with what it means, and says where it is from', async () => {
    const viewer = await browser.newPage(browser.extensionUrl('viewer.html'));
    await (await viewer.waitForSelector(SAMPLE_LINK))?.click();
    expect(await readSample(viewer)).toContain('Memfault');
    const footer = await viewer.$eval('footer', (element) => element.textContent);
    expect(footer).toContain('Sample session');
    await viewer.close();
  });
});
