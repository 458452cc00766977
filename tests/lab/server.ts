// The lab: an HTTP server on 127.0.0.1 that plays the providers, told apart by the Host field.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { answerAsset, guardHost, isAsset } from './assets.ts';
import { countOnce, findEndpoint } from './endpoints.ts';
import { finalStatus, Refusal } from './refusal.ts';
import { type Field, formatHttpDate } from './retry-after.ts';
import { findScenario, type Scenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';
import { answer, isPreflight, type LabRequest, reset, type Visit, wait } from './visit.ts';
import { handleUpgrades } from './web-socket.ts';

export type { LabRequest } from './visit.ts';

/** A running lab. */
export interface Lab {
  readonly port: number;
  /** `http://127.0.0.1:<port>`: the lab's page, and the host that no provider documents. */
  readonly origin: string;
  /** For Chromium's `--host-resolver-rules`: the providers' names lead here, every other name nowhere. */
  readonly hostResolverRules: string;
  /** Every request in order of arrival, preflights too. Empty it with `log.length = 0`. */
  readonly log: LabRequest[];
  /** Lets every sequence of replies begin again. */
  resetSequences(): void;
  /** Ends open connections and stops listening. */
  stop(): Promise<void>;
}

/** Starts the lab; rejects when the port is taken. Port 0, the default, is any free one. */
export async function startLab({ port: wanted = 0 }: { port?: number } = {}): Promise<Lab> {
  const log: LabRequest[] = [];
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    serve(request, response, log, counts).catch(() => response.destroy());
  });
  const dropSockets = handleUpgrades(server, (request, response) => serve(request, response, log, counts));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    hostResolverRules: hostResolverRules(port),
    log,
    resetSequences: () => counts.clear(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        dropSockets();
      }),
  };
}

/**
 * The played names on port 80 lead to the lab; `refused.memfault.com`, and port 81 of every played name, to a port where
 * nobody listens; https to the lab too, which speaks no TLS. Chromium takes the first MAP that fits, and EXCLUDE before
 * any MAP, wherever it stands.
 */
export function hostResolverRules(port: number): string {
  const lab = `127.0.0.1:${port}`;
  // tcpmux: no system has listened there for decades.
  const nobody = '127.0.0.1:1';
  const hosts = ['*.memfault.com', '*.myhuaweicloud.com', guardHost];
  const maps = hosts.flatMap((host) => [
    `MAP ${host}:80 ${lab}`,
    `MAP ${host}:81 ${nobody}`,
    `MAP ${host}:443 ${lab}`,
  ]);
  const refused = `MAP refused.memfault.com:80 ${nobody}`;
  return [refused, ...maps, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(', ');
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  log: LabRequest[],
  counts: Map<string, number>,
): Promise<void> {
  const at = Date.now();
  const body = request.headers.upgrade === undefined ? (await text(request)).slice(0, 2 ** 20) : '';
  // A proxy request carries the whole address: Firefox has no resolver rules, but can use the lab as its proxy.
  const target = request.url ?? '/';
  const url = new URL(
    target.startsWith('/') ? `http://${request.headers.host ?? 'localhost'}${target}` : target,
  );
  const entry: LabRequest = {
    method: request.method ?? '',
    host: url.hostname,
    url: url.pathname + url.search,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    at,
    body,
    status: null,
  };
  log.push(entry);
  const visit: Visit = { request, response, url, entry };
  try {
    await route(visit, counts);
  } catch (error) {
    if (response.headersSent) throw error;
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    const message = error instanceof Error ? error.message : String(error);
    const illegal = error instanceof Refusal || (error as NodeJS.ErrnoException).code?.startsWith('ERR_');
    answer(visit, { status: illegal ? 400 : 500, body: { error: message } });
  }
}

async function route(visit: Visit, counts: Map<string, number>): Promise<void> {
  const { url, entry } = visit;
  if (isPreflight(visit)) {
    // `preflight=<status>` in the query refuses what would follow.
    return answer(visit, { status: finalStatus(url.searchParams.get('preflight') ?? '204') });
  }
  const scenario = findScenario(scenarios, { host: entry.host, method: entry.method, url });
  if (scenario) return play(visit, scenario, countOnce(counts, scenario.id));
  if (isAsset(url.pathname)) return answerAsset(visit);
  if (url.pathname === '/lab/ping') return answer(visit, { status: 200, body: { lab: true } });
  if (url.pathname === '/lab/reset') {
    counts.clear();
    return answer(visit, { status: 200, body: { reset: true } });
  }
  const found = findEndpoint(url.pathname);
  if (found) {
    await found.endpoint(visit, found.rest, counts);
    return;
  }
  answer(visit, {
    status: 404,
    body: { error: `The lab has no ${entry.method} ${entry.url} at ${entry.host}` },
  });
}

async function play(visit: Visit, { replies }: Scenario, before: number): Promise<void> {
  const reply = replies[Math.min(before, replies.length - 1)] ?? 'reset';
  if (reply === 'reset') return reset(visit);
  if (!(await wait(visit, reply.takes ?? 0))) return;
  const { status, body, retryAfter, retryAfterIn, headers = {} } = reply;
  const fields: Field[] = Object.entries(headers);
  if (retryAfter !== undefined) fields.push(['Retry-After', retryAfter]);
  if (retryAfterIn !== undefined) {
    fields.push(['Retry-After', formatHttpDate('imf', Date.now() + retryAfterIn * 1000)]);
  }
  answer(visit, { status, body, fields });
}
