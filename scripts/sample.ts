// `npm run sample`: records the session that the empty panel offers to look at, from the lab in the real browser.
import fs from 'node:fs';
import path from 'node:path';
import { launchBrowser } from '../tests/e2e/driver/browser.ts';
import { openPanel } from '../tests/e2e/driver/devtools.ts';
import { exportFromPanel, openLabPage, readRows, runScenario } from '../tests/e2e/driver/scenario.ts';
import { until } from '../tests/e2e/driver/until.ts';
import { startLab } from '../tests/lab/server.ts';
import { build } from './build.ts';

const SAMPLE = 'entrypoints/viewer/sample.har';
/** What only tells of the lab and of the browser that made the recording. */
const OF_THE_LAB = /^(?:access-control-|sec-|accept|connection$|host$|origin$|referer$|user-agent$|vary$)/i;

interface Entry {
  readonly startedDateTime: string;
  readonly request: { method: string; url: string; headers: { name: string }[] };
  readonly response: { headers: { name: string }[] };
}

await build('chrome');
const lab = await startLab();
const hosts = { patterns: ['*://*/*'], held: true };
const browser = await launchBrowser({ hostResolverRules: lab.hostResolverRules, hosts });
try {
  const page = await openLabPage(browser, lab);
  const { panel } = await openPanel(page, browser);
  await runScenario(page);
  await until('the rows in the panel', async () => (await readRows(panel)).length > 20);
  const folder = 'out/download';
  const { log } = JSON.parse(fs.readFileSync(await exportFromPanel(browser, panel, folder), 'utf8'));
  fs.rmSync(folder, { recursive: true });
  // A line for each exchange; what is said of them is said anew when it is opened.
  const lines = (log.entries as Entry[]).filter(isOfProvider).map((entry) => JSON.stringify(bare(entry)));
  const { version, creator } = log;
  const head = JSON.stringify({ version, creator, pages: [] }).slice(1, -1);
  fs.writeFileSync(SAMPLE, `{"log":{${head},"entries":[\n${lines.join(',\n')}\n]}}\n`);
  console.log(`${path.resolve(SAMPLE)}: ${lines.length} exchanges`);
} finally {
  await browser.close();
  await lab.stop();
}

function isOfProvider({ request }: Entry): boolean {
  const { hostname } = new URL(request.url);
  return request.method !== 'OPTIONS' && hostname !== '127.0.0.1' && !hostname.endsWith('.invalid');
}

function bare(entry: Entry): object {
  const { request, response } = entry;
  const kept = ({ name }: { name: string }): boolean => !OF_THE_LAB.test(name);
  const own = Object.fromEntries(Object.entries(entry).filter(([name]) => name !== '_annotation'));
  return {
    ...own,
    request: { ...request, headers: request.headers.filter(kept) },
    response: { ...response, headers: response.headers.filter(kept) },
  };
}
