// How tests stop the background worker, fast and often, know each of its lives, and weigh its heap.
import type { CDPSession, Page } from 'puppeteer-core';
import type { TestBrowser } from './browser.ts';

/** The background worker of the regular or of the private windows, as the browser's own bookkeeping tells it. */
export interface WorkerControl {
  /** How many lives of the worker were seen running, the one at hand when the control began included. */
  readonly lives: number;
  readonly running: boolean;
  /** Stops the worker as the browser does when it was idle for 30 s; resolves when it is gone, some 5 ms later. */
  stop(): Promise<void>;
  /** Resolves when the worker runs; some event has to wake it. Rejects after `ms`. */
  untilRunning(ms?: number): Promise<void>;
  /** Bytes of JavaScript heap that the running worker needs after a collection of garbage. */
  heap(): Promise<number>;
  /** Ends the control; the page stays open. */
  end(): Promise<void>;
}

/**
 * Controls the worker from a page's session, because attaching to the worker itself keeps it alive. `page` should stay
 * where it is, best on about:blank; a page of a private window controls the private worker, any other the regular one.
 */
export async function controlWorker(
  { browser, extensionUrl }: Pick<TestBrowser, 'browser' | 'extensionUrl'>,
  page: Page,
): Promise<WorkerControl> {
  const cdp = await page.createCDPSession();
  const ownScript = extensionUrl('');
  let lives = 0;
  let running = false;
  let targetId: string | undefined;
  let waiting: (() => void)[] = [];
  cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const version of versions) {
      if (!version.scriptURL.startsWith(ownScript)) continue;
      const ranBefore = running;
      running = version.runningStatus === 'running';
      if (!running || ranBefore) continue;
      ({ targetId } = version);
      lives++;
      for (const wake of waiting.splice(0)) wake();
    }
  });
  await cdp.send('ServiceWorker.enable');
  return {
    get lives() {
      return lives;
    },
    get running() {
      return running;
    },
    async stop() {
      const life = lives;
      await cdp.send('ServiceWorker.stopAllWorkers');
      // Traffic may have woken the next life before the answer came, and nothing would tell of it again.
      if (lives === life) running = false;
    },
    async untilRunning(ms = 10_000) {
      if (running) return;
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`The worker did not run within ${ms} ms`)), ms);
        waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
    async heap() {
      if (!running || !targetId) throw new Error('The worker does not run');
      const browserCdp = await browser.target().createCDPSession();
      try {
        return await heapOf(browserCdp, targetId);
      } finally {
        await browserCdp.detach();
      }
    },
    async end() {
      waiting = [];
      await cdp.detach();
    },
  };
}

/** Attaches for a moment only: an attached worker is never stopped for idleness, and its target outlives it. */
async function heapOf(browserCdp: CDPSession, targetId: string): Promise<number> {
  const { sessionId } = await browserCdp.send('Target.attachToTarget', { targetId, flatten: true });
  const worker = browserCdp.connection()?.session(sessionId);
  if (!worker) throw new Error('The worker’s session was not made');
  try {
    await worker.send('HeapProfiler.collectGarbage');
    return (await worker.send('Runtime.getHeapUsage')).usedSize;
  } finally {
    await browserCdp.send('Target.detachFromTarget', { sessionId });
  }
}
