// How a panel with 100,000 responses answers: its longest task while it is filtered, scrolled, sorted and appended to,
// beside the browser's own Network panel with as many requests.
import type { Page } from 'puppeteer-core';
import { seal } from '../../lib/session/record-text.ts';
import { launchBrowser } from '../e2e/driver/browser.ts';
import { openNetworkPanel } from '../e2e/driver/network-panel.ts';
import { tabIdOf } from '../e2e/driver/panel-page.ts';
import { until } from '../e2e/driver/until.ts';
import { controlWorker } from '../e2e/driver/worker.ts';
import { type BenchServer, localOnly } from './browser-server.ts';
import { longestTasks } from './longest-task.ts';
import type { Measurement } from './measurement.ts';
import { type PanelParts, type Point, pause, works } from './panel-works.ts';
import { makeCaptured, storeSession, untilDatabase } from './stored-session.ts';

const ROWS = 100_000;
const BATCH = 500;
const BATCHES = 20;
const PATIENCE_MS = 120_000;

/** Uses both panels, one after the other. */
export async function panelMeasurements({ page: url }: BenchServer): Promise<Measurement[]> {
  const ours = await useOurs(url);
  const theirs = await useNetworkPanel();
  return [...ours].flatMap(([name, value]): Measurement[] => {
    const measured: Measurement = {
      name: `panel of ${ROWS} rows: longest task while ${name}`,
      value,
      unit: 'ms',
      better: 'less',
      limit: 50,
    };
    const other = theirs.get(name);
    if (other === undefined) return [measured];
    const ratio = {
      name: `… of the Network panel's while ${name}`,
      value: value / other,
      unit: '×',
      limit: 1,
    };
    return [measured, { ...ratio, better: 'less' }];
  });
}

async function useOurs(url: string): Promise<Map<string, number>> {
  const browser = await launchBrowser({ hostResolverRules: localOnly });
  try {
    const worker = await controlWorker(browser, await browser.newPage('about:blank'));
    const tabId = await tabIdOf(browser, await browser.newPage(url));
    const page = await browser.newPage(browser.extensionUrl('manifest.json'));
    await untilDatabase(page);
    if (worker.running) await worker.stop();
    await storeSession(browser, tabId, ROWS);
    await noteHearing(page);
    await page.goto(browser.extensionUrl(`panel.html?tab=${tabId}`));
    const every = ROWS.toLocaleString('en');
    await until(
      'every row',
      async () => (await page.$eval('footer', ({ textContent }) => textContent))?.includes(every),
      PATIENCE_MS,
    );
    const parts: PanelParts = {
      page,
      filter: (await middlesOf(page, '[role=combobox][aria-label=Filter]'))[0] as Point,
      heads: await middlesOf(page, '[role=columnheader] .rs-sort'),
      list: (await middlesOf(page, '.rs-list-body'))[0] as Point,
    };
    const longest = await useAll('ours', parts);
    const batches = batchesAfter(tabId, ROWS);
    const appending = () => append(page, batches);
    const name = `${BATCHES} batches of ${BATCH} are appended`;
    return longest.set(name, await longestWhile('ours', name, page, appending));
  } finally {
    await browser.close();
  }
}

async function useNetworkPanel(): Promise<Map<string, number>> {
  const browser = await launchBrowser({ hostResolverRules: localOnly });
  try {
    const page = await browser.newPage('about:blank');
    return await useAll('the Network panel', await openNetworkPanel(page, ROWS));
  } finally {
    await browser.close();
  }
}

/** By what is done: the longest task meanwhile, ms. */
async function useAll(whose: string, parts: PanelParts): Promise<Map<string, number>> {
  const longest = new Map<string, number>();
  for (const [name, act] of works)
    longest.set(name, await longestWhile(whose, name, parts.page, () => act(parts)));
  return longest;
}

async function longestWhile(
  whose: string,
  name: string,
  page: Page,
  act: () => Promise<void>,
): Promise<number> {
  const tasks = await longestTasks(page, act);
  const listed = tasks.map(({ wall, cpu }) => `${wall.toFixed(0)} (${cpu.toFixed(0)})`).join(', ');
  console.log(`  longest tasks of ${whose} while ${name}, ms (of these on the processor): ${listed}`);
  return tasks[0]?.wall ?? Number.NaN;
}

async function middlesOf(page: Page, selector: string): Promise<Point[]> {
  const found = await page.$$(selector);
  const boxes = await Promise.all(found.map((element) => element.boundingBox()));
  if (boxes.length === 0) throw new Error(`Nothing is shown at ${selector}`);
  return boxes.flatMap((box) => (box ? [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }] : []));
}

/** Keeps what a page listens with to its background, so that a batch can be handed to it as the background would. */
function noteHearing(panel: Page): Promise<unknown> {
  return panel.evaluateOnNewDocument(() => {
    type Listener = (message: unknown) => void;
    type Port = { onMessage: { addListener(listener: Listener): void } };
    const { runtime } = (
      globalThis as unknown as { chrome?: { runtime?: { connect(...args: unknown[]): Port } } }
    ).chrome ?? { runtime: undefined };
    if (!runtime?.connect) return;
    const connect = runtime.connect.bind(runtime);
    runtime.connect = (...args) => {
      const port = connect(...args);
      const add = port.onMessage.addListener.bind(port.onMessage);
      port.onMessage.addListener = (listener) => {
        Object.assign(globalThis, { hears: listener });
        add(listener);
      };
      return port;
    };
  });
}

async function append(panel: Page, batches: readonly string[]): Promise<void> {
  for (const [index, records] of batches.entries()) {
    await panel.evaluate(
      (texts, upToSeq) => {
        const { hears } = globalThis as unknown as { hears(message: unknown): void };
        setTimeout(() => hears({ type: 'records', records: texts, upToSeq, more: false }));
      },
      records,
      1e9 + index,
    );
    await pause();
  }
}

/** Messages of records that come after `rows` others. */
function batchesAfter(tabId: number, rows: number): string[] {
  const exchanges = makeCaptured(rows + BATCH * BATCHES, tabId).slice(rows);
  return Array.from({ length: BATCHES }, (_, batch) => {
    const texts = exchanges
      .slice(batch * BATCH, (batch + 1) * BATCH)
      .map(
        (exchange, index) =>
          seal({ kind: 'exchange', seq: rows + 1 + batch * BATCH + index, tabId, exchange }).text,
      );
    return `[${texts.join(',')}]`;
  });
}
