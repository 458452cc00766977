// The extension API where the browser itself answers with promises: everywhere but in DevTools' own namespace.
import type { Browser } from 'webextension-polyfill';

const api = globalThis as { browser?: Browser; chrome?: Browser };

/**
 * Firefox's `browser`, or Chromium's `chrome`, which gives promises in Manifest V3. Only `devtools.*` takes callbacks
 * there still: see devtools.ts. The polyfill's table of all methods would be a sixth of what the background weighs.
 */
export const browser = (api.browser ?? api.chrome) as Browser;

let own: string | undefined;

/** Whether an origin is that of the extension's own pages. To ask the browser takes as long as all else with an event. */
export function isOwnPage(origin: string): boolean {
  // Not as URL tells it: of schemes that it does not know it says "null", as pages without an origin do.
  own ??= browser.runtime.getURL('').slice(0, -1);
  return origin === own;
}
