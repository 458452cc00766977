// Which sites the person has granted, asking for more, hearing of changes, and what each was granted for.
import { browser } from './browser.ts';
import { onGrantsAnnounced } from './private-window.ts';
import { stored } from './settings.ts';

/** Match patterns granted at run time, sorted. */
export async function grantedOrigins(): Promise<string[]> {
  const { origins } = await browser.permissions.getAll();
  return (origins ?? []).filter((origin) => !/^wss?:/.test(origin)).sort();
}

/**
 * The patterns with those of the same hosts' WebSockets, which come and go with them and are nowhere shown: in Chromium
 * the scheme `*` stands for http and https alone.
 */
const withSockets = (origins: readonly string[]): string[] =>
  origins.flatMap((origin) => {
    const rest = /^\*(:\/\/.*)$/.exec(origin)?.[1];
    return rest === undefined ? [origin] : [origin, `ws${rest}`, `wss${rest}`];
  });

/** Asks the person; must be called straight from a click. Resolves to whether it was granted. */
export function requestOrigins(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: withSockets(origins) });
}

/** Gives sites back. Chromium also takes every grant that one of these patterns covers; Firefox takes just these. */
export function removeOrigins(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.remove({ origins: withSockets(origins) });
}

/**
 * Runs after every grant and every removal, with the patterns that are held from now on and those that are held no more;
 * must be registered in the worker's first turn.
 */
export function onOriginsChanged(
  listener: (added: readonly string[], removed: readonly string[]) => void,
): void {
  browser.permissions.onAdded.addListener(({ origins }) => listener(origins ?? [], []));
  browser.permissions.onRemoved.addListener(({ origins }) => listener([], origins ?? []));
}

/** The browser's side of a `SiteAccess`. */
export const originsGate = {
  granted: grantedOrigins,
  request: requestOrigins,
  remove: removeOrigins,
  onChanged: (listener: () => void): void => {
    onOriginsChanged(() => listener());
    // Pages of private windows are told by nobody else.
    onGrantsAnnounced(listener);
  },
};

/** What was granted for what: match patterns by purpose. */
export const purposeMemory = stored('purposes', parsePurposes);

function parsePurposes(value: unknown): Record<string, readonly string[]> {
  if (typeof value !== 'object' || value === null) return {};
  const isList = (item: unknown): item is string[] =>
    Array.isArray(item) && item.every((one) => typeof one === 'string');
  return Object.fromEntries(Object.entries(value).filter(([, item]) => isList(item)));
}
