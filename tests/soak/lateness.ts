// How late everything is at each moment on this machine: what a page of the extension needs for a small write.
import type { TestBrowser } from '../e2e/driver/browser.ts';

/** A write that was due at a time (epoch ms), and how much later it was done. */
export interface Lateness {
  readonly at: number;
  readonly ms: number;
}

/** Begins to write; the returned function ends it and tells what was noted. */
export async function watchLateness(browser: TestBrowser): Promise<() => Promise<Lateness[]>> {
  // A page that has the extension's rights and none of its code; its databases share the extension's files.
  const page = await browser.newPage(browser.extensionUrl('manifest.json'));
  await page.evaluate(async () => {
    const noted: Lateness[] = [];
    Object.assign(globalThis, { noted });
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
        noted.push({ at: performance.timeOrigin + due, ms: performance.now() - due });
        due = performance.now() + PAUSE_MS;
        setTimeout(write, PAUSE_MS);
      };
    };
    setTimeout(write, PAUSE_MS);
  });
  return () => page.evaluate(() => (globalThis as unknown as { noted: Lateness[] }).noted);
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
