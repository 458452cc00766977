// One soak: responses and forced stops in the real browser, what the log has then, and what the panel says of it.
import { seededRandom } from '../bench/random.ts';
import { launchBrowser, type TestBrowser } from '../e2e/driver/browser.ts';
import { openPanelPage, tabIdOf } from '../e2e/driver/panel-page.ts';
import { storedRecords } from '../e2e/driver/stored.ts';
import { startLab } from '../lab/server.ts';
import { watchLateness } from './lateness.ts';
import { planLives, runStops } from './stops.ts';
import { planTraffic, runTraffic, TRAFFIC_PAGE, type TrafficOptions } from './traffic.ts';
import { judge, type Verdict } from './verdict.ts';

/** How much of what. */
export interface SoakOptions extends TrafficOptions {
  /** Spread over the same time as the traffic. */
  readonly stops: number;
  readonly seed: number;
}

/** Runs a soak; it takes a little longer than `ms`. */
export async function soak(options: SoakOptions): Promise<Verdict> {
  const random = seededRandom(options.seed);
  const plan = planTraffic(options, random);
  const lives = planLives(options.stops, options.ms, random);
  const lab = await startLab();
  const hosts = { patterns: ['*://*/*'], held: true };
  const browser = await launchBrowser({ hostResolverRules: lab.hostResolverRules, hosts });
  try {
    const page = await browser.newPage(TRAFFIC_PAGE);
    const endLateness = await watchLateness(browser);
    const [received, stops] = await Promise.all([runTraffic(page, plan), runStops(browser, page, lives)]);
    const lateness = await endLateness();
    const isTold = await panelTells(browser, await tabIdOf(browser, page));
    const verdict = judge({ received, stops, records: await storedRecords(browser), lateness });
    return isTold ? verdict : { ...verdict, broken: [...verdict.broken, 'the panel says nothing of gaps'] };
  } finally {
    await browser.close();
    await lab.stop();
  }
}

/** Opens the tab's panel; whether it says that the browser stopped the background. */
async function panelTells(browser: TestBrowser, tabId: number): Promise<boolean> {
  const panel = await openPanelPage(browser, tabId);
  const notice = panel.waitForSelector('::-p-text(The browser stopped the background)', { timeout: 10_000 });
  return notice.then(
    () => true,
    () => false,
  );
}
