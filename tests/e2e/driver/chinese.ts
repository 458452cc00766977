// How the panel is worked while it speaks Simplified Chinese.
import type { Frame, Page } from 'puppeteer-core';
import { until } from './until.ts';

const ROW = '[role=grid] [role=row]:has([role=gridcell])';

/** Waits for what has that role and name. */
export const named = (frame: Frame | Page, role: string, name: string) =>
  frame.waitForSelector(`::-p-aria([name="${name}"][role="${role}"])`);

/** Waits until so many responses or more are listed. */
export const listed = (panel: Page, count: number): Promise<unknown> =>
  until(`${count} rows`, async () => (await panel.$$(ROW)).length >= count);

/** Opens the details of the first response whose row has that text. */
export async function openRow(panel: Page, text: string): Promise<void> {
  await until(`a row with ${text}`, () =>
    panel.$$eval(
      ROW,
      (rows, wanted) => {
        const row = rows.find(({ textContent }) => textContent?.includes(wanted));
        (row as HTMLElement | undefined)?.click();
        return row !== undefined;
      },
      text,
    ),
  );
  await panel.waitForSelector('[role=tab]');
}

/** The tabs of the details by their ids: `advice`, `schedule` … */
export const tabsOf = (panel: Page): Promise<string[]> =>
  panel.$$eval('[role=tab]', (tabs) => tabs.map(({ id }) => id.split('-').at(-1) ?? ''));

/** Shows a tab by its id. */
export async function showTabById(panel: Page, id: string): Promise<void> {
  const tab = `[role=tab][id$="-${id}"]`;
  await panel.$eval(tab, (element) => (element as HTMLElement).click());
  await panel.waitForSelector(`${tab}[aria-selected=true]`);
}

/** In the tab `simulate`: runs the simulation to its end. */
export async function simulateInChinese(panel: Page): Promise<void> {
  await (await named(panel, 'button', '模拟'))?.click();
  const isDone = () =>
    panel.$$eval('[role=tabpanel] [role=status]', (all) => all.some((one) => one.textContent === '模拟完成'));
  await until('the simulation', isDone, 30_000);
}
