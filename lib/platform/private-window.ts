// Whether this context serves private windows, and how its worker hears of grants made in the others.
import { browser } from './browser.ts';

/**
 * True in the worker and the pages of private windows. In Chromium they have a worker and a database of their own, which
 * the browser keeps in memory; in Firefox the extension is not let into private windows.
 */
export const isPrivate = (): boolean => browser.extension.inIncognitoContext === true;

/**
 * Since when the log is in memory only (see `MemoryMark`), kept in the browser's memory: both kinds of windows share it,
 * so each has its own key, and a time is all that is told.
 */
export const memoryMark = {
  async read(): Promise<number | null> {
    const found = (await browser.storage.session.get(markKey()))[markKey()];
    return typeof found === 'number' && Number.isFinite(found) ? found : null;
  },
  write: (since: number | null): Promise<void> => browser.storage.session.set({ [markKey()]: since }),
};

const markKey = (): string => (isPrivate() ? 'memoryOnlySince.private' : 'memoryOnlySince');

const GRANTS_CHANGED = 'grantsChangedAt';

/** Tells every worker that grants have changed: the browser itself tells only that of the ordinary windows. */
export function announceGrants(at: number): Promise<void> {
  return browser.storage.session.set({ [GRANTS_CHANGED]: at });
}

/** Runs when grants were announced; must be registered in the worker's first turn. */
export function onGrantsAnnounced(listener: () => void): void {
  browser.storage.session.onChanged.addListener((changes) => {
    if (GRANTS_CHANGED in changes) listener();
  });
}
