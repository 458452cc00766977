// Opening files in the viewer: chosen or dropped, with progress, a way to stop, and broken entries told by number.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeHar } from '../bench/make-har.ts';
import { type Lab, startLab } from '../lab/server.ts';
import { harEntry } from '../unit/lib/transfer/arbitraries.ts';
import { faults } from './driver/axe.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { readRows } from './driver/scenario.ts';
import { until } from './driver/until.ts';

let lab: Lab;
let browser: TestBrowser;
let viewer: Page;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'retryscope-open-'));
const large = path.join(folder, 'large.har');

const entry = (name: string, status: number | string): object =>
  harEntry({ request: { url: `https://api.memfault.com/${name}` }, response: { status } });
const textOf = (...entries: object[]): string => JSON.stringify({ log: { version: '1.2', entries } });

beforeAll(async () => {
  lab = await startLab();
  browser = await launchBrowser({ hostResolverRules: lab.hostResolverRules });
  fs.writeFileSync(large, makeHar(40_000));
});
beforeAll(async () => {
  viewer = await browser.newPage(browser.extensionUrl('viewer.html'));
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function choose(file: string): Promise<void> {
  const button = await viewer.waitForSelector('::-p-aria([name="Open…"][role="button"])');
  const [chooser] = await Promise.all([viewer.waitForFileChooser(), button?.click()]);
  await chooser.accept([file]);
}

async function chooseText(name: string, text: string): Promise<void> {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  await choose(file);
}

const press = async (name: string): Promise<void> => {
  const button = await viewer.waitForSelector(`::-p-aria([name="${name}"][role="button"])`);
  await button?.click();
};

const rowsLike = (part: string) =>
  until(`rows of ${part}`, async () => {
    const rows = await readRows(viewer.mainFrame());
    return rows.length > 0 && rows.every((row) => row.join(' ').includes(part)) && rows;
  });

const pageText = () => viewer.evaluate(() => document.body.innerText);

describe('the viewer', () => {
  it('names a broken entry by its number and place, and shows the rest', async () => {
    await chooseText('broken.har', textOf(entry('kept-a', 429), entry('lost', 'soon'), entry('kept-b', 503)));
    const rows = await rowsLike('kept-');
    expect(rows).toHaveLength(2);
    expect(await pageText()).toContain(
      'broken.har: 1 entry can’t be read and was left out; 2 responses are shown',
    );
    await press('Show what is wrong');
    const listed = await viewer.waitForSelector('::-p-aria([name="What is wrong with the file"])');
    expect(await listed?.evaluate((element) => element.textContent)).toMatch(
      /entry 2 response\.status is not a number \(byte \d+\)/,
    );
    expect(await faults(viewer.mainFrame())).toEqual([]);
  });

  it('leaves what is shown where a file is none, and says why', async () => {
    await chooseText('photo.har', 'GIF89a');
    await until('why it was not opened', async () =>
      (await pageText()).includes('photo.har was not opened: This is not JSON, or it is cut short'),
    );
    expect(await rowsLike('kept-')).toHaveLength(2);
    await press('Dismiss');
    await until('it to be gone', async () => !(await pageText()).includes('photo.har'));
  });

  it('takes a file that is dropped on it in the place of the last', async () => {
    await viewer.evaluate(
      (text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], 'dropped.har'));
        const tell = (type: string) => {
          const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
          document.body.dispatchEvent(event);
          return event.defaultPrevented;
        };
        if (!tell('dragover')) throw new Error('The browser would open the file itself');
      },
      textOf(entry('dropped', 503)),
    );
    await until('the sheet to drop it on', async () =>
      (await pageText()).includes('Drop the file to open it'),
    );
    await viewer.evaluate(
      (text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], 'dropped.har'));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      },
      textOf(entry('dropped', 503)),
    );
    expect(await rowsLike('dropped')).toHaveLength(1);
    expect(await pageText()).not.toContain('Drop the file to open it');
  });

  it('shows how far it is with a long file, and stops when it is told to', async () => {
    // Pressed by the page itself as soon as there are rows: a test from outside might come too late.
    const pressed = viewer.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const observer = new MutationObserver(() => {
            const bar = document.querySelector('progress');
            const section = bar?.closest('section');
            if (!bar || !/, [1-9][\d,]* responses/.test(section?.textContent ?? '')) return;
            observer.disconnect();
            resolve(`${bar.getAttribute('aria-label')} ${bar.value > 0 && bar.value < 1}`);
            section?.querySelector('button')?.click();
          });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        }),
    );
    await choose(large);
    expect(await pressed).toBe('Reading large.har true');
    await until('what was read', async () =>
      /Reading large\.har was cancelled at \d+ %/.test(await pageText()),
    );
    const count = /cancelled at \d+ %: ([\d,]+) responses? (?:is|are) shown/.exec(await pageText())?.[1];
    expect(Number(count?.replaceAll(',', ''))).toBeLessThan(40_000);
    expect(await viewer.$('::-p-aria([role="progressbar"])')).toBeNull();
  });

  it('reads a long file to its end', async () => {
    await choose(large);
    await until('all of its rows', async () => (await pageText()).includes('All 40,000'), 40_000);
    expect(await viewer.$('::-p-aria([role="progressbar"])')).toBeNull();
  });
});
