// The list of responses in the real browser: columns that are remembered, attempts that fold, bars that are painted.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { openPanelPage, tabIdOf } from './driver/panel-page.ts';
import { readRows, setFilter } from './driver/scenario.ts';
import { until } from './driver/until.ts';

let lab: Lab;
let browser: TestBrowser;
let page: Page;
let tabId: number;
let panel: Page;

beforeAll(async () => {
  lab = await startLab();
  const hosts = { patterns: ['*://*/*'], held: true };
  browser = await launchBrowser({ hostResolverRules: lab.hostResolverRules, hosts, size: '1280,900' });
  page = await browser.newPage('http://api.memfault.com/blank');
  tabId = await tabIdOf(browser, page);
  await fetchAll('/status/503?call=a', '/status/200?call=b', '/status/503?call=a', '/status/404?call=c');
  panel = await openPanel();
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

/** Fetches one after the other from the page. */
const fetchAll = (...paths: string[]): Promise<void> =>
  page.evaluate(async (list) => {
    for (const path of list) await fetch(path).then((response) => response.text());
  }, paths);

async function openPanel(): Promise<Page> {
  const opened = await openPanelPage(browser, tabId);
  await opened.bringToFront();
  await opened.setViewport({ width: 1100, height: 600 });
  await setFilter(opened.mainFrame(), 'call=');
  return opened;
}
const statuses = async (): Promise<string> =>
  (await readRows(panel.mainFrame())).map(([status]) => status).join(' ');
const untilStatuses = (expected: string) => until(expected, async () => (await statuses()) === expected);
const head = (name: string): Promise<void> => panel.click(`::-p-aria([name="${name}"][role="button"])`);
const heads = (): Promise<string[]> =>
  panel.$$eval('[role=columnheader]', (list) => list.map((one) => one.textContent ?? ''));
const widthOf = (column: number): Promise<number> =>
  panel.$$eval('[role=columnheader]', (list, index) => (list[index] as HTMLElement).offsetWidth, column);

describe('the attempts of a call', () => {
  it('stand under the first and fold, by the mouse and by the keyboard', async () => {
    await untilStatuses('503 503 200 404');
    await panel.click('::-p-aria([name="1 later attempt"][role="button"])');
    await untilStatuses('503 200 404');
    await panel.focus('[role=row][tabindex="0"]');
    await panel.keyboard.press('ArrowRight');
    await untilStatuses('503 503 200 404');
  });
});

describe('the columns', () => {
  it('sort, resize, hide, and are the same in the next panel', async () => {
    await head('Status');
    await untilStatuses('200 404 503 503');
    const before = await widthOf(3);
    const box = await (await edgeOf('Provider')).boundingBox();
    if (!box) throw new Error('The edge has no place');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await panel.mouse.move(x, y);
    await panel.mouse.down();
    await panel.mouse.move(x + 30, y, { steps: 3 });
    await panel.mouse.up();
    expect(await widthOf(3)).toBe(before + 30);
    await head('Columns');
    await panel.click('::-p-aria([name="Method"][role="menuitemcheckbox"])');
    await panel.keyboard.press('Escape');
    expect(await heads()).not.toContain('Method');

    await panel.close();
    panel = await openPanel();
    await untilStatuses('200 404 503 503');
    expect(await heads()).not.toContain('Method');
    expect(await widthOf(2)).toBe(before + 30);
    await (await edgeOf('Provider')).click({ count: 2 });
    await until('the old width', async () => (await widthOf(2)) !== before + 30);
    await head('Columns');
    await panel.click('::-p-aria([name="Reset columns"][role="menuitem"])');
    await untilStatuses('503 503 200 404');
    expect(await heads()).toContain('Method');
  });

  it('leave nothing outside a dock of 480 px, with all of them shown', async () => {
    await panel.setViewport({ width: 480, height: 600 });
    await until('four columns', async () => (await heads()).length === 4);
    await head('Columns');
    for (const name of ['Method', 'Provider', 'Waterfall']) {
      await panel.click(`::-p-aria([name="${name}"][role="menuitemcheckbox"])`);
    }
    await panel.keyboard.press('Escape');
    expect(await heads()).toHaveLength(7);
    const beyond = await panel.$$eval('[role=gridcell], [role=columnheader]', (cells) =>
      cells.filter((cell) => cell.getBoundingClientRect().right > innerWidth).map((cell) => cell.textContent),
    );
    expect(beyond).toEqual([]);
    await head('Columns');
    await panel.click('::-p-aria([name="Reset columns"][role="menuitem"])');
    await panel.setViewport({ width: 1100, height: 600 });
  });
});

describe('the waterfall', () => {
  /** How many of the canvas's pixels are painted in each row of the list, and the first one's colour. */
  const painted = () =>
    panel.evaluate(() => {
      const [canvas, ...more] = document.querySelectorAll<HTMLCanvasElement>('[role=grid] canvas');
      if (!canvas || more.length > 0) return undefined;
      const ratio = canvas.width / canvas.clientWidth;
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      const perRow: number[] = [];
      let colour = '';
      for (let at = 3; at < data.length; at += 4) {
        const row = Math.floor((at - 3) / 4 / canvas.width / (24 * ratio));
        perRow[row] = (perRow[row] ?? 0) + (data[at] === 0 ? 0 : 1);
        if (data[at] === 255 && colour === '') colour = data.slice(at - 3, at).join();
      }
      return { perRow, colour, ratio };
    });

  it('has a bar in every row, on one canvas, as sharp as the screen, in the theme’s colours', async () => {
    await until('the columns', async () => (await heads()).length === 7);
    // Right after it got its width the column has it, and the canvas not yet.
    const light = await until('the bars, as sharp as the screen', async () => {
      const now = await painted();
      return now?.perRow.length === 4 && Math.abs(now.ratio - 1) < 0.05 && now;
    });
    for (const count of light.perRow) expect(count).toBeGreaterThan(10);
    await panel.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await until('other colours', async () => (await painted())?.colour !== light.colour);
    // As zooming does: the page has fewer CSS pixels, and each has more of the screen's.
    await panel.setViewport({ width: 1000, height: 600, deviceScaleFactor: 2 });
    await until('twice the pixels', async () => Math.round((await painted())?.ratio ?? 0) === 2);
  });
});

describe('a list that grows', () => {
  const place = () =>
    panel.$eval('.rs-list-body', ({ scrollTop, scrollHeight, clientHeight }) => ({
      scrollTop,
      rows: Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')),
      atEnd: scrollTop + clientHeight >= scrollHeight - 1,
    }));
  const fetchMore = async (name: string) => {
    const { rows } = await place();
    await page.bringToFront();
    await fetchAll(...Array.from({ length: 30 }, (_, index) => `/status/200?call=${name}${index}`));
    await panel.bringToFront();
    await until('more rows', async () => (await place()).rows >= rows + 30);
  };

  /** Turns the wheel over the list; resolves when the list has come to rest elsewhere, which takes many frames. */
  const turn = async (deltaY: number): Promise<void> => {
    const scrolling = await panel.evaluateHandle(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      // A scroll of the page's own may not have been told yet.
      await frame();
      await frame();
      const list = document.querySelector('.rs-list-body');
      const from = list?.scrollTop;
      const end = new Promise<void>((resolve) => {
        list?.addEventListener('scrollend', () => {
          if (list.scrollTop !== from) resolve();
        });
      });
      return { end };
    });
    await panel.mouse.wheel({ deltaY });
    await scrolling.evaluate(({ end }) => end);
  };

  it('stays at its end until the person scrolls up, and again once they are back', async () => {
    // It follows with the next frame.
    const untilAtEnd = () => until('the end of the list', async () => (await place()).atEnd);
    await fetchMore('first');
    await untilAtEnd();
    await panel.mouse.move(300, 300);
    await turn(-200);
    const left = await place();
    expect(left.atEnd).toBe(false);
    await fetchMore('second');
    expect((await place()).scrollTop).toBe(left.scrollTop);
    await turn(5000);
    expect((await place()).atEnd).toBe(true);
    await fetchMore('third');
    await untilAtEnd();
    // What is drawn is what stands there.
    const last = await panel.$eval('.rs-list-body', (list) => {
      const { bottom } = list.getBoundingClientRect();
      const rows = [...list.querySelectorAll('[role=row]')].map((row) => row.getBoundingClientRect());
      return Math.max(...rows.map((row) => row.bottom)) - bottom;
    });
    expect(Math.abs(last)).toBeLessThan(24);
  });
});

async function edgeOf(column: string) {
  const edge = await panel.waitForSelector(`::-p-aria([name="Width of ${column}"][role="separator"])`);
  if (!edge) throw new Error(`The column ${column} has no edge`);
  return edge;
}
