// Live push: a panel's calls reach a collector as OTLP, also after the collector could not take them, and nothing else does.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OtlpSpan, OtlpTraces } from '../../lib/transfer/otlp.ts';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { openPanelPage, tabIdOf } from './driver/panel-page.ts';
import { storedExchanges } from './driver/stored.ts';
import { until } from './driver/until.ts';

let lab: Lab;
let browser: TestBrowser;
let collector: http.Server;
let address: string;
let page: Page;
let panel: Page;
/** What came, and what was answered. */
const posts: { at: number; path: string; status: number; spans: readonly OtlpSpan[] }[] = [];

beforeAll(async () => {
  collector = http.createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const { resourceSpans } = JSON.parse(body) as OtlpTraces;
      const status = posts.length === 0 ? 503 : 200;
      const spans = resourceSpans[0]?.scopeSpans[0]?.spans ?? [];
      posts.push({ at: Date.now(), path: request.url ?? '', status, spans });
      response.writeHead(status, { 'Content-Type': 'application/json', 'Retry-After': '2' });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  lab = await startLab();
  browser = await launchBrowser({
    hostResolverRules: lab.hostResolverRules,
    hosts: { patterns: ['*://*/*'], held: true },
  });
  page = await browser.newPage(`${lab.origin}/`);
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
  await new Promise((resolve) => collector.close(resolve));
});

const ask = (query: string) =>
  page.evaluate(
    (part) => fetch(`http://api.memfault.com/status/${part}`).then(({ status }) => status),
    query,
  );
const attribute = (span: OtlpSpan | undefined, key: string): unknown =>
  Object.values(span?.attributes.find((one) => one.key === key)?.value ?? {})[0];

it('is off until it is switched on, with an address on this machine', async () => {
  panel = await openPanelPage(browser, await tabIdOf(browser, page));
  await ask('200?n=before');
  const options = await browser.newPage(browser.extensionUrl('options.html'));
  const field = await options.waitForSelector('aria/Address[role="textbox"]');
  await field?.click({ count: 3 });
  await field?.type('http://collector.example.net:4318');
  const push = await options.waitForSelector(
    'aria/Push every call as an OpenTelemetry trace while its panel is open',
  );
  await push?.click();
  await until('the refusal', () =>
    options.$eval('[role=alert]', ({ textContent }) => textContent?.includes('has to be on this machine')),
  );
  await field?.click({ count: 3 });
  await field?.type(address);
  await push?.click();
  await until('the switch', () =>
    options.$eval('#rs-collector ~ label input', (input) => (input as HTMLInputElement).checked),
  );
  await options.close();
  expect(posts).toEqual([]);
});

it('sends each attempt and each call, again when the collector asks for it, and nothing from before', async () => {
  await until('the panel to push', () =>
    panel.$eval('footer', ({ textContent }) => textContent?.includes('spans pushed')),
  );
  await ask('200?n=one&token=hunter22');
  await ask('404?n=two');
  await until(
    'both calls',
    () => posts.filter(({ status }) => status === 200).flatMap(({ spans }) => spans).length >= 4,
    60_000,
  );
  const [refused, taken] = posts;
  expect(refused?.path).toBe('/v1/traces');
  expect((taken?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(2_000);
  const spans = posts.filter(({ status }) => status === 200).flatMap((post) => post.spans);
  const attempts = spans.filter(({ kind }) => kind === 3);
  expect(attempts.map((span) => attribute(span, 'http.response.status_code'))).toEqual(['200', '404']);
  const calls = new Set(spans.filter(({ kind }) => kind === 1).map(({ spanId }) => spanId));
  for (const { parentSpanId } of attempts) expect(calls.has(parentSpanId ?? '')).toBe(true);
  expect(JSON.stringify(posts)).not.toMatch(/hunter22|n=before/);
  await until('the count', () =>
    panel.$eval('footer', ({ textContent }) => textContent?.includes('4 spans pushed')),
  );
});

it('leaves no row of its own in the log', async () => {
  const stored = await storedExchanges(browser);
  expect(stored.some(({ url }) => url.includes('n=two'))).toBe(true);
  expect(stored.filter(({ url }) => url.startsWith(address))).toEqual([]);
});
