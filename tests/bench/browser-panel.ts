// How long the panel is busy at a stretch with 100,000 rows while a person works in it, beside the browser's own
// Network panel with as many.
import type { Page } from 'puppeteer-core';
import { launchBrowser, type TestBrowser } from '../e2e/driver/browser.ts';
import { openNetworkPanel } from '../e2e/driver/network-panel.ts';
import { tabIdOf } from '../e2e/driver/panel-page.ts';
import { until } from '../e2e/driver/until.ts';
import { controlWorker } from '../e2e/driver/worker.ts';
import { type BenchServer, localOnly } from './browser-server.ts';
import { longestTask, startHeartbeat } from './heartbeat.ts';
import { type Measurement, median } from './measurement.ts';
import { storeSession, untilDatabase } from './stored-session.ts';

const rows = 100_000;
const rounds = 3;
/** What is typed into the filter, a key at a time. */
const typed = 'memf';
const TICKS = 30;
const TICK_PX = 240;
const KEY_MS = 150;
const BATCH = 500;

/** Where a person clicks, px. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** A panel and where its parts are. */
interface Panel {
  readonly page: Page;
  readonly filter: Point;
  readonly head: Point;
  readonly list: Point;
}

const works = {
  'filtering by keystroke': async ({ page, filter }: Panel) => {
    await page.mouse.click(filter.x, filter.y);
    await page.keyboard.type(typed, { delay: KEY_MS });
    for (const _ of typed) await page.keyboard.press('Backspace', { delay: KEY_MS });
  },
  scrolling: async ({ page, list }: Panel) => {
    await page.mouse.move(list.x, list.y);
    for (let tick = 0; tick < TICKS; tick++) await page.mouse.wheel({ deltaY: TICK_PX });
  },
  sorting: async ({ page, head }: Panel) => page.mouse.click(head.x, head.y),
} as const;
type Work = keyof typeof works;

/** Does each work several times in both panels. */
export async function panelMeasurements(server: BenchServer): Promise<Measurement[]> {
  const ours = await withOurs(server);
  const theirs = await withNetworkPanel();
  const measured: Measurement[] = [];
  for (const work of Object.keys(works) as Work[]) {
    const name = `longest task while ${work}, ${rows} rows`;
    console.log(`  ${name}: ${ours[work].toFixed(0)} ms, the Network panel ${theirs[work].toFixed(0)} ms`);
    measured.push(
      { name, value: ours[work], unit: 'ms', better: 'less', limit: 50 },
      {
        name: `${name}, as a ratio to the Network panel's`,
        value: ours[work] / theirs[work],
        unit: '×',
        better: 'less',
        limit: 1,
      },
    );
  }
  const name = `longest task while ${BATCH} responses come to ${rows} rows`;
  return [...measured, { name, value: ours.appending, unit: 'ms', better: 'less', limit: 50 }];
}

/** The middle of several rounds. */
async function workIn(panel: Panel): Promise<Record<Work, number>> {
  await startHeartbeat(panel.page);
  const times: Record<Work, number[]> = { 'filtering by keystroke': [], scrolling: [], sorting: [] };
  for (let round = 0; round < rounds; round++) {
    for (const work of Object.keys(works) as Work[])
      times[work].push(await longestTask(panel.page, () => works[work](panel)));
  }
  const middle = (work: Work): number => median(times[work]);
  return {
    'filtering by keystroke': middle('filtering by keystroke'),
    scrolling: middle('scrolling'),
    sorting: middle('sorting'),
  };
}

async function withOurs({ page: url }: BenchServer): Promise<Record<Work, number> & { appending: number }> {
  const hosts = { patterns: ['*://*/*'], held: true };
  const browser = await launchBrowser({ hostResolverRules: localOnly, hosts });
  try {
    const worker = await controlWorker(browser, await browser.newPage('about:blank'));
    const traffic = await browser.newPage(url);
    const tabId = await tabIdOf(browser, traffic);
    const page = await browser.newPage(browser.extensionUrl('manifest.json'));
    await untilDatabase(page);
    if (worker.running) await worker.stop();
    await storeSession(browser, tabId, rows);
    await page.goto(browser.extensionUrl(`panel.html?tab=${tabId}`));
    await until('every row', async () => (await countOf(page)) >= rows, 60_000);
    const panel = {
      page,
      filter: await middleOf(page, '[role=combobox][aria-label=Filter]'),
      head: await middleOf(page, '[role=columnheader] button'),
      list: await middleOf(page, '[role=grid]'),
    };
    const worked = await workIn(panel);
    const before = await countOf(page);
    const appending = await longestTask(page, async () => {
      await fetchMany(traffic);
      await page.bringToFront();
      await until('the new rows', async () => (await countOf(page)) >= before + BATCH, 60_000);
    });
    return { ...worked, appending };
  } finally {
    await browser.close();
  }
}

/** How many responses the footer tells of. */
const countOf = (page: Page): Promise<number> =>
  page.$eval('footer b', (count) => Number((count.textContent ?? '').replaceAll(',', '')));

const fetchMany = (page: Page): Promise<void> =>
  page.evaluate(async (count) => {
    const one = (n: number) => fetch(`/small?n=append-${n}`).then((response) => response.text());
    await Promise.all(Array.from({ length: count }, (_, n) => one(n)));
  }, BATCH);

async function middleOf(page: Page, selector: string): Promise<Point> {
  const box = await (await page.waitForSelector(selector))?.boundingBox();
  if (!box) throw new Error(`Nothing is shown at ${selector}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function withNetworkPanel(): Promise<Record<Work, number>> {
  const browser: TestBrowser = await launchBrowser({ hostResolverRules: localOnly });
  try {
    const page = await browser.newPage('about:blank');
    return await workIn(await openNetworkPanel(page, rows));
  } finally {
    await browser.close();
  }
}
