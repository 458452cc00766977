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

/** A browser with nothing, one in which every site is captured, and one whose extension hears as much and does nothing. */
const kinds = ['without', 'captured', 'heard'] as const;
type Kind = (typeof kinds)[number];

/** Compares the three in alternating rounds. What hearing alone costs is the browser's own part. */
export async function requestMeasurements({ page: url }: BenchServer): Promise<Measurement[]> {
  const folders = { without: writeExtension([], ''), heard: writeExtension(['webRequest'], LISTENERS) };
  const open: TestBrowser[] = [];
  const start = async (options: object): Promise<Page> => {
    const browser = await launchBrowser({ hostResolverRules: localOnly, ...options });
    open.push(browser);
    return browser.newPage(url);
  };
  try {
    const pages: Record<Kind, Page> = {
      without: await start({ dir: folders.without }),
      captured: await start({ hosts: { patterns: ['*://*/*'], held: true } }),
      heard: await start({ dir: folders.heard }),
    };
    const times: Record<Kind, number[]> = { without: [], captured: [], heard: [] };
    const differences: number[] = [];
    for (let round = -2; round < rounds; round++) {
      const inRound = { without: 0, captured: 0, heard: 0 };
      for (const kind of round % 2 === 0 ? kinds : kinds.toReversed()) {
        const measured = await fetchOneByOne(pages[kind]);
        inRound[kind] = median(measured);
        if (round >= 0) times[kind].push(...measured);
      }
      if (round >= 0) differences.push(inRound.captured - inRound.without);
    }
    const [low, high] = [0.25, 0.75].map((share) => quantile(differences, share).toFixed(3));
    const [without, captured, heard] = kinds.map((kind) => median(times[kind])) as [number, number, number];
    console.log(
      `  a request: ${captured.toFixed(3)} ms captured, ${heard.toFixed(3)} ms with listeners that do nothing, ${without.toFixed(3)} ms without; half of the ${rounds} rounds differ by ${low} to ${high} ms`,
    );
    const row = (name: string, value: number): Measurement => ({
      name: `time added to a request by capture${name}`,
      value,
      unit: 'ms',
      better: 'less',
      limit: 0.5,
    });
    return [row('', captured - without), row(', beyond listeners that do nothing', captured - heard)];
  } finally {
    for (const browser of open) await browser.close();
    for (const dir of Object.values(folders)) fs.rmSync(dir, { recursive: true });
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

/** The listeners of the background where nobody has asked for extra headers, without what they do. */
const LISTENERS = `
const filter = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] };
const heard = { onBeforeRequest: [], onSendHeaders: ['requestHeaders'], onResponseStarted: ['responseHeaders'],
  onBeforeRedirect: ['responseHeaders'], onCompleted: ['responseHeaders'], onErrorOccurred: undefined };
for (const [name, extra] of Object.entries(heard))
  chrome.webRequest[name].addListener(() => {}, filter, ...(extra ? [extra] : []));
`;

/** The folder of an extension of that background, with these permissions for every site. */
function writeExtension(permissions: readonly string[], background: string): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'retryscope-bench-'));
  const manifest = {
    manifest_version: 3,
    name: 'Compared with',
    version: '1',
    permissions,
    host_permissions: permissions.length > 0 ? ['*://*/*', 'ws://*/*', 'wss://*/*'] : [],
    background: { service_worker: 'background.js' },
  };
  fs.writeFileSync(path.join(dir, 'manifest.json'), JSON.stringify(manifest));
  fs.writeFileSync(path.join(dir, 'background.js'), background);
  return dir;
}
