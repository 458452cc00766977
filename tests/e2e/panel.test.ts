// The panel docked in the real DevTools: what an engineer reads beside live responses, by role and name.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { dock, type OpenPanel, openPanel, setDevtoolsTheme } from './driver/devtools.ts';
import { tabIdOf } from './driver/panel-page.ts';
import {
  openLabPage,
  type ReadRow,
  readRows,
  runScenario,
  selectFirst,
  setFilter,
  showTab,
} from './driver/scenario.ts';
import { patience, until } from './driver/until.ts';

let lab: Lab;
let browser: TestBrowser;
let page: Page;
let open: OpenPanel;

beforeAll(async () => {
  lab = await startLab();
  browser = await launchBrowser({ hostResolverRules: lab.hostResolverRules, size: '1400,900' });
  page = await openLabPage(browser, lab);
  open = await openPanel(page, browser);
  await dock(open, 'bottom');
  await runScenario(page);
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

/** The first row that a filter leaves, as cells: Status, Method, Call, Provider, Advice, Time. */
async function rowFor(filter: string): Promise<ReadRow> {
  await setFilter(open.panel, filter);
  return until(`a row for ${filter}`, async () => (await readRows(open.panel)).at(0));
}
const textOf = (selector: string): Promise<string> =>
  open.panel.$eval(selector, (element) => (element as HTMLElement).innerText.replace(/\s+/g, ' '));

describe('each provider answering each class of decision', () => {
  it.each<[string, string, string, string, string]>([
    ['memfault never', 'provider:memfault status-code:500', '500', 'Memfault', 'Do not retry'],
    ['memfault exponential', 'provider:memfault status-code:503', '503', 'Memfault', 'Wait 8 s, then retry'],
    [
      'memfault with Retry-After',
      'provider:memfault status-code:529',
      '529',
      'Memfault',
      'Wait 30 s, then retry',
    ],
    [
      'memfault 429 without it',
      'provider:memfault status-code:429 DEV-1042',
      '429',
      'Memfault',
      'Do not retry · no Retry-After',
    ],
    [
      'memfault 429 with it',
      'provider:memfault status-code:429 DEV-2077',
      '429',
      'Memfault',
      'Wait 1 s, then retry',
    ],
    ['memfault undocumented', 'provider:memfault status-code:404', '404', 'Memfault', 'Not stated'],
    ['oce interval', 'provider:huawei-oce status-code:504', '504', 'Huawei OCE', 'Every 60 s, up to 6 h'],
    [
      'oce interval with Retry-After',
      'provider:huawei-oce status-code:429',
      '429',
      'Huawei OCE',
      'Wait 1 m 30 s, then retry',
    ],
    [
      'oce limited',
      'provider:huawei-oce status-code:401',
      '401',
      'Huawei OCE',
      'At most 3 retries within 6 h',
    ],
    ['oce never', 'provider:huawei-oce status-code:502', '502', 'Huawei OCE', 'Do not retry'],
    [
      'dis after change',
      'provider:huawei-dis status-code:503',
      '503',
      'Huawei DIS',
      'Change the request first',
    ],
    ['dis own code', 'provider:huawei-dis status-code:441', '441', 'Huawei DIS', 'Not stated'],
    [
      'dis anytime',
      'provider:huawei-dis status-code:408',
      '408',
      'Huawei DIS',
      'May be repeated at any time',
    ],
    [
      'dis 413 with Retry-After',
      'provider:huawei-dis status-code:413 batch=large',
      '413',
      'Huawei DIS',
      'Wait 1 h, then retry',
    ],
    [
      'dis 413 without it',
      'provider:huawei-dis status-code:413 batch=oversize',
      '413',
      'Huawei DIS',
      'Not stated · no Retry-After',
    ],
    [
      'ges after change',
      'provider:huawei-ges status-code:404',
      '404',
      'Huawei GES',
      'Change the request first',
    ],
    ['ges not stated', 'provider:huawei-ges status-code:500', '500', 'Huawei GES', 'Not stated'],
    [
      'ges connection reset',
      'provider:huawei-ges is:failed status-code:0',
      '(failed)',
      'Huawei GES',
      'Connection reset',
    ],
    [
      'another Huawei service',
      'provider:huawei-cloud status-code:403',
      '403',
      'Huawei Cloud',
      'Change the request first',
    ],
    [
      'its silence on 401',
      'provider:huawei-cloud status-code:401',
      '401',
      'Huawei Cloud',
      'Authenticate first',
    ],
    ['nobody’s host', 'provider:generic status-code:503', '503', 'RFC 9110', 'Wait 7 s, then retry'],
  ])('%s', async (_, filter, status, provider, advice) => {
    // What is under way has a row too.
    await expect
      .poll(async () => {
        const row = await rowFor(`${filter} -method:OPTIONS`);
        return [row[0], row[3], row[4]];
      }, patience)
      .toEqual([status, provider, advice]);
  });

  it.each(['imf', 'rfc850', 'asctime'])('reads a Retry-After date in the form %s', async (form) => {
    await page.evaluate(
      (url) => fetch(url).then((response) => response.text()),
      `http://api.memfault.com/status/529?retry-after-date=${form}&in=90`,
    );
    const advice = async () => (await rowFor(`retry-after-date=${form}`))[4];
    await expect.poll(advice, patience).toBe('Wait 1 m 30 s, then retry');
  });

  it('shows each wire exchange once', async () => {
    await setFilter(open.panel, 'domain:api.memfault.com /api/v0/devices -DEV-0000 -method:OPTIONS');
    const sent = lab.log.filter(
      ({ host, url }) => host.startsWith('api.memfault.com') && url === '/api/v0/devices',
    );
    expect(sent.length).toBeGreaterThan(0);
    await expect.poll(() => readRows(open.panel), patience).toHaveLength(sent.length);
  });
});

describe('what the client did', () => {
  it('marks the retry that came before Retry-After allowed it', async () => {
    const row = await rowFor('provider:memfault finding:too-early');
    expect(row[2]).toMatch(/attempt 2 · \d(?:\.\d)? s later/);
    expect(row[4]).toContain('too early');
  });
  it('marks a repeat of what must not be retried', async () => {
    await setFilter(open.panel, 'is:violation');
    await until('three violations', async () => (await readRows(open.panel)).length === 3);
  });
});

describe('details', () => {
  it('say what to do, until when, and where it is written', async () => {
    await selectFirst(open.panel, 'provider:memfault status-code:529');
    await showTab(open.panel, 'Advice');
    const text = await textOf('[role=tabpanel]');
    expect(text).toContain('Wait 30 s, then retry');
    expect(text).toMatch(/not before \d\d:\d\d:\d\d/);
    expect(text).toContain('Stated');
    expect(text).toContain('HTTP Response Status Codes · row 529');
  });

  it('draw memfault’s schedule for 503', async () => {
    await selectFirst(open.panel, 'provider:memfault status-code:503');
    await showTab(open.panel, 'Schedule');
    const list = await open.panel.waitForSelector('::-p-aria([name="Retry schedule"][role="list"])');
    const items = await list?.evaluate((element) =>
      [...element.children].map((item) => item.textContent ?? ''),
    );
    const instants = items?.map((item) => /at (.*?)(?: \d\d:|after|$)/.exec(item)?.[1]?.trim());
    expect(instants).toHaveLength(5);
    for (const [index, instant] of ['8 s', '1 m 12 s', '9 m 44 s', '1 h 18 m', '10 h 24 m'].entries()) {
      expect(items?.[index]).toContain(`Retry ${index + 1} at ${instant}`);
    }
  });

  it('invent no instants where the spacing is not stated', async () => {
    await selectFirst(open.panel, 'provider:huawei-oce status-code:401');
    await showTab(open.panel, 'Schedule');
    const list = await open.panel.waitForSelector('::-p-aria([name="Retry schedule"][role="list"])');
    expect(await list?.evaluate((element) => element.textContent)).toMatch(/not stated/);
  });

  it('compare the code with every provider and show headers and phases', async () => {
    await selectFirst(open.panel, 'provider:huawei-dis status-code:503');
    await showTab(open.panel, 'Compare');
    const compared = await textOf('[role=tabpanel]');
    for (const name of ['Memfault', 'Huawei OCE', 'Huawei GES', 'RFC 9110']) expect(compared).toContain(name);
    await showTab(open.panel, 'Headers');
    expect((await textOf('[role=tabpanel]')).toLowerCase()).toContain('content-type');
    await showTab(open.panel, 'Timing');
    expect(await textOf('[role=tabpanel]')).toMatch(/wait/i);
  });
});

describe('the panel as a whole', () => {
  it('follows the theme of DevTools', async () => {
    const ground = (): Promise<string> =>
      open.panel.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await setDevtoolsTheme(open, 'dark');
    await until('the dark theme', async () => (await ground()) !== light);
    await setDevtoolsTheme(open, 'default');
  });

  it('stays usable when docked at the side', async () => {
    await dock(open, 'right');
    // Of a shorter wait the list says, once it is over, that the client gave up early.
    await setFilter(open.panel, 'provider:huawei-dis status-code:413 batch=large');
    const cells = await until('the narrow columns', async () => {
      const row = (await readRows(open.panel)).at(0);
      return row && row.length < 7 && row;
    });
    expect(cells.join(' ')).toContain('Wait 1 h, then retry');
    const overflow = await open.panel.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await dock(open, 'bottom');
  });

  it('gives the details their room, also when it was started before it had any itself', async () => {
    const address = `${browser.extensionUrl('panel.html')}?tab=${await tabIdOf(browser, page)}`;
    const late = await browser.newPage('about:blank');
    await late.setViewport({ width: 1, height: 1 });
    await late.goto(address);
    await late.waitForSelector('#app > *');
    await late.setViewport({ width: 555, height: 800 });
    await selectFirst(late.mainFrame(), 'provider:memfault status-code:503');
    const share = await late.$eval('[aria-label=Details]', ({ clientHeight }) => clientHeight / innerHeight);
    expect(share).toBeCloseTo(0.62, 1);
    await late.close();
    await page.bringToFront();
  });

  it('starts anew with a navigation, or keeps the log when asked to, and clears', async () => {
    await setFilter(open.panel, 'domain:api.memfault.com');
    await page.reload();
    await until('an empty list', async () => (await readRows(open.panel)).length === 0);
    const preserve = await open.panel.waitForSelector('::-p-aria([name="Preserve log"][role="checkbox"])');
    await preserve?.click();
    await until('the rows of before', async () => (await readRows(open.panel)).length > 0);
    const clear = await open.panel.waitForSelector('::-p-aria([name="Clear"][role="button"])');
    await clear?.click();
    await until('an empty list', async () => (await readRows(open.panel)).length === 0);
  });
});
