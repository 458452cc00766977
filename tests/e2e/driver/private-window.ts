// How tests open a private window and pages in it, and find out what a browser has written to its disk.
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import type { TestBrowser } from './browser.ts';
import { until } from './until.ts';
import { controlWorker, type WorkerControl } from './worker.ts';

/** The private windows of a browser: in Chromium they share one extension worker and one database, in memory. */
export interface PrivateWindow {
  /** The first page, blank. */
  readonly page: Page;
  /** The private worker, which runs and listens already. */
  readonly worker: WorkerControl;
  /** Opens another private page, also one of the extension: `extensionUrl('options.html')`. */
  newPage(url: string): Promise<Page>;
  /** Closes every private page; resolves when the private worker is gone too, and all that it kept with it. */
  close(): Promise<void>;
}

interface WindowsApi {
  readonly chrome: { windows: { create(how: { incognito: boolean; url: string }): Promise<unknown> } };
}

/**
 * Opens a private window and waits for its worker: the browser starts it with the first window, and what is loaded
 * before it listens is lost. The browser has to be launched with `privateWindows`.
 */
export async function openPrivateWindow(testBrowser: TestBrowser): Promise<PrivateWindow> {
  const { browser, extensionUrl } = testBrowser;
  // A page with the extension's rights that runs none of its code.
  const opener = await testBrowser.newPage(extensionUrl('manifest.json'));
  const pages: Page[] = [];
  const openBlank = async (): Promise<Page> => {
    const url = `about:blank?private=${pages.length}`;
    await opener.evaluate((address) => {
      const { chrome } = globalThis as unknown as WindowsApi;
      return chrome.windows.create({ incognito: true, url: address });
    }, url);
    const target = await browser.waitForTarget((one) => one.url() === url);
    const page = await target.asPage();
    pages.push(page);
    return page;
  };
  const page = await openBlank();
  const keeper = await openBlank();
  const worker = await controlWorker(testBrowser, keeper);
  await worker.untilRunning();
  return {
    page,
    worker,
    async newPage(url) {
      const added = await openBlank();
      await added.goto(url);
      return added;
    },
    async close() {
      const browserCdp = await browser.target().createCDPSession();
      const targets = async () => (await browserCdp.send('Target.getTargets')).targetInfos;
      const cdp = await keeper.createCDPSession();
      const { browserContextId } = (await cdp.send('Target.getTargetInfo')).targetInfo;
      for (const one of [...pages, opener]) if (!one.isClosed()) await one.close();
      await until('all that is private to be gone', async () =>
        (await targets()).every((target) => target.browserContextId !== browserContextId),
      );
      await browserCdp.detach();
    },
  };
}

/**
 * The files under a folder, relative to it, that hold `text` in UTF-8 or UTF-16. Give it random text: databases compress
 * what repeats. Files that vanish meanwhile are passed over.
 */
export function filesWith(folder: string, text: string): string[] {
  const wide = Buffer.from(text, 'utf16le');
  const needles = [Buffer.from(text), wide, Buffer.from(wide).swap16()];
  return filesIn(folder)
    .filter((file) => {
      const bytes = unlessGone(() => fs.readFileSync(file), Buffer.alloc(0));
      return needles.some((needle) => bytes.includes(needle));
    })
    .map((file) => path.relative(folder, file));
}

function filesIn(folder: string): string[] {
  return unlessGone(() => fs.readdirSync(folder, { withFileTypes: true }), []).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(name);
    return entry.isFile() ? [name] : [];
  });
}

function unlessGone<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  }
}
