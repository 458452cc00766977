// What the session log holds in the browser's database, read by a page of the extension as the panel would be sent it.
import type { Exchange } from '../../../lib/http/exchange.ts';
import type { TestBrowser } from './browser.ts';

/** Every stored exchange, in order. */
export async function storedExchanges({ browser, extensionUrl }: TestBrowser): Promise<Exchange[]> {
  const url = extensionUrl('options.html');
  const open = (await browser.pages()).find((page) => page.url() === url);
  const page = open ?? (await browser.newPage());
  if (!open) await page.goto(url);
  return page.evaluate(
    () =>
      new Promise<Exchange[]>((resolve, reject) => {
        const opening = indexedDB.open('retryscope');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          if (!db.objectStoreNames.contains('records')) {
            db.close();
            return resolve([]);
          }
          const reading = db.transaction('records').objectStore('records').getAll();
          reading.onsuccess = () => {
            db.close();
            resolve(
              reading.result.flatMap((record) => (record.kind === 'exchange' ? [record.exchange] : [])),
            );
          };
          reading.onerror = () => reject(reading.error);
        };
      }),
  );
}
