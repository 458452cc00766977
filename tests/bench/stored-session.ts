// A log of any size in the browser's database, as the background would have left it.
import type { Page } from 'puppeteer-core';
import type { Exchange, Header } from '../../lib/http/exchange.ts';
import { noTotals, type SealedRecord } from '../../lib/session/log-record.ts';
import { seal } from '../../lib/session/record-text.ts';
import type { TestBrowser } from '../e2e/driver/browser.ts';
import { until } from '../e2e/driver/until.ts';
import { makeExchanges } from './rows.ts';

/** Records written in one go. */
const PART = 2_000;

/**
 * Fills the log of a browser whose worker is stopped with responses of one tab, as heavy as the background's are;
 * resolves to the characters stored. The database must be there.
 */
export async function storeSession(browser: TestBrowser, tabId: number, count: number): Promise<number> {
  const records = makeExchanges(count).map((exchange, index) =>
    seal({ kind: 'exchange', seq: index + 1, tabId, exchange: asCaptured(exchange, tabId) }),
  );
  const bytes = records.reduce((sum, { text }) => sum + text.length, 0);
  const writer = await browser.newPage(browser.extensionUrl('manifest.json'));
  await write(writer, [], { ...noTotals, lastSeq: count, exchanges: count, bytes });
  for (let from = 0; from < count; from += PART) await write(writer, records.slice(from, from + PART));
  await writer.close();
  return bytes;
}

const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

/** The exchange with what the background tells of each; one that failed is answered 502, so that all are responses. */
function asCaptured(exchange: Exchange, tabId: number): Exchange {
  const { status, requestHeaders, responseHeaders } = exchange;
  const valued = ({ name, value }: Header): Header => ({
    name,
    value: name === 'User-Agent' ? userAgent : value,
  });
  return {
    ...exchange,
    tabId,
    source: 'web-request',
    status: status || 502,
    state: 'complete',
    error: '',
    httpVersion: 'HTTP/1.1',
    statusText: 'As the status is called',
    mimeType: 'application/json',
    serverIPAddress: '192.0.2.7',
    responseStart: 101.387939453125,
    time: 121.416015625,
    requestHeaders: requestHeaders.map(valued),
    responseHeaders: [
      ...responseHeaders,
      { name: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains; preload' },
    ],
  };
}

/** Resolves when the background has made its database. */
export async function untilDatabase(page: Page): Promise<void> {
  await until('the database', () =>
    page.evaluate(async () => (await indexedDB.databases()).some(({ name }) => name === 'retryscope')),
  );
}

function write(page: Page, records: readonly SealedRecord[], totals?: object): Promise<void> {
  return page.evaluate(
    (put, state) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('retryscope');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const tx = db.transaction(['records', 'state'], 'readwrite');
          if (state) {
            tx.objectStore('records').clear();
            tx.objectStore('state').put(state, 'totals');
          }
          for (const record of put) tx.objectStore('records').put(record);
          tx.onabort = () => reject(tx.error);
          tx.oncomplete = () => {
            db.close();
            resolve();
          };
        };
      }),
    records,
    totals,
  );
}
