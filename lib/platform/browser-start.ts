// Whether the worker's life is the first of a browser session, in which tab and request numbers begin anew.
import { browser } from './browser.ts';
import { later } from './clock.ts';

/** How long the browser may take, ms, to say why it started the extension; measured: 1 to 25. */
const PATIENCE_MS = 500;
/** An extension updated while the browser was closed is told of both, in no set order: time for the other, ms. */
const BOTH_MS = 100;

/**
 * Listens for what started the extension; must run in the worker's first turn. The function that it returns resolves to
 * true once in a browser session: not after an update, a reload or a stay in the list of disabled extensions, although
 * those empty storage.session too, and without waiting where the session is known.
 */
export function listenForBrowserStart(): () => Promise<boolean> {
  const { runtime } = browser;
  const told = new Promise<boolean>((resolve) => {
    runtime.onStartup.addListener(() => resolve(true));
    runtime.onInstalled.addListener(({ reason }) => {
      // A browser that is given the extension anew at each start (--load-extension, a temporary add-on) says "install".
      if (reason === 'update') later(BOTH_MS, () => resolve(false));
      else resolve(true);
    });
    later(PATIENCE_MS, () => resolve(false));
  });
  return async () => {
    const { running } = await browser.storage.session.get('running');
    if (running === true) return false;
    const isNew = await told;
    await browser.storage.session.set({ running: true });
    return isNew;
  };
}
