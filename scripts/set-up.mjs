// What every command makes sure of first, on a bare clone too: dependencies and, where needed, a browser.
import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { browserAdvice, findBrowser } from './find-browser.mjs';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const stamp = path.join(root, 'node_modules/.retryscope-lock');

/** Installs the dependencies when they are missing or not those of package-lock.json. */
export function ensureDependencies() {
  const wanted = crypto
    .createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  const found = fs.existsSync(stamp) ? fs.readFileSync(stamp, 'utf8') : '';
  if (found === wanted) return;
  console.log('Installing dependencies (npm install) …');
  // Not npm ci: it deletes the very Node that may be running this, and it refuses the lock file wherever that names
  // no packages for this platform (optional binaries). --no-save keeps the lock file as it is.
  npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
  fs.writeFileSync(stamp, wanted);
}

/** Path of a browser; installs Chromium where that takes no question (Debian as root), else says what to install. */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
    console.log('No browser was found: installing Chromium (apt-get install chromium) …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-qq'], { env });
    run('apt-get', ['install', '-y', '-qq', 'chromium'], { env, quiet: true });
    const installed = findBrowser();
    if (installed) return installed;
  }
  throw new Error(`No Chromium-family browser was found on this machine. ${browserAdvice}`);
}

/** The Node that runs the project's scripts: the one pinned in package.json, else the one that runs this. */
export function projectNode() {
  const own = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return fs.existsSync(own) ? own : process.execPath;
}

function npm(args) {
  const cli = process.env.npm_execpath;
  if (cli) run(process.execPath, [cli, ...args], {});
  else run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { shell: process.platform === 'win32' });
}

function run(command, args, { quiet = false, ...options }) {
  const stdio = quiet ? ['ignore', 'ignore', 'inherit'] : ['ignore', 'inherit', 'inherit'];
  const { status, error } = spawnSync(command, args, { cwd: root, stdio, ...options });
  if (error || status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? `exit code ${status}`}`);
  }
}
