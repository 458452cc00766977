// How tests make the extension's database fail for real: a quota, a disk that takes no more, a database taken away.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CDPSession, Page } from 'puppeteer-core';
import { findBrowser } from '../../../scripts/find-browser.mjs';
import { extensionDir, type LaunchOptions, launchBrowser, type TestBrowser } from './browser.ts';

/** A browser in which the extension's storage has a limit. */
export interface QuotaBrowser extends TestBrowser {
  /** Takes the limit away; holds from the next write. */
  liftQuota(): Promise<void>;
}

/**
 * Starts a browser whose extension may store `bytes` beside its worker's script, which the browser counts with the rest.
 * Beyond it `put` succeeds and the transaction aborts with a QuotaExceededError; reads and smaller writes still work. The
 * browser lets `unlimitedStorage` pass any quota, so this is a copy of the extension without it, with an id of its own;
 * and it looks at the quota only every 30 s, so it is set before the first write.
 */
export async function launchWithQuota(options: LaunchOptions, bytes: number): Promise<QuotaBrowser> {
  const dir = temporaryFolder();
  fs.cpSync(extensionDir, dir, { recursive: true });
  const manifestFile = path.join(dir, 'manifest.json');
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
  manifest.permissions = manifest.permissions.filter((one: string) => one !== 'unlimitedStorage');
  fs.writeFileSync(manifestFile, JSON.stringify(manifest));
  const quotaSize = bytes + fs.statSync(path.join(dir, manifest.background.service_worker)).size;
  let cdp: CDPSession | undefined;
  const testBrowser = await launchBrowser({
    ...options,
    dir,
    async beforeExtension(browser, origin) {
      const [page] = await browser.pages();
      // The quota lasts as long as this session.
      cdp = await page?.createCDPSession();
      await cdp?.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
    },
  });
  return {
    ...testBrowser,
    async liftQuota() {
      await cdp?.send('Storage.overrideQuotaForOrigin', { origin: originOf(testBrowser) });
    },
    close: () => testBrowser.close().finally(() => fs.rmSync(dir, { recursive: true, force: true })),
  };
}

/** A browser whose disk can be made to take no more. */
export interface DiskBrowser extends TestBrowser {
  /**
   * From now on writes to the extension's databases fail as they do on a full disk: the first one aborts with an
   * UnknownError, the browser closes the connection, and opening fails. Resolves when that holds.
   */
  refuseWrites(): Promise<void>;
  /** Ends it: databases can be opened again and hold what was committed. */
  allowWrites(): void;
}

/** Whether this machine can do `launchWithDisk`. */
export const canRefuseWrites = process.platform === 'linux';

/** No file of the browser may grow beyond this while writes are refused; 1 byte would take its memory files too. */
const FILE_LIMIT = 2 ** 20;

/** Starts a browser on whose process the system can set a limit of file size, which needs neither root nor a mount. */
export async function launchWithDisk(options: LaunchOptions): Promise<DiskBrowser> {
  const folder = temporaryFolder();
  const executable = path.join(folder, 'browser.sh');
  // A write beyond the limit also sends a signal, which would end the browser.
  fs.writeFileSync(executable, `#!/bin/sh\ntrap '' XFSZ\nexec '${findBrowser()}' "$@"\n`, { mode: 0o755 });
  const testBrowser = await launchBrowser({ ...options, executable });
  const limitFiles = (bytes: number | 'unlimited'): void => {
    const pid = testBrowser.browser.process()?.pid;
    execFileSync('prlimit', [`--pid=${pid}`, `--fsize=${bytes}:unlimited`]);
  };
  return {
    ...testBrowser,
    async refuseWrites() {
      await fillLog(testBrowser);
      limitFiles(FILE_LIMIT);
    },
    allowWrites: () => limitFiles('unlimited'),
    close: () => testBrowser.close().finally(() => fs.rmSync(folder, { recursive: true, force: true })),
  };
}

/** Writes to another database of the extension until the file that both append to is larger than the limit. */
async function fillLog(testBrowser: TestBrowser): Promise<void> {
  const folder = path.join(
    testBrowser.profileDir,
    `Default/IndexedDB/chrome-extension_${testBrowser.extensionId}_0.indexeddb.leveldb`,
  );
  const sizeOfLog = (): number => {
    const newest = fs
      .readdirSync(folder)
      .filter((name) => name.endsWith('.log'))
      .sort()
      .at(-1);
    return newest ? fs.statSync(path.join(folder, newest)).size : 0;
  };
  await inExtension(testBrowser, async (page) => {
    do await page.evaluate(writeFiller);
    while (sizeOfLog() <= FILE_LIMIT);
  });
}

/** Runs in the page. Values stay under 64 KB: larger ones become files of their own. */
function writeFiller(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('filler');
    opening.onerror = () => reject(opening.error);
    opening.onupgradeneeded = () => opening.result.createObjectStore('filler', { autoIncrement: true });
    opening.onsuccess = () => {
      const tx = opening.result.transaction('filler', 'readwrite');
      for (let n = 0; n < 10; n++)
        tx.objectStore('filler').put(crypto.getRandomValues(new Uint8Array(60_000)));
      tx.oncomplete = () => resolve();
      tx.onabort = () => reject(tx.error);
    };
  });
}

/** Deletes a database as a page of the extension can; `blocked` if a connection to it didn't let go. */
export function deleteDatabase(
  testBrowser: TestBrowser,
  name = 'retryscope',
): Promise<'deleted' | 'blocked'> {
  return inExtension(testBrowser, (page) =>
    page.evaluate(
      (database) =>
        new Promise<'deleted' | 'blocked'>((resolve, reject) => {
          const deleting = indexedDB.deleteDatabase(database);
          deleting.onsuccess = () => resolve('deleted');
          deleting.onblocked = () => resolve('blocked');
          deleting.onerror = () => reject(deleting.error);
        }),
      name,
    ),
  );
}

/**
 * Deletes every database of the extension as the browser does when a person clears its data: connections are closed
 * without being asked, transactions under way abort.
 */
export function clearDatabases(testBrowser: TestBrowser): Promise<void> {
  return inExtension(testBrowser, async (page) => {
    const cdp = await page.createCDPSession();
    const origin = originOf(testBrowser);
    await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  });
}

/** Runs in a page that has the extension's rights and none of its code. */
async function inExtension<T>(testBrowser: TestBrowser, task: (page: Page) => Promise<T>): Promise<T> {
  const page = await testBrowser.newPage(testBrowser.extensionUrl('manifest.json'));
  try {
    return await task(page);
  } finally {
    await page.close();
  }
}

const originOf = ({ extensionUrl }: TestBrowser): string => extensionUrl('').slice(0, -1);

const temporaryFolder = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'retryscope-'));
