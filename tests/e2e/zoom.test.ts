// That every page can be used where there is little room: zoomed in to 400 %, or docked at 480 px.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { selectFirst, setFilter } from './driver/scenario.ts';
import { patience, until } from './driver/until.ts';

/** A window of 1280 × 900 at 400 %, one of 1280 × 1024, and a narrow dock; CSS px. */
const rooms = [
  { width: 320, height: 225 },
  { width: 320, height: 256 },
  { width: 480, height: 640 },
] as const;

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

/** Opens a page of the extension where there is no more room from the start. */
async function openIn(room: (typeof rooms)[number], name: string): Promise<Page> {
  const page = await browser.newPage('about:blank');
  await page.setViewport(room);
  await page.goto(browser.extensionUrl(name));
  return page;
}

/** Buttons, boxes and links of the page that a person can't bring into view, or that are cut; by name. */
function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = [...document.querySelectorAll<HTMLElement>('button, input, select, a[href], textarea')];
    const shown = found.filter(
      (one) => one.checkVisibility({ visibilityProperty: true }) && one.offsetWidth > 2,
    );
    return shown.flatMap((one) => {
      one.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const { left, right, top, bottom } = one.getBoundingClientRect();
      const isIn = left >= 0 && right <= innerWidth + 1 && top >= -1 && bottom <= innerHeight + 1;
      return isIn ? [] : [one.getAttribute('aria-label') || one.textContent || one.tagName];
    });
  });
}
/** Waits for it: what stands in a page goes on moving until all of it is drawn. */
const allInReach = (page: Page): Promise<void> => expect.poll(() => outOfReach(page), patience).toEqual([]);
const sidewards = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe.each(rooms)('in $width × $height px', (room) => {
  it('the inspector: everything can be reached, and the detail has room for a sentence', async () => {
    const page = await openIn(room, 'viewer.html#sample');
    await page.waitForSelector('[role=gridcell]');
    await allInReach(page);
    await selectFirst(page.mainFrame(), 'status-code:529');
    await setFilter(page.mainFrame(), '');
    const advice = await page.waitForSelector('::-p-aria([name="Advice"][role="tabpanel"])');
    await until('room for the advice', async () => ((await advice?.boundingBox())?.height ?? 0) >= 48);
    await allInReach(page);
    expect(await sidewards(page)).toBeLessThanOrEqual(0);
    await page.close();
  });

  it('the settings: everything can be reached, and nothing scrolls sideways', async () => {
    const page = await openIn(room, 'options.html');
    await page.waitForSelector('::-p-aria([name="Export settings"][role="button"])');
    await allInReach(page);
    expect(await sidewards(page)).toBeLessThanOrEqual(0);
    await page.close();
  });
});
