// Which bodies are kept with the log, and what the tab Body shows or says of the others.

import type { Frame } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Exchange } from '../../lib/http/exchange.ts';
import { type Lab, startLab } from '../lab/server.ts';
import { openPanelPage, tabIdOf } from './driver/panel-page.ts';
import { fetchText, fetchUnread, named, openView, rowsNamed, type View } from './driver/requests.ts';
import { selectFirst, showTab } from './driver/scenario.ts';
import { storedExchanges } from './driver/stored.ts';
import { until } from './driver/until.ts';

const SECRET = 'sup3rs3cret';
const LIMIT = 65_536;

/** A response of that type with this body. */
const typed = (status: number, type: string, body: string): string =>
  `/status/${status}?h=${encodeURIComponent(`Content-Type:${type}`)}&body=${encodeURIComponent(body)}`;

interface Case {
  readonly name: string;
  readonly url: string;
  readonly send?: typeof fetchUnread;
  /** What the kept copy holds, '' where none is kept. */
  readonly kept: string;
  /** What the tab shows or says. */
  readonly shown: string;
}

const UNREAD = 'The page did not read the body to its end, so DevTools has none.';
const cases: readonly Case[] = [
  { name: 'json', url: '/status/503', kept: 'The lab answers 503.', shown: 'The lab answers 503.' },
  { name: 'problem', url: '/status/422?problem=Too+warm', kept: 'Too warm', shown: 'Too warm' },
  {
    name: 'with-token',
    url: typed(401, 'application/json', `{"access_token":"${SECRET}","message":"expired"}`),
    kept: 'expired',
    shown: 'expired',
  },
  {
    name: 'longest',
    url: `/status/500?bytes=${LIMIT}`,
    kept: '"padding":"....',
    shown: `${LIMIT.toLocaleString('en')} characters`,
  },
  {
    name: 'too-long',
    url: `/status/500?bytes=${LIMIT + 1}`,
    kept: '',
    shown: `${(LIMIT + 1).toLocaleString('en')} characters`,
  },
  { name: 'no-error', url: typed(200, 'application/json', '{"fine":true}'), kept: '', shown: '"fine": true' },
  {
    name: 'html',
    url: typed(502, 'text/html', '<h1>Bad gateway</h1>'),
    kept: '',
    shown: '<h1>Bad gateway</h1>',
  },
  { name: 'empty', url: typed(500, 'application/json', ''), kept: '', shown: 'The body is empty.' },
  { name: 'unread', url: '/status/503', send: fetchUnread, kept: '', shown: UNREAD },
  { name: 'reset', url: '/reset', kept: '', shown: 'No response was seen, so there is no body.' },
];

/** What the tab Body says of the first row of that name, once it has an answer. */
async function bodyTab(panel: Frame, name: string): Promise<string> {
  await selectFirst(panel, `n=${name}`);
  await showTab(panel, 'Body');
  const tab = await panel.waitForSelector('::-p-aria([name="Body"][role="tabpanel"])');
  return until('the answer', () =>
    tab?.evaluate((element) => !element.querySelector('[aria-busy=true]') && element.textContent),
  );
}

let lab: Lab;
let view: View;
let stored: readonly Exchange[];
beforeAll(async () => {
  lab = await startLab();
  view = await openView(lab, 'joined', 'http://api.memfault.com/blank');
  const { page } = view;
  for (const { name, url, send = fetchText } of cases) await send(page, named(url, name, page));
  await view.settled();
  // Rows don't wait for their bodies.
  stored = await until('the bodies that are kept', async () => {
    const rows = await storedExchanges(view.browser);
    const isKept = ({ name, kept }: Case) =>
      rowsNamed(rows, name).every(({ errorBody }) => errorBody !== '' || kept === '');
    return cases.every(isKept) && rows;
  });
  await view.showPanel();
});
afterAll(async () => {
  await view?.close();
  await lab?.stop();
});

describe('with the log', () => {
  it.each(cases)('keeps what it should of: $name', ({ name, kept }) => {
    const [row, ...more] = rowsNamed(stored, name);
    expect(more).toEqual([]);
    if (kept === '') expect(row).toMatchObject({ source: 'both', errorBody: '' });
    else expect(row?.errorBody).toContain(kept);
  });

  it('keeps no credentials', () => {
    expect(JSON.stringify(rowsNamed(stored, 'with-token'))).not.toContain(SECRET);
  });
});

describe('the tab Body', () => {
  it.each(cases)('of the panel in DevTools: $name', async ({ name, shown }) => {
    expect(await bodyTab(view.panel, name)).toContain(shown);
  });

  it('finds words, marks them, and brings the current one into view', async () => {
    const { panel } = view;
    await bodyTab(panel, 'longest');
    const box = await panel.waitForSelector('::-p-aria([name="Find in the body"][role="searchbox"])');
    await box?.type('"');
    const current = () =>
      panel.evaluate(() => {
        const marks = (CSS as unknown as { highlights: Map<string, Iterable<Range>> }).highlights;
        const [range] = marks.get('rs-found-current') ?? [];
        const room = document.querySelector('.rs-body-text')?.getBoundingClientRect();
        const place = range?.getBoundingClientRect();
        if (!range || !room || !place) return null;
        const isIn = place.top >= room.top && place.bottom <= room.bottom;
        return { text: range.toString(), marked: [...(marks.get('rs-found') ?? [])].length, isIn };
      });
    await until('the first place', async () => (await current())?.isIn);
    await box?.press('Enter', {});
    await panel.page().keyboard.down('Shift');
    await box?.press('Enter');
    await box?.press('Enter');
    await panel.page().keyboard.up('Shift');
    // The last quote ends the padding, 65,000 characters below.
    const last = await until('the last place', async () => {
      const found = await current();
      const count = await panel.$eval('search [aria-live]', ({ textContent }) => textContent);
      return found?.isIn && /^(\d+) of \1$/.test(count ?? '') && found;
    });
    expect(last.text).toBe('"');
    expect(last.marked).toBeGreaterThan(3);
    await box?.press('Escape');
    await until('no marks', async () => (await current()) === null);
  });

  it('of a panel beside it asks the same DevTools', async () => {
    const panel = await openPanelPage(view.browser, await tabIdOf(view.browser, view.page));
    await panel.bringToFront();
    expect(await bodyTab(panel.mainFrame(), 'no-error')).toContain('"fine": true');
    await panel.close();
  });

  it('without DevTools says so, and shows what was kept', async () => {
    const { browser, page } = view;
    const tabId = await tabIdOf(browser, page);
    const devtools = (await browser.browser.pages()).find((one) => one.url().startsWith('devtools://'));
    await devtools?.close();
    await fetchText(page, named('/status/503', 'background-alone', page));
    const panel = await openPanelPage(browser, tabId);
    await panel.bringToFront();
    const tab = (name: string): Promise<string> => bodyTab(panel.mainFrame(), name);
    expect(await tab('background-alone')).toContain('DevTools did not see this request.');
    expect(await tab('no-error')).toContain('DevTools is not open on this tab.');
    const json = await tab('json');
    expect(json).toContain('The lab answers 503.');
    expect(json).toContain('This copy was kept with the log, credentials redacted.');
  });
});
