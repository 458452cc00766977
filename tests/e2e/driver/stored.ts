// What the session log holds in the browser's database, read by a page of the extension as the panel would be sent it.
import type { Page } from 'puppeteer-core';
import { type Exchange, withChanges } from '../../../lib/http/exchange.ts';
import { parseRecords } from '../../../lib/messaging/parse-record.ts';
import type { LogRecord } from '../../../lib/session/log-record.ts';
import { readPack } from '../../../lib/session/pack-reader.ts';
import type { RecordPack } from '../../../lib/session/pack-shape.ts';
import type { TestBrowser } from './browser.ts';
import { type PackJson, packFromJson } from './pack-json.ts';

/** What is stored. */
export interface Stored {
  readonly packs: readonly RecordPack[];
  /** The texts of the records that are in none, by number. */
  readonly single: readonly string[];
}

/** Reads the database; `reader` as for `storedRecords`. */
export async function readStored(browser: TestBrowser, reader?: Page): Promise<Stored> {
  const page = reader ?? (await ordinaryReader(browser));
  const { packs, single } = await page.evaluate(
    () =>
      new Promise<{ packs: PackJson[]; single: string[] }>((resolve, reject) => {
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
            // What travels is JSON.
            const listed = packs.result.map((pack: object) =>
              Object.fromEntries(
                Object.entries(pack).map(([field, value]) => [
                  field,
                  ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value,
                ]),
              ),
            );
            resolve({
              packs: listed as unknown as PackJson[],
              single: single.result.map(({ text }) => text),
            });
          };
          tx.onabort = () => reject(tx.error);
        };
      }),
  );
  return { packs: packs.map(packFromJson), single };
}

/** Every stored record, in order; read by `reader` if given, any page of the extension: private windows have their own. */
export async function storedRecords(browser: TestBrowser, reader?: Page): Promise<LogRecord[]> {
  const { packs, single } = await readStored(browser, reader);
  return [...packs.map(readPack), parseRecords(`[${single.join(',')}]`)]
    .flatMap(({ records, problems }) => {
      if (problems.length > 0) throw new Error(`Not readable: ${JSON.stringify(problems[0])}`);
      return records;
    })
    .map((record) =>
      // Plain, so that tests compare what is said and not how it is kept.
      record.kind === 'exchange' ? { ...record, exchange: withChanges(record.exchange, {}) } : record,
    )
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
