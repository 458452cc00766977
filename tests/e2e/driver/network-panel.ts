// How measurements drive the browser's own Network panel with many requests in it.
import type { Page } from 'puppeteer-core';
import { inFrontEnd, UI } from './devtools.ts';
import { until } from './until.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The Network panel and where its filter, the heads of its columns and its list are, px. */
export interface NetworkPanel {
  readonly page: Page;
  readonly filter: Point;
  readonly heads: readonly Point[];
  readonly list: Point;
}

/** Opens DevTools on `page` with so many requests in the Network panel, as if they had been imported from a HAR. */
export async function openNetworkPanel(page: Page, requests: number): Promise<NetworkPanel> {
  const devtools = await page.openDevTools();
  await until('the Network panel', () =>
    inFrontEnd<boolean>(
      devtools,
      UI,
      `await module.ViewManager.ViewManager.instance().showView('network'); return true;`,
    ).catch(() => false),
  );
  await inFrontEnd(
    devtools,
    './panels/network/network.js',
    `${IMPORT}; await importRequests(module, ${requests});`,
  );
  return {
    page: devtools,
    filter: (await middlesOf(devtools, '.toolbar-input-prompt'))[0] as Point,
    heads: await middlesOf(devtools, 'th.sortable'),
    list: (await middlesOf(devtools, '.data-container'))[0] as Point,
  };
}

/** Made where it is read: so long a text would take longer to hand over than to make. */
const IMPORT = `async function importRequests(module, count) {
  const hosts = ['api.memfault.com', 'bss-intl.myhuaweicloud.com', 'app.example.test'];
  const statuses = [200, 200, 200, 404, 429, 500, 503, 529];
  const sizes = { headersSize: -1, bodySize: 40, cookies: [], httpVersion: 'http/2.0' };
  const entry = (i) => ({
    _resourceType: 'fetch', cache: {}, time: 102 + i % 300,
    startedDateTime: new Date(Date.UTC(2026, 10, 21) + i * 40).toISOString(),
    timings: { blocked: 1, dns: -1, ssl: -1, connect: -1, send: 1, wait: 100 + i % 300, receive: 1 },
    request: {
      ...sizes, method: i % 5 ? 'GET' : 'POST', queryString: [],
      url: 'https://' + hosts[i % 3] + '/v2/items/' + i * 7919 % 5000 + '?page=' + i % 50,
      headers: [{ name: 'Accept', value: '*/*' }],
    },
    response: {
      ...sizes, status: statuses[i * 31 % 8], statusText: '', redirectURL: '', _transferSize: 400,
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      content: { size: 40, mimeType: 'application/json', text: '{}' },
    },
  });
  const entries = Array.from({ length: count }, (_, i) => entry(i));
  const log = { version: '1.2', creator: { name: 'bench', version: '1' }, pages: [], entries };
  const file = new File([JSON.stringify({ log })], 'session.har', { type: 'application/json' });
  await module.NetworkPanel.NetworkPanel.instance().networkLogView.onLoadFromFile(file);
}`;

/** The middle of all that is shown and matches, in whatever shadow tree it is. */
function middlesOf(devtools: Page, selector: string): Promise<readonly Point[]> {
  return until(`${selector} in DevTools`, async () => {
    const found = await devtools.evaluate((wanted) => {
      const roots: (Document | ShadowRoot)[] = [document];
      const middles: { x: number; y: number }[] = [];
      for (const root of roots) {
        for (const element of root.querySelectorAll('*')) {
          if (element.shadowRoot) roots.push(element.shadowRoot);
          const { x, y, width, height } = element.getBoundingClientRect();
          if (width > 0 && element.matches(wanted)) middles.push({ x: x + width / 2, y: y + height / 2 });
        }
      }
      return middles;
    }, selector);
    return found.length > 0 && found;
  });
}
