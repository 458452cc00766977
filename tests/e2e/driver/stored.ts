// What the session log holds in the browser's database, read by a page of the extension as the panel would be sent it.
import type { Page } from 'puppeteer-core';
import type { Exchange } from '../../../lib/http/exchange.ts';
import type { LogRecord } from '../../../lib/session/log-record.ts';
import { openRecord } from '../../../lib/session/record-text.ts';
import type { TestBrowser } from './browser.ts';

/** Every stored record, in order; read by `reader` if given, any page of the extension: private windows have their own. */
export async function storedRecords(browser: TestBrowser, reader?: Page): Promise<LogRecord[]> {
  const page = reader ?? (await ordinaryReader(browser));
  const texts = await page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('retryscope');
        opening.onerror = () => reject(opening.error);
        // A database that is not there yet is not made: the worker makes its own.
        opening.onupgradeneeded = () => opening.transaction?.abort();
        opening.onsuccess = () => {
          const db = opening.result;
          const reading = db.transaction('records').objectStore('records').getAll();
          reading.onsuccess = () => {
            db.close();
            resolve(reading.result.map(({ text }) => text));
          };
          reading.onerror = () => reject(reading.error);
        };
      }),
  );
  return texts.flatMap((text) => openRecord({ text }) ?? []);
}

/** Every stored exchange, in order. */
export async function storedExchanges(browser: TestBrowser, reader?: Page): Promise<Exchange[]> {
  const records = await storedRecords(browser, reader);
  return records.flatMap((record) => (record.kind === 'exchange' ? [record.exchange] : []));
}

/** One page for all readings: it has the extension's rights and runs none of its code. */
async function ordinaryReader({ browser, extensionUrl }: TestBrowser): Promise<Page> {
  const url = extensionUrl('manifest.json#reader');
  const open = (await browser.pages()).find((page) => page.url() === url);
  const page = open ?? (await browser.newPage());
  if (!open) await page.goto(url);
  return page;
}
