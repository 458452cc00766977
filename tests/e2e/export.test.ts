// The exported session: valid HAR 1.2 with annotations, without credentials, that opens elsewhere and here again.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as harSdk from '@har-sdk/validator';
import harValidator from 'har-validator';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Har } from '../../lib/transfer/har.ts';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { type OpenPanel, openInNetworkPanel, openPanel } from './driver/devtools.ts';
import { exportFromPanel, openLabPage, readRows, runScenario, setFilter } from './driver/scenario.ts';
import { storedExchanges } from './driver/stored.ts';
import { until } from './driver/until.ts';

let lab: Lab;
let browser: TestBrowser;
let page: Page;
let open: OpenPanel;
let file: string;
let text: string;
let har: Har;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'retryscope-export-'));

beforeAll(async () => {
  lab = await startLab();
  browser = await launchBrowser({
    hostResolverRules: lab.hostResolverRules,
    hosts: { patterns: ['*://*/*'], held: true },
  });
  page = await openLabPage(browser, lab);
  open = await openPanel(page, browser);
  await runScenario(page);
  await page.evaluate(() =>
    fetch('http://api.memfault.com/status/500?api_key=k3yk3yk3y&n=secret', {
      headers: { Authorization: 'Bearer t0kent0ken', 'X-Api-Key': 'h3aderk3y' },
    }).then(
      () => {},
      () => {},
    ),
  );
  await until('DevTools to have told of it', async () => {
    const stored = await storedExchanges(browser);
    return stored.some(({ url, source }) => url.includes('n=secret') && source === 'both');
  });
  await page.bringToFront();
  await setFilter(open.panel, 'n=secret status-code:500');
  await until('its row', async () => (await readRows(open.panel)).length === 1);
  file = await exportFromPanel(browser, open.panel, folder);
  text = fs.readFileSync(file, 'utf8');
  har = JSON.parse(text);
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const entryOf = (part: string, status: number) => {
  const entry = har.log.entries.find(
    ({ request, response }) => request.url.includes(part) && response.status === status,
  );
  if (!entry) throw new Error(`no entry for ${part} with ${status}`);
  return entry;
};

describe('the exported session', () => {
  it('is HAR 1.2 by two validators', async () => {
    expect(har.log.version).toBe('1.2');
    await expect(new harSdk.HarValidator().verify(har as never)).resolves.toEqual([]);
    await expect(harValidator.har(har)).resolves.toBeTruthy();
  });

  it('carries each response’s annotation', () => {
    const { _annotation } = entryOf('/api/v0/issues', 529);
    expect(_annotation).toMatchObject({
      provider: { id: 'memfault', name: 'Memfault' },
      status: { code: 529, name: 'Site Overloaded' },
      advice: {
        decision: 'exponential',
        stage: 'stated',
        waits: [30, 64, 512, 4096, 32768],
        instants: [30, 94, 606, 4702, 37470],
        maxRetries: 5,
        windowSeconds: null,
      },
      source: { document: 'HTTP Response Status Codes', row: '529' },
      call: { attempt: 1 },
      findings: [],
    });
    const early = har.log.entries.find((entry) =>
      entry._annotation.findings.some(({ id }) => id === 'too-early'),
    );
    expect(early?._annotation.call).toMatchObject({ attempt: 2, id: _annotation.call.id });
    expect(har.log.entries.every((entry) => entry._annotation.source.document !== '')).toBe(true);
  });

  it('says what it was made with and what it counted', () => {
    expect(har.log._retryscope).toMatchObject({
      statistics: { violations: 3 },
      redaction: { applied: true },
    });
    expect(har.log._retryscope?.packs).toHaveLength(6);
  });

  it('holds none of the credentials that the page sent', () => {
    expect(lab.log.some(({ headers }) => JSON.stringify(headers).includes('t0kent0ken'))).toBe(true);
    for (const secret of ['k3yk3yk3y', 't0kent0ken', 'h3aderk3y']) expect(text).not.toContain(secret);
    expect(entryOf('n=secret', 500).request.headers).toContainEqual({
      name: 'Authorization',
      value: 'Bearer [redacted]',
    });
  });

  it('opens in the browser’s own Network panel', async () => {
    const urls = await openInNetworkPanel(open, text);
    expect(urls).toContain('http://api.memfault.com/api/v0/issues?page=2');
    expect(urls.filter((url) => url.includes('n=secret')).length).toBeGreaterThan(0);
  });

  it('opens in the viewer with the same rows', async () => {
    const viewer = await browser.newPage(browser.extensionUrl('viewer.html'));
    const button = await viewer.waitForSelector('::-p-aria([name="Open…"][role="button"])');
    const [chooser] = await Promise.all([viewer.waitForFileChooser(), button?.click()]);
    await chooser.accept([file]);
    const rows = await until('the rows', async () => {
      const found = await readRows(viewer.mainFrame());
      return found.length > 5 && found;
    });
    expect(rows.length).toBeGreaterThan(5);
    const count = await viewer.evaluate(() => document.body.innerText);
    expect(count).toContain(`All ${har.log.entries.length}`);
    await viewer.close();
  });
});
