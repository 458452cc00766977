// What a person does in a list of 100,000 requests, the same in every panel: filtering, scrolling, sorting.
import type { Page } from 'puppeteer-core';

/** Between two steps, ms: each is answered before the next. */
export const PAUSE_MS = 250;
const FILTER = 'status-code:500 items';

/** A place on the page, px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A panel and where its parts are. */
export interface PanelParts {
  readonly page: Page;
  readonly filter: Point;
  /** The heads of the columns; the first of them is sorted by in the end. */
  readonly heads: readonly Point[];
  readonly list: Point;
}

/** Waits until a step has been answered. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Each of them by its name. */
export const works: readonly (readonly [name: string, act: (parts: PanelParts) => Promise<void>])[] = [
  ['a filter is typed', typeFilter],
  ['it is scrolled', scroll],
  ['its columns are sorted', sort],
];

async function typeFilter({ page, filter }: PanelParts): Promise<void> {
  await page.mouse.click(filter.x, filter.y);
  for (const character of FILTER) {
    await page.keyboard.type(character);
    await pause();
  }
  for (const _ of FILTER) {
    await page.keyboard.press('Backspace');
    await pause();
  }
}

async function scroll({ page, list }: PanelParts): Promise<void> {
  await page.mouse.move(list.x, list.y);
  for (let turn = 0; turn < 30; turn++) {
    await page.mouse.wheel({ deltaY: turn % 3 === 0 ? 40_000 : -900 });
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

/** Each column up and down. */
async function sort({ page, heads }: PanelParts): Promise<void> {
  for (const { x, y } of heads) {
    for (let turn = 0; turn < 2; turn++) {
      await page.mouse.click(x, y);
      await pause();
    }
  }
}
