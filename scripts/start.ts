// `npm start`: the lab, a real browser with the extension, DevTools on the panel. Without a display the same scenario
// runs headless and leaves out/session.har, out/panel.png and a table on the terminal.
import '../lib/words/english.ts';
import fs from 'node:fs';
import path from 'node:path';
import { launchBrowser, type TestBrowser } from '../tests/e2e/driver/browser.ts';
import { openPanel } from '../tests/e2e/driver/devtools.ts';
import {
  exportFromPanel,
  openLabPage,
  readRows,
  runScenario,
  selectFirst,
  setFilter,
} from '../tests/e2e/driver/scenario.ts';
import { until } from '../tests/e2e/driver/until.ts';
import { type Lab, startLab } from '../tests/lab/server.ts';
import { build } from './build.ts';
import { summaryTable } from './summary-table.ts';

const OUT = 'out';
const hasDisplay = Boolean(
  process.platform === 'darwin' ||
    process.platform === 'win32' ||
    process.env.DISPLAY ||
    process.env.WAYLAND_DISPLAY,
);
const headless = process.argv.includes('--headless') || !hasDisplay || Boolean(process.env.CI);

const LAB_SITES = ['*://*/*'];

console.log('Building …');
await build('chrome');
const lab = await startLab();
const browser = await launchBrowser({
  hostResolverRules: lab.hostResolverRules,
  hosts: { patterns: LAB_SITES, held: true },
  headless,
  size: '1400,900',
});
try {
  if (headless) await demonstrate(browser, lab);
  else await stayOpen(browser, lab);
} finally {
  await browser.close().catch(() => {});
  await lab.stop();
}

/** Opens everything for a person and waits until they close the browser or press Ctrl+C. */
async function stayOpen(browser: TestBrowser, lab: Lab): Promise<void> {
  const [blank] = await browser.browser.pages();
  const page = await openLabPage(browser, lab);
  await blank?.close();
  await openPanel(page, browser);
  await page.bringToFront();
  console.log(`The lab answers at ${lab.origin} and, in this browser only, as the providers' own hosts.`);
  console.log('Press a button on the page and read what it means in the panel. Close the browser to end.');
  await new Promise<void>((resolve) => {
    browser.browser.once('disconnected', () => resolve());
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

/** Runs the scenario as a person would and keeps what they would see. */
async function demonstrate(browser: TestBrowser, lab: Lab): Promise<void> {
  console.log('No display: running the scenario headless …');
  const page = await openLabPage(browser, lab);
  const open = await openPanel(page, browser);
  const calls = await runScenario(page);
  await until('the rows in the panel', async () => (await readRows(open.panel)).length > 20);
  await setFilter(open.panel, 'has-response-header:retry-after');
  await selectFirst(open.panel, 'provider:memfault status-code:529');
  await setFilter(open.panel, '-method:OPTIONS');

  fs.mkdirSync(OUT, { recursive: true });
  const picture = path.join(OUT, 'panel.png');
  await open.devtools.screenshot({ path: picture as `${string}.png` });
  const session = path.join(OUT, 'session.har');
  const exported = await exportFromPanel(browser, open.panel, path.join(OUT, 'download'));
  fs.renameSync(exported, session);
  fs.rmSync(path.join(OUT, 'download'), { recursive: true });
  console.log(summaryTable(JSON.parse(fs.readFileSync(session, 'utf8'))));
  console.log(`\n${calls} calls of the page. Written: ${session}, ${picture}`);
}
