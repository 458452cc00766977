// Runs one of the project's scripts on the project's own Node after setting up: `node scripts/run.mjs [--browser] FILE …`.
// Plain JavaScript for Node 20 and later, because on a fresh clone nothing else is there yet.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureBrowser, ensureDependencies, projectNode } from './set-up.mjs';

const args = process.argv.slice(2);
const needsBrowser = args[0] === '--browser';
if (needsBrowser) args.shift();

try {
  ensureDependencies();
  const env = { ...process.env };
  if (needsBrowser) env.RETRYSCOPE_BROWSER = ensureBrowser();
  const node = projectNode();
  env.PATH = [path.dirname(node), path.resolve('node_modules/.bin'), env.PATH].join(path.delimiter);
  const { status } = spawnSync(node, args, { stdio: 'inherit', env });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
