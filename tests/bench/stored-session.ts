// A log of any size in the browser's database, as the background would have left it.
import type { Page } from 'puppeteer-core';
import type { Exchange, Header } from '../../lib/http/exchange.ts';
import { noTotals, type SealedRecord } from '../../lib/session/log-record.ts';
import type { RecordPack } from '../../lib/session/pack-shape.ts';
import { packRecords } from '../../lib/session/record-pack.ts';
import { seal } from '../../lib/session/record-text.ts';
import type { TestBrowser } from '../e2e/driver/browser.ts';
import { packToJson } from '../e2e/driver/pack-json.ts';
import { until } from '../e2e/driver/until.ts';
import { makeExchanges } from './rows.ts';

/** Records of a pack; so many of the newest are single. */
const PART = 500;
/** Records written in one go. */
const WRITTEN = 2_000;

/**
 * Fills the log of a browser whose worker is stopped with responses of one tab, as heavy as the background's are;
 * resolves to the characters stored. The database must be there.
 */
export async function storeSession(browser: TestBrowser, tabId: number, count: number): Promise<number> {
  const records = makeCaptured(count, tabId).map((exchange, index) =>
    seal({ kind: 'exchange', seq: index + 1, tabId, exchange }),
  );
  const bytes = records.reduce((sum, { text }) => sum + text.length, 0);
  const writer = await browser.newPage(browser.extensionUrl('manifest.json'));
  const lastPack = count - PART;
  await write(writer, [], records.slice(lastPack), { ...noTotals, lastSeq: count, exchanges: count, bytes });
  for (let from = 0; from < lastPack; from += WRITTEN) {
    const part = records.slice(from, Math.min(from + WRITTEN, lastPack));
    await write(writer, packsOf(part), []);
  }
  await writer.close();
  return bytes;
}

/** Responses of one tab as the background captures them, the same each time. */
export const makeCaptured = (count: number, tabId: number): Exchange[] =>
  makeExchanges(count).map((exchange) => asCaptured(exchange, tabId));

/** What a client and its server say the same each time; the others have a value of their own in every row. */
const repeated: Readonly<Record<string, string>> = {
  Accept: 'application/json, text/plain, */*',
  Cookie: 'session=[redacted]; theme=[redacted]',
  'Accept-Language': 'en-GB,en;q=0.9',
  Origin: 'https://app.example.test',
  Referer: 'https://app.example.test/devices',
  'User-Agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  'Cache-Control': 'no-cache, private',
  'Content-Type': 'application/json; charset=utf-8',
  Server: 'nginx',
  Vary: 'Accept-Encoding, Origin',
};

/** The exchange with what the background tells of each; one that failed is answered 502, so that all are responses. */
function asCaptured(exchange: Exchange, tabId: number): Exchange {
  const { status, requestHeaders, responseHeaders } = exchange;
  const valued = ({ name, value }: Header): Header => ({ name, value: repeated[name] ?? value });
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
      ...responseHeaders.map(valued),
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

function packsOf(records: readonly SealedRecord[]): RecordPack[] {
  const packs: RecordPack[] = [];
  for (let from = 0; from < records.length; from += PART) {
    packs.push(packRecords(records.slice(from, from + PART)));
  }
  return packs;
}

function write(
  page: Page,
  packs: readonly RecordPack[],
  records: readonly SealedRecord[],
  totals?: object,
): Promise<void> {
  return page.evaluate(
    (packed, put, state) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('retryscope');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const tx = db.transaction(['records', 'packs', 'state'], 'readwrite');
          if (state) {
            tx.objectStore('records').clear();
            tx.objectStore('packs').clear();
            tx.objectStore('state').put(state, 'totals');
          }
          for (const { figures, values, ends, seqs, sizes, ...texts } of packed)
            tx.objectStore('packs').put({
              ...texts,
              figures: Float64Array.from(figures),
              values: Uint8Array.from(values),
              ends: Uint32Array.from(ends),
              seqs: Float64Array.from(seqs),
              sizes: Uint32Array.from(sizes),
            });
          for (const record of put) tx.objectStore('records').put(record);
          tx.onabort = () => reject(tx.error);
          tx.oncomplete = () => {
            db.close();
            resolve();
          };
        };
      }),
    packs.map(packToJson),
    records,
    totals,
  );
}
