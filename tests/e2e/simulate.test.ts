// The simulation in the real panel: in a worker, in three plots, by pointer, by keys and as figures.
import type { Frame } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/server.ts';
import { launchBrowser, type TestBrowser } from './driver/browser.ts';
import { dock, type OpenPanel, openPanel, setDevtoolsTheme } from './driver/devtools.ts';
import { openLabPage, selectFirst, showTab } from './driver/scenario.ts';
import { clickButton, simulate, statusOf } from './driver/simulation.ts';
import { until } from './driver/until.ts';

let lab: Lab;
let browser: TestBrowser;
let open: OpenPanel;
let panel: Frame;

beforeAll(async () => {
  lab = await startLab();
  browser = await launchBrowser({ hostResolverRules: lab.hostResolverRules, size: '1400,900' });
  const page = await openLabPage(browser, lab);
  open = await openPanel(page, browser);
  panel = open.panel;
  await dock(open, 'bottom');
  await page.evaluate(
    (url) => fetch(url).then((response) => response.text()),
    'http://api.memfault.com/status/503',
  );
  await panel.evaluate(() => {
    const refused: string[] = [];
    const workers: string[] = [];
    Object.assign(window, {
      refused,
      workers,
      Worker: class extends Worker {
        constructor(...parts: ConstructorParameters<typeof Worker>) {
          super(...parts);
          workers.push(String(parts[0]));
        }
      },
    });
    document.addEventListener('securitypolicyviolation', (event) => refused.push(event.violatedDirective));
  });
  await selectFirst(panel, 'provider:memfault status-code:503');
  await showTab(panel, 'Schedule');
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

/** Whether the simulation's style sheet is in the page: it comes with its code. */
const isLoaded = (): Promise<boolean> =>
  panel.$$eval('link[rel=stylesheet]', (all) =>
    all.some((one) => (one as HTMLLinkElement).href.includes('/Simulation-')),
  );
const startedWorkers = (): Promise<string[]> =>
  panel.evaluate(() => (window as unknown as { workers: string[] }).workers);
const pictures = (): Promise<string[]> =>
  panel.$$eval('[role=tabpanel] canvas', (all) => all.map((one) => (one as HTMLCanvasElement).toDataURL()));
const choose = async (label: string, value: string): Promise<void> => {
  const box = await panel.waitForSelector(`::-p-aria([name="${label}"][role="combobox"])`);
  await box?.evaluate((element, chosen) => {
    (element as HTMLSelectElement).value = chosen;
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }, value);
};

describe('the simulation', () => {
  it('is loaded when it is looked at, and compares rule and clients in a worker', async () => {
    expect(await isLoaded()).toBe(false);
    const lines = await simulate(panel);
    expect(await isLoaded()).toBe(true);
    const workers = await startedWorkers();
    expect(workers).toHaveLength(5);
    expect(workers[0]).toContain('/simulation.worker-');
    expect(lines.map(([name, share]) => [name, share])).toEqual([
      // In step, only two retries of a thousand clients come after ten minutes, and find room for 100 each.
      ['Memfault’s rule', '20 %'],
      ['Memfault’s rule + 0–20 % jitter', '100 %'],
      ['got 14.6', '0 %'],
      ['undici RetryAgent 7.30', '0 %'],
      ['AWS SDK, standard mode 3', '0 %'],
    ]);
  });

  it('is drawn in three plots, which the security policy allows, in the theme of DevTools', async () => {
    const light = await until('three plots', async () => {
      const drawn = await pictures();
      return drawn.length === 3 && drawn;
    });
    expect(new Set(light).size).toBe(3);
    await setDevtoolsTheme(open, 'dark');
    await until('other colours', async () => {
      const dark = await pictures();
      return dark.length === 3 && dark.every((one, index) => one !== light[index]);
    });
    await setDevtoolsTheme(open, 'default');
    expect(await panel.evaluate(() => (window as unknown as { refused: string[] }).refused)).toEqual([]);
  });

  it('is read with the keys', async () => {
    const slider = await panel.waitForSelector('::-p-aria([name="Point of Success by time"][role="slider"])');
    await slider?.press('End');
    await until('the last point', async () =>
      (await slider?.evaluate((element) => element.ariaValueText))?.startsWith(
        '10 h 24 m: Memfault’s rule 20 %, Memfault’s rule + 0–20 % jitter 100 %',
      ),
    );
    await slider?.press('Escape');
    await until('no point', async () =>
      (await slider?.evaluate((element) => element.ariaValueText))?.includes('none'),
    );
    expect(await panel.$('aside[aria-label="Details"]')).not.toBeNull();
  });

  it('follows the circumstances: calls apart put no common load on a server', async () => {
    await choose('It hits', 'apart');
    await until('the words', () =>
      panel.$$eval('[role=tabpanel] section', (all) =>
        all.some((one) => one.textContent?.includes('put no common load on a server')),
      ),
    );
    expect(await pictures()).toHaveLength(2);
    await choose('It hits', 'together');
    await until('the load', async () => (await pictures()).length === 3);
    await until('all of it', async () => (await statusOf(panel)) === 'Simulated');
  });

  it('can be cancelled', async () => {
    await choose('Clients', '1000000');
    await until('some progress', () =>
      panel.$$eval(
        '[role=tabpanel] progress',
        ([bar]) => ((bar as HTMLProgressElement | undefined)?.value ?? 0) > 0,
      ),
    );
    await clickButton(panel, 'Cancel');
    await until('the end', async () => (await statusOf(panel)).startsWith('Cancelled'));
    expect(await panel.$('[role=tabpanel] progress')).toBeNull();
  });
});
