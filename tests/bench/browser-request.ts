// How much longer a page's request takes when the background captures it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { launchBrowser, type TestBrowser } from '../e2e/driver/browser.ts';
import { type BenchServer, localOnly } from './browser-server.ts';
import { type Measurement, median, quantile } from './measurement.ts';

const rounds = 20;
const fetchesPerRound = 150;

/** Compares a browser in which every site is captured with one that has an empty extension, in alternating rounds. */
export async function requestMeasurements({ page: url }: BenchServer): Promise<Measurement[]> {
  const dir = emptyExtension();
  const hosts = { patterns: ['*://*/*'], held: true };
  const open: TestBrowser[] = [];
  const start = async (options: object): Promise<Page> => {
    const browser = await launchBrowser({ hostResolverRules: localOnly, ...options });
    open.push(browser);
    return browser.newPage(url);
  };
  try {
    const pages = { with: await start({ hosts }), without: await start({ dir }) };
    const times = { with: [] as number[], without: [] as number[] };
    const differences: number[] = [];
    for (let round = -2; round < rounds; round++) {
      const order = round % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const);
      const inRound = { with: 0, without: 0 };
      for (const which of order) {
        const measured = await fetchOneByOne(pages[which]);
        inRound[which] = median(measured);
        if (round >= 0) times[which].push(...measured);
      }
      if (round >= 0) differences.push(inRound.with - inRound.without);
    }
    const [low, high] = [0.25, 0.75].map((share) => quantile(differences, share).toFixed(3));
    console.log(
      `  a request: ${median(times.with).toFixed(3)} ms captured, ${median(times.without).toFixed(3)} ms not; half of the ${rounds} rounds differ by ${low} to ${high} ms`,
    );
    const value = median(times.with) - median(times.without);
    return [{ name: 'time added to a request by capture', value, unit: 'ms', better: 'less', limit: 0.5 }];
  } finally {
    for (const browser of open) await browser.close();
    fs.rmSync(dir, { recursive: true });
  }
}

/** Milliseconds of each fetch, body included. */
function fetchOneByOne(page: Page): Promise<number[]> {
  return page.evaluate(async (count) => {
    const times: number[] = [];
    for (let n = 0; n < count; n++) {
      const started = performance.now();
      await (await fetch(`/small?n=${n}`)).text();
      times.push(performance.now() - started);
    }
    return times;
  }, fetchesPerRound);
}

/** The folder of an extension that does nothing. */
function emptyExtension(): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'retryscope-empty-'));
  const manifest = {
    manifest_version: 3,
    name: 'Empty',
    version: '1',
    permissions: [],
    background: { service_worker: 'nothing.js' },
  };
  fs.writeFileSync(path.join(dir, 'manifest.json'), JSON.stringify(manifest));
  fs.writeFileSync(path.join(dir, 'nothing.js'), '');
  return dir;
}
