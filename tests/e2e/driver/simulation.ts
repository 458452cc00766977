// How the simulation of the response in the detail is run, and what came of it is read.
import type { Frame } from 'puppeteer-core';
import { showTab } from './scenario.ts';
import { until } from './until.ts';

/** Clicks the button of that name in the tab Simulate. */
export async function clickButton(panel: Frame, name: 'Simulate' | 'Cancel'): Promise<void> {
  const button = await panel.waitForSelector(`::-p-aria([name="${name}"][role="button"])`);
  await button?.click();
}

/** What the tab says of the run: `Simulating`, `Simulated`, `Cancelled: …`, '' before any. */
export const statusOf = (panel: Frame): Promise<string> =>
  panel.evaluate(() => document.querySelector('[role=tabpanel] [role=status]')?.textContent ?? '');

/** Shows the tab Simulate, runs it to its end, and resolves to the lines of its table. */
export async function simulate(panel: Frame): Promise<string[][]> {
  await showTab(panel, 'Simulate');
  await clickButton(panel, 'Simulate');
  await until('the simulation', async () => (await statusOf(panel)) === 'Simulated', 30_000);
  return panel.$$eval('table[aria-label="Simulation"] tbody tr', (lines) =>
    lines.map((line) => [...line.children].map((cell) => (cell.textContent ?? '').trim())),
  );
}
