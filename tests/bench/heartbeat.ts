// How long a page was busy without a pause: the longest task of its thread while something is done to it.
import type { Page } from 'puppeteer-core';

/** A timer of a page that is not busy comes this often, ms: browsers let nested ones come no sooner. */
const BEAT_MS = 4;
/** A page that has had nothing to do for so long, ms, is done with what it was asked. */
const QUIET_MS = 300;

interface Heart {
  longest: number;
  /** When a task that was longer than two beats ended last. */
  busyAt: number;
}

/** Begins to watch a page. */
export function startHeartbeat(page: Page): Promise<void> {
  return page.evaluate((beat) => {
    const heart: Heart = { longest: 0, busyAt: 0 };
    Object.assign(globalThis, { heart });
    let last = performance.now();
    const tick = (): void => {
      const now = performance.now();
      const gap = now - last - beat;
      heart.longest = Math.max(heart.longest, gap);
      if (gap > beat) heart.busyAt = now;
      last = now;
      setTimeout(tick, beat);
    };
    setTimeout(tick, beat);
  }, BEAT_MS);
}

/** Does something to a watched page and waits until it is at rest; resolves to its longest task meanwhile, ms. */
export async function longestTask(page: Page, action: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const { heart } = globalThis as unknown as { heart: Heart };
    Object.assign(heart, { longest: 0, busyAt: performance.now() });
  });
  await action();
  return page.evaluate(async (quiet) => {
    const { heart } = globalThis as unknown as { heart: Heart };
    while (performance.now() - heart.busyAt < quiet) await new Promise((resolve) => setTimeout(resolve, 50));
    return heart.longest;
  }, QUIET_MS);
}
