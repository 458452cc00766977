// What the session log holds in the browser's database, read by a page of the extension as the panel would be sent it.
import type { Page } from 'puppeteer-core';
import type { Exchange } from '../../../lib/http/exchange.ts';
import { parsePackedRecords } from '../../../lib/messaging/parse-record.ts';
import type { LogRecord } from '../../../lib/session/log-record.ts';
import type { RecordPack } from '../../../lib/session/record-pack.ts';
import type { TestBrowser } from './browser.ts';

/** A pack of records, or those that are in none. */
export type Part = Pick<RecordPack, 'dictionary' | 'text' | 'seqs'>;

/** What is stored: the packs, then the records that are in none; `reader` as for `storedRecords`. */
export async function storedParts(browser: TestBrowser, reader?: Page): Promise<Part[]> {
  const page = reader ?? (await ordinaryReader(browser));
  return page.evaluate(
    () =>
      new Promise<Part[]>((resolve, reject) => {
        const opening = indexedDB.open('retryscope');
        opening.onerror = () => reject(opening.error);
        // A database that is not there yet is not made: the worker makes its own.
        opening.onupgradeneeded = () => opening.transaction?.abort();
        opening.onsuccess = () => {
          const db = opening.result;
          const tx = db.transaction(['records', 'packs']);
          const packs = tx.objectStore('packs').getAll();
          const single = tx.objectStore('records').getAll();
          tx.oncomplete = () => {
            db.close();
            const texts = single.result.map(({ text }) => text);
            const seqs = single.result.map(({ seq }) => seq);
            // What travels is JSON.
            const packed = (packs.result as Part[]).map(({ dictionary, text, seqs }) => ({
              dictionary,
              text,
              seqs: Array.from(seqs),
            }));
            resolve([...packed, { dictionary: '', text: `[${texts.join(',')}]`, seqs }]);
          };
          tx.onabort = () => reject(tx.error);
        };
      }),
  );
}

/** Every stored record, in order; read by `reader` if given, any page of the extension: private windows have their own. */
export async function storedRecords(browser: TestBrowser, reader?: Page): Promise<LogRecord[]> {
  return (await storedParts(browser, reader))
    .flatMap(({ dictionary, text }) => {
      const read = parsePackedRecords(text, dictionary);
      if (read.problems.length > 0) throw new Error(`Not readable: ${JSON.stringify(read.problems[0])}`);
      return read.records;
    })
    .sort((a, b) => a.seq - b.seq);
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
