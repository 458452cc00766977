// Where a Chromium-family browser may be on this machine, and how to get one.
import fs from 'node:fs';
import path from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
  'chrome',
];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const base = process.env[name];
    return base
      ? [
          path.join(base, 'Google/Chrome/Application/chrome.exe'),
          path.join(base, 'Chromium/Application/chrome.exe'),
          path.join(base, 'Microsoft/Edge/Application/msedge.exe'),
        ]
      : [];
  }),
];

/** Path of the browser to use: RETRYSCOPE_BROWSER, else one on the PATH, else one in its usual place; or undefined. */
export function findBrowser() {
  const named = process.env.RETRYSCOPE_BROWSER;
  if (named) {
    if (!fs.existsSync(named)) throw new Error(`RETRYSCOPE_BROWSER names ${named}, where there is no file`);
    return named;
  }
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [...onPath, ...PLACES].find((file) => fs.existsSync(file));
}

/** What a person should install, for this platform. */
export const browserAdvice =
  process.platform === 'linux'
    ? 'Install one, for example: sudo apt-get install chromium (Debian, Ubuntu) or sudo dnf install chromium (Fedora).'
    : 'Install Google Chrome, Chromium or Microsoft Edge.';
