// What every host of the lab answers: /status, /sequence, /redirect, the broken connections, the slow answers, caching.
import { finalStatus, Refusal } from './refusal.ts';
import { type Field, numberIn } from './retry-after.ts';
import { statusAnswer } from './status-answer.ts';
import { answer, close, reset, setFields, setStatus, type Visit, wait } from './visit.ts';
import { answerWebSocket } from './web-socket.ts';

/** Answers one request; `rest` is what follows the endpoint's name in the path, decoded. */
export type Endpoint = (visit: Visit, rest: readonly string[], counts: Map<string, number>) => unknown;

/** The endpoint for a path, with the rest of the path, or undefined. */
export function findEndpoint(pathname: string): { endpoint: Endpoint; rest: string[] } | undefined {
  const [, name = '', ...rest] = pathname.split('/');
  const endpoint = endpoints.get(name);
  return endpoint && { endpoint, rest: rest.map(decode) };
}

/** How often `key` was asked for before; counts this time too. */
export function countOnce(counts: Map<string, number>, key: string): number {
  const before = counts.get(key) ?? 0;
  counts.set(key, before + 1);
  return before;
}

const endpoints = new Map<string, Endpoint>([
  ['status', (visit, [code = '']) => answerStatus(visit, code)],
  ['sequence', answerSequence],
  ['redirect', answerRedirect],
  ['redirect-loop', (visit) => answer(visit, { status: 302, fields: [['Location', visit.entry.url]] })],
  ['reset', reset],
  ['close', close],
  ['truncate', truncate],
  ['slow', trickle],
  ['delay', delay],
  ['204', (visit) => answer(visit, { status: 204 })],
  ['205', (visit) => answer(visit, { status: 205 })],
  ['304', revalidate],
  ['cached', cache],
  ['early-hints', hintEarly],
  ['echo', (visit) => answer(visit, { status: 200, body: { ...visit.entry, status: 200 } })],
  ['blank', blank],
  ['ws', answerWebSocket],
]);

/** `/status/<code>`: that status, with the fields and the body that the query asks for. */
function answerStatus(visit: Visit, code: string): void {
  answer(visit, statusAnswer(visit.url.searchParams, code));
}

/** `/sequence/<key>/<code,code,…>`: one after another, then the last for ever; `reset` and `close` count as codes. */
function answerSequence(
  visit: Visit,
  [key = '', list = '']: readonly string[],
  counts: Map<string, number>,
): void {
  const codes = list.split(',');
  for (const code of codes) if (code !== 'reset' && code !== 'close') finalStatus(code);
  const code = codes[Math.min(countOnce(counts, `sequence ${key}`), codes.length - 1)] ?? '';
  if (code === 'reset') reset(visit);
  else if (code === 'close') close(visit);
  else if (Number(code) < 300) answer(visit, { status: Number(code), body: { status: Number(code) } });
  else answerStatus(visit, code);
}

/** `/redirect/<n>`: n hops, then 200 or `to`; `code` chooses the redirect's status. */
function answerRedirect(visit: Visit, [text = '']: readonly string[]): void {
  const query = visit.url.searchParams;
  const status = finalStatus(query.get('code') ?? '302');
  const hops = /^\d{1,2}$/.test(text) ? Number(text) : -1;
  if (hops < 0) throw new Refusal('/redirect/<n> takes a number of hops, 0 to 99');
  if (hops === 0) {
    answer(visit, { status: 200, body: { hops: 0 } });
    return;
  }
  const onward = query.get('to');
  const next = hops === 1 && onward !== null ? onward : `/redirect/${hops - 1}${visit.url.search}`;
  answer(visit, { status, fields: [['Location', next]] });
}

/** `/truncate`: promises 1,000 bytes, sends 10, closes. */
function truncate(visit: Visit): void {
  setFields(visit, [
    ['Content-Type', 'text/plain'],
    ['Content-Length', '1000'],
  ]);
  setStatus(visit, 200);
  visit.response.write('0123456789', () => close(visit));
}

/** `/slow?ms=…&bytes=…`: the head at once, the body evenly spread over `ms`. */
async function trickle(visit: Visit): Promise<void> {
  const query = visit.url.searchParams;
  const ms = Math.max(0, numberIn(query, 'ms', 500, 60_000));
  const bytes = Math.max(0, Math.floor(numberIn(query, 'bytes', 1000, 10_000_000)));
  setFields(visit, [
    ['Content-Type', 'text/plain'],
    ['Content-Length', String(bytes)],
  ]);
  setStatus(visit, 200);
  visit.response.flushHeaders();
  const pieces = Math.max(1, Math.min(bytes, Math.ceil(ms / 50)));
  for (let piece = 1; piece <= pieces; piece++) {
    if (!(await wait(visit, ms / pieces))) return;
    const size = Math.floor((bytes * piece) / pieces) - Math.floor((bytes * (piece - 1)) / pieces);
    visit.response.write('.'.repeat(size));
  }
  visit.response.end();
}

/** `/delay?ms=…`: nothing at all until then. */
async function delay(visit: Visit): Promise<void> {
  const ms = Math.max(0, numberIn(visit.url.searchParams, 'ms', 500, 60_000));
  if (await wait(visit, ms)) answer(visit, { status: 200, body: { ms } });
}

/** `/304`: an entity that a browser stores and asks about again; 304 when its ETag comes back. */
function revalidate(visit: Visit): void {
  const fields: Field[] = [
    ['ETag', '"lab-1"'],
    ['Cache-Control', 'no-cache'],
  ];
  const known = visit.request.headers['if-none-match'] === '"lab-1"';
  answer(visit, known ? { status: 304, fields } : { status: 200, fields, body: { etag: 'lab-1' } });
}

/** `/cached?max-age=…`: what a browser may show again for so many seconds without asking; `sent` tells it is the same. */
function cache(visit: Visit): void {
  const age = Math.max(0, Math.floor(numberIn(visit.url.searchParams, 'max-age', 60, 1e9)));
  const fields: Field[] = [['Cache-Control', `max-age=${age}`]];
  answer(visit, { status: 200, fields, body: { sent: visit.entry.at } });
}

/** `/early-hints`: 103, then 200. */
function hintEarly(visit: Visit): void {
  visit.response.writeEarlyHints({ link: '</lab/page.css>; rel=preload; as=style' });
  answer(visit, { status: 200, body: { hinted: true } });
}

/** `/blank`: an empty page, for tests that need a tab at a provider's host. */
function blank(visit: Visit): void {
  const page = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>${visit.entry.host}</title>`;
  answer(visit, { status: 200, fields: [['Content-Type', 'text/html; charset=utf-8']], body: page });
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refusal(`"${part}" is not percent-encoded UTF-8`);
  }
}
