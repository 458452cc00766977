// The active tab, as far as the browser lets the popup know it, and tabs that are closed.
import { browser } from './browser.ts';

/** Id and URL of the active tab of this window; the URL is '' where the browser keeps it back. */
export async function activeTab(): Promise<{ id: number; url: string } | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id === undefined ? undefined : { id: tab.id, url: tab.url ?? '' };
}

/** Runs with the id of each tab that is closed; must be registered in the worker's first turn. */
export function onTabClosed(listener: (tabId: number) => void): void {
  browser.tabs.onRemoved.addListener(listener);
}
