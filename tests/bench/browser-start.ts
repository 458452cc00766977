// How soon a response is in the log when the background has to be started for it.
import type { Page } from 'puppeteer-core';
import { launchBrowser } from '../e2e/driver/browser.ts';
import { until } from '../e2e/driver/until.ts';
import { controlWorker } from '../e2e/driver/worker.ts';
import { type BenchServer, localOnly } from './browser-server.ts';
import { type Measurement, median, quantile } from './measurement.ts';

const rounds = 20;
/** A worker that was stopped this long ago, ms, has let go of everything. */
const REST_MS = 300;

/** From a page's fetch until an extension page can read its row in the database. */
export async function startMeasurements({ page: url }: BenchServer): Promise<Measurement[]> {
  const hosts = { patterns: ['*://*/*'], held: true };
  const browser = await launchBrowser({ hostResolverRules: localOnly, hosts });
  try {
    const worker = await controlWorker(browser, await browser.newPage('about:blank'));
    const page = await browser.newPage(url);
    // A page that has the extension's rights and none of its code.
    const reader = await browser.newPage(browser.extensionUrl('manifest.json'));
    const times: number[] = [];
    for (let round = -2; round < rounds; round++) {
      if (worker.running) await worker.stop();
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
      const mark = `n=start-${round}`;
      const readable = untilReadable(reader, mark);
      const [started, logged] = await Promise.all([fetchAt(page, mark), readable]);
      if (round >= 0) times.push(logged - started);
      await until('the worker to run', () => worker.running);
    }
    const [low, high] = [0.25, 0.75].map((share) => quantile(times, share).toFixed(0));
    console.log(`  a stopped worker's first row: half of ${rounds} between ${low} and ${high} ms`);
    return [
      {
        name: 'cold start of the background to its first logged row',
        value: median(times),
        unit: 'ms',
        better: 'less',
        limit: 150,
      },
    ];
  } finally {
    await browser.close();
  }
}

/** Fetches; resolves to when it began, epoch ms. */
function fetchAt(page: Page, mark: string): Promise<number> {
  return page.evaluate(async (query) => {
    const started = performance.timeOrigin + performance.now();
    await (await fetch(`/503/v2/items?${query}`)).text();
    return started;
  }, mark);
}

/** Looks for a row with that text again and again; resolves to when it was there, epoch ms. */
function untilReadable(reader: Page, mark: string): Promise<number> {
  return reader.evaluate(async (text) => {
    const resultOf = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await resultOf(indexedDB.open('retryscope'));
    for (;;) {
      const newest = await resultOf(
        db.transaction('records').objectStore('records').openCursor(null, 'prev'),
      );
      if (newest?.value.text.includes(text)) {
        db.close();
        return performance.timeOrigin + performance.now();
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }, mark);
}
