// A plain HTTP client for the lab's tests: any Host, any field, and how the connection ended.
import { type IncomingHttpHeaders, request } from 'node:http';
import type { Lab } from '../../lab/server.ts';

/** A response as it came; `error` is Node's code when the connection broke, `ms` the time to its head. */
export interface Seen {
  status: number | null;
  reason: string;
  headers: IncomingHttpHeaders;
  raw: string[];
  body: string;
  early: boolean;
  error: string | null;
  ms: number;
}

/** Asks the lab at `127.0.0.1` for a path as if it were `host`. */
export function ask(
  lab: Lab,
  path: string,
  { host = 'api.memfault.com', method = 'GET', headers = {}, body = '' } = {},
): Promise<Seen> {
  return new Promise((resolve) => {
    const start = performance.now();
    const seen: Seen = {
      status: null,
      reason: '',
      headers: {},
      raw: [],
      body: '',
      early: false,
      error: null,
      ms: 0,
    };
    const sent = request({ port: lab.port, host: '127.0.0.1', path, method, headers: { host, ...headers } });
    const fail = (error: NodeJS.ErrnoException) => resolve({ ...seen, error: error.code ?? error.message });
    sent.on('error', fail);
    sent.on('information', ({ statusCode }) => {
      seen.early = statusCode === 103;
    });
    sent.on('response', (response) => {
      seen.status = response.statusCode ?? null;
      seen.reason = response.statusMessage ?? '';
      seen.headers = response.headers;
      seen.raw = response.rawHeaders;
      seen.ms = performance.now() - start;
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        seen.body += chunk;
      });
      response.on('error', fail);
      response.on('end', () => resolve(seen));
    });
    sent.end(body);
  });
}

/** Every value of one field, repeated lines apart. */
export function values({ raw }: Seen, name: string): string[] {
  return raw.filter((_, index) => index % 2 === 1 && raw[index - 1]?.toLowerCase() === name);
}
