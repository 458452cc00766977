// How the background worker is stopped again and again while it works, and when it was back each time.
import type { Page } from 'puppeteer-core';
import type { TestBrowser } from '../e2e/driver/browser.ts';
import { controlWorker } from '../e2e/driver/worker.ts';

/** One forced stop; epoch ms. */
export interface Stop {
  /** When the stop was ordered. */
  readonly at: number;
  /** When the worker's next life ran. */
  readonly restartedAt: number;
}

/** After so long without a life, ms, the traffic has a pause and one more request is made. */
const PAUSE_MS = 500;
/** About what a stopped worker takes to run again under traffic, ms. */
const DOWN_MS = 60;

/** Epoch ms, finer than Date.now and by the clock that pages have. */
const now = (): number => performance.timeOrigin + performance.now();

/**
 * How long each of `count` lives of the worker lasts, ms, so that they fill about `ms`. As if each moment of a life were
 * as likely as any other to be its last: most are short, one in ten ends while the worker still takes up its work.
 */
export function planLives(count: number, ms: number, random: () => number): number[] {
  const mean = ms / count - DOWN_MS;
  return Array.from({ length: count }, () => -Math.log(1 - random()) * mean);
}

/** Lets the worker live so long, stops it, lets it be woken by the traffic of `page`, and so on. */
export async function runStops(
  browser: TestBrowser,
  page: Page,
  lives: readonly number[],
): Promise<readonly Stop[]> {
  const worker = await controlWorker(browser, await browser.newPage('about:blank'));
  const untilRunning = async (): Promise<void> => {
    while (!worker.running) await worker.untilRunning(PAUSE_MS).catch(() => fetchSomething(page));
  };
  const stops: Stop[] = [];
  await untilRunning();
  for (const life of lives) {
    await new Promise((resolve) => setTimeout(resolve, life));
    const at = now();
    await worker.stop();
    await untilRunning();
    stops.push({ at, restartedAt: now() });
  }
  return stops;
}

/** Wakes the worker; not waited for, since on a busy machine it may fail or take minutes. */
const fetchSomething = (page: Page): Promise<void> =>
  page.evaluate(() => {
    fetch(`/status/200?pause=${performance.now()}`).catch(() => {});
  });
