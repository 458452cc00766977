// The active tab, as far as the browser lets the popup know it.
import browser from 'webextension-polyfill';

/** Id and URL of the active tab of this window; the URL is '' where the browser keeps it back. */
export async function activeTab(): Promise<{ id: number; url: string } | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id === undefined ? undefined : { id: tab.id, url: tab.url ?? '' };
}
