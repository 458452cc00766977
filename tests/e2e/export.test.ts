// The exported session: valid HAR 1.2 with annotations, without credentials, that opens elsewhere and here again.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as harSdk from '@har-sdk/validator';
import harValidator from 'har-validator';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Har } from '../../lib/transfer/har.ts';
import type { OtlpTraces } from '../../lib/transfer/otlp.ts';
import { makeHar } from '../bench/make-har.ts';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { type OpenPanel, openInNetworkPanel, openPanel } from './driver/devtools.ts';
import {
  beginExport,
  exportFromPanel,
  openLabPage,
  readRows,
  runScenario,
  selectFirst,
  setFilter,
} from './driver/scenario.ts';
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
});

describe('the other formats', () => {
  it('NDJSON holds the same responses as the HAR', async () => {
    const saved = await exportFromPanel(browser, open.panel, folder, { format: 'NDJSON' });
    const [first, ...lines] = fs
      .readFileSync(saved, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const last = lines.pop();
    expect(first).toMatchObject({ type: 'session', retryscope_format: 1 });
    expect(last).toMatchObject({
      type: 'summary',
      violations: 3,
      calls: har.log._retryscope.statistics.calls,
    });
    const seen = har.log.entries.map((entry) => [
      entry.request.url,
      entry.response.status,
      entry._annotation.call.id,
    ]);
    expect(lines.map(({ url, status, call_id }) => [url, status, call_id])).toEqual(seen);
  });

  it('CSV holds the rows that the filter lets through', async () => {
    await setFilter(open.panel, 'status-code:529');
    const shown = await until('the filtered rows', async () => {
      const found = await readRows(open.panel);
      return found.length > 0 && found.every(([status]) => status?.includes('529')) && found.length;
    });
    const saved = await exportFromPanel(browser, open.panel, folder, {
      rows: 'Filtered rows',
      format: 'CSV',
    });
    const lines = fs.readFileSync(saved, 'utf8').trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^\ufeffstarted_at,method,url,host,status,/);
    expect(lines).toHaveLength(shown + 1);
    for (const line of lines.slice(1)) expect(line).toContain(',529,');
  });

  it('traces hold the selected call, an attempt a span', async () => {
    await selectFirst(open.panel, 'status-code:529');
    const saved = await exportFromPanel(browser, open.panel, folder, {
      rows: 'Selected call',
      format: 'OpenTelemetry',
    });
    const traces: OtlpTraces = JSON.parse(fs.readFileSync(saved, 'utf8'));
    const spans = traces.resourceSpans[0]?.scopeSpans[0]?.spans ?? [];
    const [call, ...others] = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
    expect(others).toEqual([]);
    const attempts = spans.filter(({ parentSpanId }) => parentSpanId === call?.spanId);
    expect(attempts).toHaveLength(spans.length - 1);
    expect(attempts.length).toBeGreaterThan(1);
  });

  it('the Markdown report tells of the failed calls', async () => {
    const saved = await exportFromPanel(browser, open.panel, folder, { format: 'Markdown' });
    const report = fs.readFileSync(saved, 'utf8');
    expect(report).toMatch(/^## Responses and retries\n/);
    expect(report).toContain('3 violations');
    expect(report).toContain('### Failed calls');
  });

  it('hold no credential either', () => {
    const files = fs.readdirSync(folder);
    expect(files.map((name) => name.split('.').at(-1)).sort()).toEqual([
      'csv',
      'har',
      'jsonl',
      'md',
      'ndjson',
    ]);
    for (const name of files) {
      const held = fs.readFileSync(path.join(folder, name), 'utf8');
      for (const secret of ['k3yk3yk3y', 't0kent0ken', 'h3aderk3y']) expect(held).not.toContain(secret);
    }
  });
});

// Last: the first of these leaves the panel for another.
describe('the exported file', () => {
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

describe('a long export', () => {
  const ENTRIES = 6_000;
  let viewer: Page;

  beforeAll(async () => {
    const long = path.join(folder, 'long.har');
    fs.writeFileSync(long, makeHar(ENTRIES));
    viewer = await browser.newPage(browser.extensionUrl('viewer.html'));
    const button = await viewer.waitForSelector('::-p-aria([name="Open…"][role="button"])');
    const [chooser] = await Promise.all([viewer.waitForFileChooser(), button?.click()]);
    await chooser.accept([long]);
    await until('all rows', () => viewer.evaluate(() => document.body.innerText.includes('All 6,000')));
  });

  it('can be cancelled, and leaves no file then', async () => {
    const saved = () => fs.readdirSync(folder).filter((name) => name.startsWith('retryscope-')).length;
    const before = saved();
    // Seen and pressed in the page: a message to the browser may take longer than the export.
    const seen = viewer.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const look = () => {
            const bar = document.querySelector('progress');
            const cancel = [...document.querySelectorAll('button')].find(
              (one) => one.textContent === 'Cancel',
            );
            if (!bar || !cancel) return requestAnimationFrame(look);
            cancel.click();
            resolve(bar.getAttribute('aria-valuetext') ?? '');
          };
          look();
        }),
    );
    await beginExport(viewer.mainFrame(), { format: 'HAR' });
    expect(await seen).toMatch(/^Exporting: [\d,]+ of 6,000$/);
    await until('the sentence', () =>
      viewer.evaluate(() => document.body.innerText.includes('The export was cancelled; no file was saved.')),
    );
    expect(await viewer.$('progress')).toBeNull();
    expect(saved()).toBe(before);
  });

  it('holds every row once it is done', async () => {
    const saved = await exportFromPanel(browser, viewer.mainFrame(), folder, { format: 'NDJSON' });
    const lines = fs.readFileSync(saved, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(ENTRIES + 2);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ type: 'summary', responses: ENTRIES });
    await viewer.close();
  });
});
