// The overview on a file in the viewer: brushing filters the list, zooming looks closer, and there is a way back.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { until } from './driver/until.ts';

/** One response a second, every fifth a failure. */
const COUNT = 600;
const noon = new Date(2026, 10, 21, 12).getTime();

let browser: TestBrowser;
let viewer: Page;
let folder: string;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'overview-'));
  const file = path.join(folder, 'session.har');
  fs.writeFileSync(file, JSON.stringify(har()));
  browser = await launchBrowser({ hostResolverRules: 'MAP * ~NOTFOUND', size: '1200,700' });
  viewer = await browser.newPage(browser.extensionUrl('viewer.html'));
  await viewer.setViewport({ width: 1200, height: 600 });
  const button = await viewer.waitForSelector('::-p-aria([name="Open…"][role="button"])');
  const [chooser] = await Promise.all([viewer.waitForFileChooser(), button?.click()]);
  await chooser.accept([file]);
  await listsBetween(COUNT, COUNT);
});
afterAll(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

function har() {
  const entries = Array.from({ length: COUNT }, (_, index) => ({
    startedDateTime: new Date(noon + index * 1000).toISOString(),
    time: 50,
    request: { method: 'GET', url: `https://api.test/${index}`, headers: [] },
    response: { status: index % 5 === 0 ? 503 : 200, headers: [], content: { mimeType: '' } },
    timings: { send: 0, wait: 50, receive: 0 },
  }));
  return { log: { version: '1.2', creator: { name: 'test', version: '1' }, entries } };
}

/** How many responses the list says it holds. */
const listed = (): Promise<number> =>
  viewer.$eval('[role=grid]', (grid) => Number(grid.getAttribute('aria-rowcount')) - 1);
/** Waits until the list holds so many responses, and says how many. */
const listsBetween = (low: number, high: number): Promise<number> =>
  until(`${low} to ${high} rows`, async () => {
    const count = await listed();
    return count >= low && count <= high ? count : 0;
  });
const slider = async (): Promise<ElementHandle<Element>> => {
  const found = await viewer.waitForSelector('::-p-aria([name="Time range"][role="slider"])');
  if (!found) throw new Error('There is no slider named "Time range"');
  return found;
};
const said = async (): Promise<string> =>
  (await slider()).evaluate((element) => element.getAttribute('aria-valuetext') ?? '');

async function placeAt(share: number): Promise<{ x: number; y: number }> {
  const box = await (await slider()).boundingBox();
  if (!box) throw new Error('The strip takes no room');
  return { x: box.x + share * box.width, y: box.y + box.height / 3 };
}

/** Drags across the strip, from one share of its width to another. */
async function brush(from: number, to: number): Promise<void> {
  const [start, middle, end] = [await placeAt(from), await placeAt((from + to) / 2), await placeAt(to)];
  await viewer.mouse.move(start.x, start.y);
  await viewer.mouse.down();
  await viewer.mouse.move(middle.x, middle.y);
  await viewer.mouse.move(end.x, end.y);
  await viewer.mouse.up();
}

async function doubleClick(share: number): Promise<void> {
  const { x, y } = await placeAt(share);
  await viewer.mouse.click(x, y, { count: 2 });
}

/** Turns the wheel over a place of the strip; resolves when the page has had it, which takes its time. */
async function wheel(share: number, deltaY: number): Promise<void> {
  const { x, y } = await placeAt(share);
  await viewer.mouse.move(x, y);
  const had = await viewer.evaluateHandle(() => {
    const turned = new Promise<void>((resolve) => {
      addEventListener('wheel', () => resolve(), { once: true });
    });
    return { turned };
  });
  await viewer.mouse.wheel({ deltaY });
  await had.evaluate(({ turned }) => turned);
}

/** The canvas as it is: its pixels a side, and its opaque colours. */
async function painted() {
  const { width, height, colours } = await viewer.$eval(
    'section[aria-label="Overview"] canvas',
    (element) => {
      const canvas = element as HTMLCanvasElement;
      const image = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
      // Letters have soft edges, whose colours are anything.
      const bars = new Uint32Array(image?.data.buffer ?? []).slice(0, canvas.width * 20);
      const opaque = [...new Set(bars)].filter((pixel) => pixel >>> 24 === 255);
      return { width: canvas.width, height: canvas.height, colours: opaque };
    },
  );
  return { width, height, colours: new Set(colours) };
}

const somethingPainted = () =>
  until('a painted strip', async () => {
    const now = await painted();
    return now.colours.size > 0 ? now : null;
  });

describe('the overview', () => {
  it('shows the whole session in colour, and says what it holds', async () => {
    expect(await said()).toMatch(
      /^Whole session, 12:00:00 to 12:09:59, 600 responses: 480 successful, 120 server/,
    );
    const { colours } = await somethingPainted();
    // Grid lines, successes and server errors.
    expect(colours.size).toBeGreaterThanOrEqual(3);
  });

  it('is painted anew for another theme, another pixel ratio and another width', async () => {
    const before = await somethingPainted();
    expect(before.width).toBe(1200);
    await viewer.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await until('other colours', async () => {
      const { colours } = await painted();
      return colours.size > 0 && ![...colours].some((colour) => before.colours.has(colour));
    });
    await viewer.setViewport({ width: 1200, height: 600, deviceScaleFactor: 2 });
    // Without a frame of its own the page is not told of the ratio.
    await viewer.screenshot();
    await until('twice the pixels', async () => (await painted()).width === 2400);
    await viewer.setViewport({ width: 555, height: 600, deviceScaleFactor: 1 });
    await until('the narrow form', async () => (await painted()).width === 555);
    expect((await painted()).height).toBe(28);
    await viewer.setViewport({ width: 1200, height: 600 });
    await until('the wide form', async () => (await painted()).height === 40);
  });

  it('filters the list by what is brushed, and shows all again on a double click', async () => {
    await brush(0.25, 0.5);
    // A quarter of the strip, which has a little room at its end.
    const shown = await listsBetween(140, 175);
    const text = await said();
    expect(text).toMatch(new RegExp(`^12:0\\d:\\d\\d to 12:0\\d:\\d\\d, ${shown} of 600 responses: `));

    // Inside the range the pointer moves it, at an edge it resizes it.
    await brush(0.375, 0.475);
    await until('another range', async () => (await said()) !== text);
    await listsBetween(shown - 1, shown + 1);
    await brush(0.6, 0.8);
    await listsBetween(shown + 100, COUNT - 1);

    await doubleClick(0.7);
    await listsBetween(COUNT, COUNT);
    expect(await said()).toMatch(/^Whole session/);
  });

  it('zooms around the pointer, so that the same drag takes in less', async () => {
    await wheel(0.5, -800);
    await brush(0.25, 0.5);
    await listsBetween(10, 100);
    await doubleClick(0.9);
    await listsBetween(COUNT, COUNT);
    await brush(0.25, 0.5);
    await listsBetween(140, 175);
    await doubleClick(0.9);
    await listsBetween(COUNT, COUNT);
  });

  it('is moved, resized and reset with the keyboard', async () => {
    await (await slider()).focus();
    await viewer.keyboard.press('ArrowRight');
    const first = await listsBetween(50, 75);
    const text = await said();
    await viewer.keyboard.press('ArrowRight');
    await until('another range', async () => (await said()) !== text);
    await viewer.keyboard.down('Shift');
    await viewer.keyboard.press('ArrowRight');
    await viewer.keyboard.up('Shift');
    await listsBetween(first + 6, first + 20);
    await viewer.keyboard.press('Escape');
    await listsBetween(COUNT, COUNT);
  });
});
