// What never reaches the disk: credentials, and what a person has named besides.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { storedExchanges } from './driver/stored.ts';
import { until } from './driver/until.ts';

declare const chrome: { storage: { local: { get(key: string): Promise<Record<string, unknown>> } } };

let lab: Lab;
let browser: TestBrowser;

beforeAll(async () => {
  lab = await startLab();
  browser = await launchBrowser({
    hostResolverRules: lab.hostResolverRules,
    hosts: { patterns: ['*://*/*'], held: true },
  });
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

it('redacts the names of the settings, also in a life of the worker that began later', async () => {
  const options = await browser.newPage(browser.extensionUrl('options.html'));
  const field = await options.waitForSelector('::-p-aria([name="Names to redact as well"][role="textbox"])');
  await field?.type('X-Tenant-No');
  await options.keyboard.press('Tab');
  await until('the names to be kept', () =>
    options.evaluate(async () => {
      const { redactedNames } = await chrome.storage.local.get('redactedNames');
      return Array.isArray(redactedNames) && redactedNames[0] === 'X-Tenant-No';
    }),
  );
  const page = await browser.newPage('http://api.memfault.com/blank');
  for (const life of ['first', 'second']) {
    if (life === 'second') await browser.stopWorker();
    await page.evaluate(
      (n) =>
        fetch(`/status/503?tenant_no=t-4711&n=${n}`, { headers: { 'X-Tenant-No': 't-4711' } }).then(() => {}),
      life,
    );
    const found = await until(`the response of the ${life} life`, async () =>
      (await storedExchanges(browser)).find(
        ({ url, state }) => url.includes(`n=${life}`) && state === 'complete',
      ),
    );
    expect(found.url).toContain('tenant_no=[redacted]');
    expect(JSON.stringify(found)).not.toContain('t-4711');
  }
});
