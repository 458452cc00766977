// Whether every response is logged when there are many, and what the background keeps of each in memory.
import type { Page } from 'puppeteer-core';
import { launchBrowser } from '../e2e/driver/browser.ts';
import { storedExchanges } from '../e2e/driver/stored.ts';
import { until } from '../e2e/driver/until.ts';
import { controlWorker } from '../e2e/driver/worker.ts';
import { type BenchServer, localOnly } from './browser-server.ts';
import type { Measurement } from './measurement.ts';

const responses = 20_000;
/** Until then the worker compiles code and fills what it keeps of the last requests only. */
const warmUp = 1_000;
/** Responses asked for in one go. */
const PART = 2_000;

/** A page receives responses as fast as the browser delivers them; then the log is counted, and the worker's heap. */
export async function logMeasurements({ page: url }: BenchServer): Promise<Measurement[]> {
  const hosts = { patterns: ['*://*/*'], held: true };
  const browser = await launchBrowser({ hostResolverRules: localOnly, hosts });
  try {
    const worker = await controlWorker(browser, await browser.newPage('about:blank'));
    const page = await browser.newPage(url);
    const complete = async (): Promise<number> => {
      const exchanges = await storedExchanges(browser);
      return new Set(exchanges.filter(({ state }) => state === 'complete').map((one) => one.url)).size;
    };
    await receive(page, 0, warmUp);
    await until('the first rows', async () => (await complete()) > warmUp);
    const before = await worker.heap();

    const started = performance.now();
    await receive(page, warmUp, responses);
    const seconds = (performance.now() - started) / 1000;
    // Batches follow each other within 100 ms: a log that has not grown since the last look is whole.
    let logged = await complete();
    const grows = async (): Promise<boolean> => {
      const before = logged;
      logged = await complete();
      return logged > before;
    };
    await until('the log to be whole', async () => !(await grows()), 60_000);
    const after = await worker.heap();
    console.log(
      `  ${responses} responses in ${seconds.toFixed(1)} s; heap ${before} B before, ${after} B after`,
    );
    return [
      {
        // The page itself is a row too.
        name: `responses logged of ${responses} delivered`,
        value: logged - warmUp - 1,
        unit: 'rows',
        better: 'more',
        limit: responses,
      },
      {
        name: 'memory kept in the background for a row',
        value: (after - before) / responses,
        unit: 'B',
        better: 'less',
        limit: 400,
      },
    ];
  } finally {
    await browser.close();
  }
}

/** Six at a time, as many as a browser opens connections to a host; one in five is a failure. */
async function receive(page: Page, from: number, count: number): Promise<void> {
  // In parts, because the driver gives up on what takes long.
  for (let first = from; first < from + count; first += PART) {
    await page.evaluate(
      async (start, end) => {
        let next = start;
        const one = async (): Promise<void> => {
          while (next < end) {
            const n = next;
            next += 1;
            await (await fetch(`/${n % 5 === 0 ? 503 : 200}/v2/items?n=${n}`)).text();
          }
        };
        await Promise.all(Array.from({ length: 6 }, one));
      },
      first,
      Math.min(first + PART, from + count),
    );
  }
}
