// How the real Chromium is started with the extension: flags, a profile with permissions, the lab's host names.
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findBrowser } from '../../../scripts/find-browser.mjs';
import { until } from './until.ts';

/** Where `npm run build` leaves the extension. */
export const extensionDir = path.resolve('.output/chrome-mv3');

/** No network of the browser's own, no first-run pages. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  // Headless believes in a screen of 800 × 600, which cuts the popup.
  '--screen-info={1600x1400}',
];

/** How a browser is wanted. */
export interface LaunchOptions {
  /** The value of `--host-resolver-rules`, from the lab. */
  readonly hostResolverRules: string;
  /** Optional host permissions: held from the start, or granted without a dialog once asked for. */
  readonly hosts?: { readonly patterns: readonly string[]; readonly held: boolean };
  /** Lets the extension into private windows, as a person does on chrome://extensions. */
  readonly privateWindows?: boolean;
  /** Another folder to load the extension from than `extensionDir`. */
  readonly dir?: string;
  /** The folder that an earlier browser kept; a new one otherwise. */
  readonly profileDir?: string;
  /** Another program to start than the browser found on this machine. */
  readonly executable?: string;
  /** Runs in the started browser before the extension is loaded into it. */
  readonly beforeExtension?: (browser: Browser, origin: string) => Promise<void>;
  /** The language that the extension speaks (`zh-CN`), whatever is installed on the machine; its own otherwise. */
  readonly language?: string;
  readonly headless?: boolean;
  /** `width,height` of the window. */
  readonly size?: string;
}

/** A running browser with the extension in it. */
export interface TestBrowser {
  readonly browser: Browser;
  readonly extensionId: string;
  /** The folder with all that the browser keeps on disk. */
  readonly profileDir: string;
  /** `chrome-extension://…/` */
  readonly extensionUrl: (page: string) => string;
  newPage(url: string): Promise<Page>;
  /** Stops the background worker as the browser does when it has been idle. */
  stopWorker(): Promise<void>;
  /** Ends the browser; its folder goes unless it is to be kept. */
  close(keep?: 'keep profile'): Promise<void>;
}

/** Starts the browser found on this machine (see scripts/find-browser.mjs) in a profile of its own. */
export async function launchBrowser(options: LaunchOptions): Promise<TestBrowser> {
  const { dir = extensionDir, privateWindows = false } = options;
  const executablePath = options.executable ?? findBrowser();
  if (!executablePath)
    throw new Error('No Chromium-family browser was found: run npm test, which sees to it');
  const extensionId = unpackedId(dir);
  const extensionUrl = (page: string): string => `chrome-extension://${extensionId}/${page}`;
  const userDataDir = options.profileDir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'retryscope-'));
  seedProfile(userDataDir, extensionId, dir, options.hosts);
  const browser = await puppeteer.launch({
    executablePath,
    userDataDir,
    headless: options.headless ?? true,
    pipe: true,
    enableExtensions: true,
    handleDevToolsAsPage: true,
    defaultViewport: null,
    args: [
      ...FLAGS,
      // The lab speaks plain http, which private windows would turn into https.
      ...(privateWindows ? ['--disable-features=HttpsFirstModeIncognito'] : []),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      // Environment variables would need the browser's own texts in that language, which Debian packs apart.
      ...(options.language ? [`--lang=${options.language}`] : []),
      `--window-size=${options.size ?? '1280,900'}`,
      `--host-resolver-rules=${options.hostResolverRules}`,
    ],
  });
  await options.beforeExtension?.(browser, extensionUrl('').slice(0, -1));
  // Loading sets this anew, whatever the profile says.
  await browser.installExtension(dir, { enabledInIncognito: privateWindows });
  await until('the extension to start', () =>
    browser.targets().some((target) => target.url().startsWith(extensionUrl(''))),
  );
  return {
    browser,
    extensionId,
    profileDir: userDataDir,
    extensionUrl,
    async newPage(url) {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    },
    async stopWorker() {
      // Attaching to the worker itself would leave a stale target behind; any page's session can stop it.
      const page = await browser.newPage();
      const cdp = await page.createCDPSession();
      await cdp.send('ServiceWorker.enable');
      const workers = browser.targets().filter((target) => target.type() === 'service_worker');
      await cdp.send('ServiceWorker.stopAllWorkers');
      // An open panel starts the next life 200 ms later, with a target of its own.
      await until('the worker to be gone', () =>
        workers.every((worker) => !browser.targets().includes(worker)),
      );
      await page.close();
    },
    async close(keep) {
      await browser.close();
      if (keep) return;
      fs.rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** Chromium derives the id of an unpacked extension from its folder. */
function unpackedId(dir: string): string {
  const hex = crypto.createHash('sha256').update(dir).digest('hex').slice(0, 32);
  return [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

/** Writes preferences that hold the permissions; Chromium drops held hosts without `newAllowFileAccess`. */
function seedProfile(profile: string, extensionId: string, dir: string, hosts: LaunchOptions['hosts']): void {
  const { permissions } = JSON.parse(fs.readFileSync(path.join(dir, 'manifest.json'), 'utf8'));
  const set = (explicit_host: readonly string[], api: readonly string[] = []) => ({
    api,
    // What `*` stands for in Chromium, and the extension asks for WebSockets with it.
    explicit_host: explicit_host.flatMap((pattern) =>
      pattern.startsWith('*:')
        ? [pattern, ...['ws', 'wss'].map((scheme) => scheme + pattern.slice(1))]
        : [pattern],
    ),
    manifest_permissions: [],
    scriptable_host: [],
  });
  const patterns = hosts?.patterns ?? [];
  const settings = {
    location: 8,
    path: dir,
    newAllowFileAccess: true,
    active_permissions: set(hosts?.held ? patterns : [], permissions),
    granted_permissions: set(patterns, permissions),
    runtime_granted_permissions: set(patterns),
  };
  fs.mkdirSync(path.join(profile, 'Default'), { recursive: true });
  fs.writeFileSync(
    path.join(profile, 'Default/Preferences'),
    JSON.stringify({ extensions: { ui: { developer_mode: true }, settings: { [extensionId]: settings } } }),
  );
}
