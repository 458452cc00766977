// How the lab's whole scenario is run with the panel open, and how the panel's rows and export are read.
import fs from 'node:fs';
import path from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import type { Lab } from '../../lab/server.ts';
import type { TestBrowser } from './browser.ts';
import { until } from './until.ts';

/** Runs every call of the lab's page; resolves to how many calls it made. */
export async function runScenario(page: Page): Promise<number> {
  await page.waitForFunction('window.lab?.ready');
  return page.evaluate(async () => {
    const { lab } = window as unknown as { lab: { ready: Promise<unknown>; run(): Promise<unknown[]> } };
    await lab.ready;
    return (await lab.run()).length;
  });
}

/** Opens the lab's page. */
export const openLabPage = (browser: TestBrowser, lab: Lab): Promise<Page> =>
  browser.newPage(`${lab.origin}/`);

/** One row of the grid "Responses" as a person reads it: the texts of its cells. */
export type ReadRow = readonly string[];

/** The rows of the grid that are drawn, in order; found by role and name. */
export async function readRows(panel: Frame): Promise<ReadRow[]> {
  const grid = await panel.waitForSelector('::-p-aria([name="Responses"][role="grid"])');
  if (!grid) throw new Error('There is no grid named "Responses"');
  return grid.evaluate((element) =>
    [...element.querySelectorAll('[role=row]')]
      .sort((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
      .map((row) =>
        [...row.querySelectorAll('[role=gridcell]')].map((cell) =>
          (cell as HTMLElement).innerText.replace(/\s+/g, ' ').trim(),
        ),
      )
      .filter((cells) => cells.length > 0),
  );
}

/** Types a filter into the panel, replacing what was there. */
export async function setFilter(panel: Frame, text: string): Promise<void> {
  const box = await panel.waitForSelector('::-p-aria([name="Filter"][role="combobox"])');
  await box?.evaluate((element, value) => {
    (element as HTMLInputElement).value = value;
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}

/** Shows only the responses of a filter and opens the first one's details. */
export async function selectFirst(panel: Frame, filter: string): Promise<void> {
  await setFilter(panel, filter);
  await until(`a row for ${filter}`, async () => (await readRows(panel)).length > 0);
  await panel.evaluate(() => {
    const row = document.querySelector('[role=grid] [role=row]:has([role=gridcell])');
    (row as HTMLElement | null)?.click();
  });
  await panel.waitForSelector('::-p-aria([role="tablist"])');
}

/** Shows a tab of the details. */
export async function showTab(panel: Frame, name: string): Promise<void> {
  await until(`the tab ${name}`, () =>
    panel.evaluate((wanted) => {
      const tab = [...document.querySelectorAll('[role=tab]')].find((one) =>
        one.textContent?.startsWith(wanted),
      );
      (tab as HTMLElement | undefined)?.click();
      return tab !== undefined;
    }, name),
  );
}

/** What is chosen in the menu of exports; names as a person reads them begin so. */
export interface ExportChoice {
  readonly rows?: 'All rows' | 'Filtered rows' | 'Selected call';
  readonly format?: 'HAR' | 'NDJSON' | 'CSV' | 'Markdown' | 'OpenTelemetry';
}

/** Exports from the panel's menu and resolves to the file that the browser saved in `folder`. */
export const exportFromPanel = (
  browser: TestBrowser,
  panel: Frame,
  folder: string,
  choice: ExportChoice = {},
): Promise<string> => savedBy(browser, folder, () => beginExport(panel, choice));

/** Resolves to the file that the browser saved in `folder` because of what `act` did. */
export async function savedBy(
  browser: TestBrowser,
  folder: string,
  act: () => Promise<void>,
): Promise<string> {
  fs.mkdirSync(folder, { recursive: true });
  const before = new Set(fs.readdirSync(folder));
  const cdp = await browser.browser.target().createCDPSession();
  await cdp.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: path.resolve(folder) });
  await act();
  const name = await until('the exported file', () =>
    fs
      .readdirSync(folder)
      .find((file) => file.startsWith('retryscope-') && !file.endsWith('.crdownload') && !before.has(file)),
  );
  await cdp.detach();
  return path.join(folder, name);
}

/** Opens the menu of exports and chooses in it. */
export async function beginExport(panel: Frame, choice: ExportChoice = {}): Promise<void> {
  const button = await panel.waitForSelector('::-p-aria([name="Export"][role="button"])');
  await button?.click();
  await chooseExport(panel, choice);
}

/** Chooses in the open menu of exports. */
export async function chooseExport(
  panel: Frame,
  { rows = 'All rows', format = 'HAR' }: ExportChoice = {},
): Promise<void> {
  await chooseItem(panel, 'menuitemradio', rows);
  await chooseItem(panel, 'menuitem', format);
}

async function chooseItem(panel: Frame, role: string, start: string): Promise<void> {
  await until(`${start} in the menu`, () =>
    panel.evaluate(
      (wantedRole, wanted) => {
        const item = [...document.querySelectorAll(`[role=menu] [role=${wantedRole}]`)].find((one) =>
          one.textContent?.trim().startsWith(wanted),
        );
        (item as HTMLElement | undefined)?.click();
        return item !== undefined;
      },
      role,
      start,
    ),
  );
}
