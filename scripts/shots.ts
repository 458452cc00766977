// `npm run shots`: pictures of every view, light and dark, wide and narrow, some in Chinese, from the real browser,
// into out/shots/.
import fs from 'node:fs';
import type { Page } from 'puppeteer-core';
import { launchBrowser, type TestBrowser } from '../tests/e2e/driver/browser.ts';
import {
  dock,
  type OpenPanel,
  openPanel,
  setDevtoolsTheme,
  setDockSize,
} from '../tests/e2e/driver/devtools.ts';
import { openPopup } from '../tests/e2e/driver/popup.ts';
import {
  exportFromPanel,
  openLabPage,
  runScenario,
  selectFirst,
  setFilter,
  showTab,
} from '../tests/e2e/driver/scenario.ts';
import { simulate } from '../tests/e2e/driver/simulation.ts';
import { until } from '../tests/e2e/driver/until.ts';
import { startLab } from '../tests/lab/server.ts';
import { build } from './build.ts';
import { shootInChinese } from './shots-chinese.ts';

const FOLDER = 'out/shots';
const README_PICTURE = 'docs/panel.png';
type Theme = 'light' | 'dark';

fs.rmSync(FOLDER, { recursive: true, force: true });
fs.mkdirSync(FOLDER, { recursive: true });
await build('chrome');
const lab = await startLab();
const browser = await launchBrowser({
  hostResolverRules: lab.hostResolverRules,
  hosts: { patterns: ['*://*/*'], held: true },
  size: '1280,1000',
});
try {
  const page = await openLabPage(browser, lab);
  const open = await openPanel(page, browser);
  await empty(open);
  await runScenario(page);
  for (const theme of ['light', 'dark'] as const) {
    await setDevtoolsTheme(open, theme === 'dark' ? 'dark' : 'default');
    await dock(open, 'bottom');
    await setDockSize(open, 667);
    await panelViews(open, 'wide', theme);
    await dock(open, 'right');
    await setDockSize(open, 555);
    await panelViews(open, 'narrow', theme);
  }
  await dock(open, 'bottom');
  await setDockSize(open, 667);
  await setDevtoolsTheme(open, 'default');
  await selectFirst(open.panel, 'provider:memfault status-code:529');
  await showTab(open.panel, 'Advice');
  await setFilter(open.panel, '-method:OPTIONS');
  await picture(open, README_PICTURE);
  const har = await exportFromPanel(browser, open.panel, FOLDER);
  await pages(browser, page, har);
  await shootInChinese(lab, FOLDER);
} finally {
  await browser.close();
  await lab.stop();
}
console.log(
  fs
    .readdirSync(FOLDER)
    .map((file) => `${FOLDER}/${file}`)
    .join('\n'),
);

/** The part of DevTools' window that DevTools itself takes: the rest is where the page shows through. */
async function picture({ devtools, panel }: OpenPanel, file: string): Promise<void> {
  const frame = await panel.frameElement();
  const box = await until('the panel’s place', () => frame?.boundingBox());
  const height = await devtools.evaluate(() => innerHeight);
  // The tab strip stands above the panel.
  const top = Math.max(0, box.y - 27);
  const clip = { x: box.x, y: top, width: box.width, height: height - top };
  // With a clip a docked DevTools waits for a frame for ever, so the whole window is taken and cut afterwards.
  const whole = await devtools.screenshot({ encoding: 'base64' });
  fs.writeFileSync(file, await cut(whole, clip));
}

/** Cuts a picture (base64 PNG) in a page made for it: no image library is needed where a browser is. */
async function cut(
  png: string,
  clip: { x: number; y: number; width: number; height: number },
): Promise<Buffer> {
  const cutter = await browser.newPage('about:blank');
  const url = await cutter.evaluate(
    async (source, { x, y, width, height }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      canvas.getContext('2d')?.drawImage(image, -x, -y);
      return canvas.toDataURL('image/png');
    },
    png,
    clip,
  );
  await cutter.close();
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

async function empty(open: OpenPanel): Promise<void> {
  await setFilter(open.panel, 'no-such-thing');
  await picture(open, `${FOLDER}/panel-nothing-found.png`);
  await setFilter(open.panel, '');
}

async function panelViews(open: OpenPanel, form: 'wide' | 'narrow', theme: Theme): Promise<void> {
  const views = [
    ['Advice', 'provider:memfault status-code:529'],
    ['Schedule', 'provider:memfault status-code:503'],
    ['Simulate', 'provider:memfault status-code:503'],
    ['Attempts', 'provider:memfault status-code:529'],
    ['Timing', 'provider:memfault status-code:529'],
    ['Headers', 'provider:memfault status-code:529'],
    ['Compare', 'provider:huawei-oce status-code:503'],
    ['Schedule limited', 'provider:huawei-oce status-code:401'],
    ['Schedule interval', 'provider:huawei-oce status-code:504'],
    ['Advice never', 'provider:huawei-oce status-code:502'],
  ] as const;
  for (const [view, filter] of views) {
    await selectFirst(open.panel, filter);
    await showTab(open.panel, view.split(' ')[0] ?? view);
    await setFilter(open.panel, '-method:OPTIONS');
    await new Promise((resolve) => setTimeout(resolve, 150));
    if (view === 'Simulate') {
      await simulate(open.panel);
      await open.panel.$eval('[role=tabpanel] canvas', (plot) => plot.scrollIntoView({ block: 'center' }));
    }
    await picture(open, `${FOLDER}/panel-${view.toLowerCase().replaceAll(' ', '-')}-${form}-${theme}.png`);
  }
}

/** The pages that are not in DevTools. */
async function pages(browser: TestBrowser, page: Page, har: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    const dark = [{ name: 'prefers-color-scheme', value: theme }];
    for (const [name, text] of [
      ['empty', ''],
      ['503', '503'],
      ['too-many', 'too many'],
    ] as const) {
      const popup = await openPopup(browser, page);
      await popup.emulateMediaFeatures(dark);
      await popup.keyboard.type(text);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await popup.screenshot({ path: `${FOLDER}/popup-${name}-${theme}.png` });
      await popup.close();
    }
    const options = await browser.newPage(browser.extensionUrl('options.html'));
    await options.emulateMediaFeatures(dark);
    await options.screenshot({ path: `${FOLDER}/options-${theme}.png` });
    await options.close();
    const viewer = await browser.newPage(browser.extensionUrl('viewer.html'));
    await viewer.emulateMediaFeatures(dark);
    const [chooser] = await Promise.all([
      viewer.waitForFileChooser(),
      viewer.click('::-p-aria([name="Open…"])'),
    ]);
    await chooser.accept([har]);
    await viewer.waitForSelector('[role=gridcell]');
    await viewer.screenshot({ path: `${FOLDER}/viewer-${theme}.png` });
    await viewer.close();
  }
}
