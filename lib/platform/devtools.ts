// What DevTools tells an extension: the inspected tab, its finished requests, its navigations, the theme.
import browser from 'webextension-polyfill';

/** False where the panel's page is opened on its own, as `panel.html?tab=<id>`. */
const isInDevtools = (): boolean => browser.devtools?.inspectedWindow !== undefined;

/** The tab that this DevTools window inspects, or that the page's address names; −1 where neither does. */
export function inspectedTabId(): number {
  if (isInDevtools()) return browser.devtools.inspectedWindow.tabId;
  return Number(new URLSearchParams(location.search).get('tab') ?? -1);
}

/** Loads the inspected page anew; undefined where there is no DevTools to do it. */
export function pageReloader(): (() => void) | undefined {
  return isInDevtools() ? () => void browser.devtools.inspectedWindow.reload() : undefined;
}

/** Adds a panel of that title showing `page` (a path in the extension). */
export async function createPanel(title: string, icon: string, page: string): Promise<void> {
  await browser.devtools.panels.create(title, icon, page);
}

/** Runs with the HAR entry of each finished request; untrusted data. */
export function onHarEntry(listener: (entry: unknown) => void): void {
  browser.devtools.network.onRequestFinished.addListener((request) => listener(request));
}

/** Entries of every request that DevTools lists, finished or not; empty where the browser gives none (Firefox). */
export async function listHarEntries(): Promise<unknown[]> {
  const { entries } = (await browser.devtools.network.getHAR()) as { entries?: unknown[] };
  return entries ?? [];
}

/** Runs with the new URL whenever the inspected page navigates. */
export function onNavigated(listener: (url: string) => void): void {
  browser.devtools.network.onNavigated.addListener(listener);
}

/** `dark` where DevTools says so, else '' for "as the system": Chromium may say `default` in a dark system. */
export function devtoolsTheme(): 'dark' | '' {
  return isInDevtools() && browser.devtools.panels.themeName === 'dark' ? 'dark' : '';
}

/** Runs when the person changes the theme of DevTools. */
export function onThemeChanged(listener: () => void): void {
  if (!isInDevtools()) return;
  const { panels } = browser.devtools as typeof browser.devtools & {
    panels: { setThemeChangeHandler?: (handler: () => void) => void };
  };
  if (panels.setThemeChangeHandler) panels.setThemeChangeHandler(listener);
  else panels.onThemeChanged?.addListener(listener);
}
