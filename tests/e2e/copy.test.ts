// What is done with a row by menu and keys in the panel docked in the real DevTools: copying it, saying whose host it is.
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { dock, type OpenPanel, openPanel } from './driver/devtools.ts';
import { openLabPage, readRows, runScenario, selectFirst, setFilter } from './driver/scenario.ts';
import { until } from './driver/until.ts';

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

const named = async (role: string, name: string): Promise<ElementHandle> => {
  const found = await open.panel.waitForSelector(`::-p-aria([name="${name}"][role="${role}"])`);
  if (!found) throw new Error(`no ${role} ${name}`);
  return found;
};
const said = (text: string) =>
  until(`the words ${text}`, () =>
    open.panel.$$eval('[role=status]', (all, wanted) => all.some((one) => one.textContent === wanted), text),
  );
/** What is on the clipboard: what a person gets who pastes it into the filter box of a page. */
async function pasted(): Promise<string> {
  const target = await browser.newPage(`${lab.origin}/blank`);
  await target.bringToFront();
  await target.evaluate(() => {
    document.body.innerHTML = '<textarea></textarea>';
    document.querySelector('textarea')?.focus();
  });
  await target.keyboard.down('Control');
  await target.keyboard.press('v');
  await target.keyboard.up('Control');
  const text = await until('the pasted text', () => target.$eval('textarea', ({ value }) => value));
  await target.close();
  await page.bringToFront();
  return text;
}
/** Puts the focus on the only row of a filter. */
async function focusRow(filter: string): Promise<void> {
  await setFilter(open.panel, filter);
  await until(`one row for ${filter}`, async () => (await readRows(open.panel)).length === 1);
  await open.panel.evaluate(() =>
    document.querySelector<HTMLElement>('[role=grid] [role=row][tabindex="0"]')?.focus(),
  );
}

const press = (element: ElementHandle) => element.click();

describe('copying', () => {
  it('from the detail, as a command', async () => {
    await selectFirst(open.panel, 'provider:memfault status-code:529');
    await press(await named('button', 'Copy'));
    await press(await named('menuitem', 'Copy as cURL (POSIX shell)'));
    await said('Copied as cURL (POSIX shell).');
    expect(await pasted()).toMatch(/^curl \\\n {2}--globoff \\\n {2}--url 'http:\/\/api\.memfault\.com/);
  });

  it.each([
    ['ContextMenu', 3, 'Copied as Markdown note.', /^### Response: 503 Service Unavailable · Memfault\n/],
    ['Shift+F10', 2, 'Copied URL.', /^http:\/\/api\.memfault\.com\//],
  ] as const)('from a row, by its menu on %s', async (keys, down, words, text) => {
    await focusRow('provider:memfault status-code:503');
    const [key = '', held] = keys.split('+').toReversed();
    const { keyboard } = open.devtools;
    if (held) await keyboard.down('Shift');
    await keyboard.press(key as 'F10');
    if (held) await keyboard.up('Shift');
    await named('menu', 'Response');
    for (let step = 0; step < down; step++) await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await said(words);
    expect(await pasted()).toMatch(text);
    expect(await open.panel.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('row');
  });
});

describe('"This host is …"', () => {
  it('assigns the host of a row, and the whole list is annotated again', async () => {
    await setFilter(open.panel, 'domain:api.memfault.com -method:OPTIONS');
    const providers = async () => [
      ...new Set((await readRows(open.panel)).map((row) => row[3]).filter(Boolean)),
    ];
    await until('rows of Memfault', async () => String(await providers()) === 'Memfault');
    await open.panel.evaluate(() => document.querySelector<HTMLElement>('[role=row] .rs-row-menu')?.click());
    await press(await named('menuitemradio', 'Huawei OCE'));
    await said('api.memfault.com now counts as Huawei OCE.');
    await until('rows of Huawei OCE', async () => String(await providers()) === 'Huawei OCE');
    await press(await named('button', 'This host is Huawei OCE'));
    await press(await named('menuitemradio', 'Automatic: Memfault'));
    await until('rows of Memfault again', async () => String(await providers()) === 'Memfault');
  });
});

describe('a provider that is used no longer', () => {
  it('is matched no longer in the open panel either', async () => {
    await selectFirst(open.panel, 'domain:api.memfault.com status-code:529');
    const options = await browser.newPage(browser.extensionUrl('options.html'));
    /** Clicks it; the panel is drawn again once its own window is in front. */
    const toggle = async () => {
      await options.bringToFront();
      await (await options.waitForSelector('::-p-aria([name="Use Memfault"][role="checkbox"])'))?.click();
      await page.bringToFront();
    };
    const provider = async () => (await readRows(open.panel))[0]?.[3];
    await toggle();
    await until('a row of nobody', async () => (await provider()) === 'RFC 9110');
    await named('button', 'This host is RFC 9110');
    await toggle();
    await until('a row of Memfault', async () => (await provider()) === 'Memfault');
    await options.close();
    await page.bringToFront();
  });
});

describe('the help of all keys', () => {
  it('opens on "?" over the panel alone, and gives the focus back', async () => {
    await focusRow('provider:memfault status-code:503');
    const { keyboard } = open.devtools;
    await keyboard.type('?');
    await open.panel.waitForSelector('dialog[open]');
    expect(await open.panel.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Close help',
    );
    // DevTools has a list of keys of its own on the same key.
    expect(await open.devtools.$('devtools-settings-screen, .settings-window-main')).toBeNull();
    await keyboard.press('Escape');
    await until('the help to be gone', () => open.panel.evaluate(() => !document.querySelector('dialog')));
    expect(await open.panel.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('row');
  });
});
