// How soon a panel that is opened shows a session of 100,000 responses, and what it keeps in memory.
import type { Page } from 'puppeteer-core';
import { launchBrowser } from '../e2e/driver/browser.ts';
import { tabIdOf } from '../e2e/driver/panel-page.ts';
import { controlWorker } from '../e2e/driver/worker.ts';
import { type BenchServer, localOnly } from './browser-server.ts';
import { type Measurement, median } from './measurement.ts';
import { storeSession, untilDatabase } from './stored-session.ts';

const rows = 100_000;
const rounds = 5;
/** A tab that has no response. */
const OTHER_TAB = 999_999;

/** Opens the panel's page on a stored session again and again. */
export async function catchUpMeasurements({ page: url }: BenchServer): Promise<Measurement[]> {
  const browser = await launchBrowser({ hostResolverRules: localOnly });
  try {
    const blank = await browser.newPage('about:blank');
    const worker = await controlWorker(browser, blank);
    const page = await browser.newPage(url);
    const tabId = await tabIdOf(browser, page);
    const panel = await browser.newPage(browser.extensionUrl('manifest.json'));
    await untilDatabase(panel);
    if (worker.running) await worker.stop();
    const bytes = await storeSession(browser, tabId, rows);

    await noteTimes(panel);
    const open = (tab: number) => panel.goto(browser.extensionUrl(`panel.html?tab=${tab}`));
    const times = { opening: [] as number[], subscribing: [] as number[], firstRow: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      await panel.goto('about:blank');
      await open(tabId);
      const { subscribed, firstRow, shown } = await untilShown(panel);
      times.opening.push(shown / 1000);
      times.subscribing.push((shown - subscribed) / 1000);
      times.firstRow.push(firstRow);
    }
    const full = await heapOf(panel);
    await open(OTHER_TAB);
    await panel.waitForSelector('footer');
    const empty = await heapOf(panel);
    const perRow = (full.usedSize - empty.usedSize) / rows;
    const [opening, subscribing] = [median(times.opening), median(times.subscribing)];
    console.log(
      `  ${rows} rows of ${Math.round(bytes / rows)} characters: ${opening.toFixed(2)} s from the navigation, ${subscribing.toFixed(2)} s from the subscription; the panel keeps ${(full.usedSize / 1e6).toFixed(0)} MB, and ${(full.backingStorageSize / 1e6).toFixed(0)} MB of columns`,
    );
    return [
      {
        name: `a panel that is opened has caught up ${rows} rows`,
        value: subscribing,
        unit: 's',
        better: 'less',
        limit: 1.5,
      },
      {
        name: `first row after the panel is opened on ${rows} rows`,
        value: median(times.firstRow),
        unit: 'ms',
        better: 'less',
        limit: 150,
      },
      {
        name: 'memory that the panel keeps for a row, with its exchange',
        value: perRow,
        unit: 'B',
        better: 'less',
        limit: 400,
      },
    ];
  } finally {
    await browser.close();
  }
}

/** Times of a panel's page, ms after its navigation began. */
interface Times {
  /** When it asked for the log. */
  subscribed: number;
  /** When its list had a first row. */
  firstRow: number;
  /** When its footer told of all rows. */
  shown: number;
}

/** Makes each page that is opened from now on note its times in `window.times`. */
async function noteTimes(panel: Page): Promise<void> {
  await panel.evaluateOnNewDocument((count) => {
    const times: Partial<Times> = {};
    Object.assign(globalThis, { times });
    type Port = { postMessage(message: unknown): void };
    const { runtime } = (
      globalThis as unknown as { chrome?: { runtime?: { connect(...args: unknown[]): Port } } }
    ).chrome ?? { runtime: undefined };
    if (!runtime?.connect) return;
    const connect = runtime.connect.bind(runtime);
    runtime.connect = (...args) => {
      times.subscribed ??= performance.now();
      return connect(...args);
    };
    const look = (): void => {
      if (document.querySelector('.rs-list-all [role=row]')) times.firstRow ??= performance.now();
      const found = document.querySelector('footer b')?.textContent?.replace(/\D/g, '');
      if (found === String(count)) times.shown = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, rows);
}

async function untilShown(panel: Page): Promise<Times> {
  const handle = await panel.waitForFunction(
    () => {
      const { times } = globalThis as unknown as { times: Times };
      return times.shown && times;
    },
    { timeout: 60_000, polling: 100 },
  );
  return handle.jsonValue() as Promise<Times>;
}

/** Bytes after a collection of garbage: of the heap, and of what columns hold beside it. */
async function heapOf(page: Page) {
  const cdp = await page.createCDPSession();
  await cdp.send('HeapProfiler.collectGarbage');
  const usage = await cdp.send('Runtime.getHeapUsage');
  await cdp.detach();
  return usage;
}
