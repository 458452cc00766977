// How late everything is on this machine: what a page of the extension needs for a small write, and when it is told of
// each response. What the browser has not told yet nobody can record.
import type { TestBrowser } from '../e2e/driver/browser.ts';

/** A write that was due at a time (epoch ms), and how much later it was done. */
export interface Lateness {
  readonly at: number;
  readonly ms: number;
}

/** What was noted. */
export interface Watched {
  readonly writes: readonly Lateness[];
  /** When the browser told a listener of the extension that a response had ended, epoch ms, by URL. */
  readonly told: ReadonlyMap<string, number>;
}

/** Begins to write and to listen; the returned function ends it and tells what was noted. */
export async function watchLateness(browser: TestBrowser): Promise<() => Promise<Watched>> {
  // A page that has the extension's rights and none of its code; its databases share the extension's files.
  const page = await browser.newPage(browser.extensionUrl('manifest.json'));
  await page.evaluate(async () => {
    const noted: Noted = { writes: [], told: [] };
    Object.assign(globalThis, { noted });
    const { webRequest } = (globalThis as unknown as ExtensionPage).chrome;
    webRequest.onCompleted.addListener(
      ({ url }) => noted.told.push([url, performance.timeOrigin + performance.now()]),
      { urls: ['<all_urls>'] },
    );
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('lateness');
      opening.onupgradeneeded = () => opening.result.createObjectStore('moments');
      opening.onsuccess = () => resolve(opening.result);
    });
    const PAUSE_MS = 40;
    let due = performance.now() + PAUSE_MS;
    const write = (): void => {
      const tx = db.transaction('moments', 'readwrite', { durability: 'relaxed' });
      tx.objectStore('moments').put(due, 'latest');
      tx.oncomplete = () => {
        noted.writes.push({ at: performance.timeOrigin + due, ms: performance.now() - due });
        due = performance.now() + PAUSE_MS;
        setTimeout(write, PAUSE_MS);
      };
    };
    setTimeout(write, PAUSE_MS);
  });
  return async () => {
    const { writes, told } = await page.evaluate(() => (globalThis as unknown as { noted: Noted }).noted);
    return { writes, told: new Map(told) };
  };
}

/** What the page keeps. */
interface Noted {
  readonly writes: Lateness[];
  readonly told: [url: string, at: number][];
}

/** What the page has of the browser's interface. */
interface ExtensionPage {
  readonly chrome: {
    readonly webRequest: {
      readonly onCompleted: {
        addListener(listener: (details: { url: string }) => void, filter: { urls: string[] }): void;
      };
    };
  };
}

/** The most that anything was late within a second of a time, ms. */
export function latenessAround(noted: readonly Lateness[]): (at: number) => number {
  const bySecond = new Map<number, number>();
  for (const { at, ms } of noted) {
    for (const second of [Math.floor(at / 1000), Math.floor((at + ms) / 1000)]) {
      bySecond.set(second, Math.max(bySecond.get(second) ?? 0, ms));
    }
  }
  return (at) => {
    const second = Math.floor(at / 1000);
    return Math.max(...[second - 1, second, second + 1].map((one) => bySecond.get(one) ?? 0));
  };
}
