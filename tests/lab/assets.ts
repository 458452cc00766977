// The lab's own page and its files, read from disk at each request so that an edit shows on reload.
import { readFile } from 'node:fs/promises';
import { scenarioLabel } from './scenario.ts';
import { players, scenarios } from './scenarios.ts';
import { answer, type Visit } from './visit.ts';

/** A name that exists in the lab only (RFC 6761 §6.4): the page asks it whether its calls stay on this machine. */
export const guardHost = 'lab.invalid';

const html = 'text/html; charset=utf-8';
const script = 'text/javascript; charset=utf-8';

const files: Readonly<Record<string, { file: URL; type: string }>> = {
  '/': { file: new URL('./page.html', import.meta.url), type: html },
  '/lab/page.css': { file: new URL('./page.css', import.meta.url), type: 'text/css; charset=utf-8' },
  '/lab/page.js': { file: new URL('./page.js', import.meta.url), type: script },
  // A page under a service worker; browsers allow one at 127.0.0.1 only, where its calls to every host are seen.
  '/sw/page': { file: new URL('./sw-page.html', import.meta.url), type: html },
  '/sw/worker.js': { file: new URL('./sw-worker.js', import.meta.url), type: script },
};

/** True when a path is one of the page's files. */
export function isAsset(pathname: string): boolean {
  return Object.hasOwn(files, pathname);
}

/** Serves the page or one of its files; the page gets its scenarios in place of `"{{scenarios}}"`. */
export async function answerAsset(visit: Visit): Promise<void> {
  const asset = files[visit.url.pathname];
  if (!asset) return;
  const text = await readFile(asset.file, 'utf8');
  const body = text.replace('"{{scenarios}}"', () => pageData());
  answer(visit, { status: 200, fields: [['Content-Type', asset.type]], body });
}

function pageData(): string {
  const calls = scenarios.map((scenario) => ({
    id: scenario.id,
    player: scenario.player,
    label: scenarioLabel(scenario),
    method: scenario.method,
    url: scenario.player === 'nobody' ? scenario.path : `http://${scenario.host}${scenario.path}`,
    sends: scenario.sends,
    again: scenario.again ?? [],
  }));
  return JSON.stringify({ guard: `http://${guardHost}`, players, calls }).replaceAll('<', '\\u003c');
}
