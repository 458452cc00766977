// The server of the browser's measurements: answers at once over kept connections, so that the browser is measured.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Lets the browser reach this machine and nothing else. */
export const localOnly = 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

/** A running server. */
export interface BenchServer {
  /** An empty page; every other path answers 200 with two bytes, or with the status that the path ends in. */
  readonly page: string;
  stop(): Promise<void>;
}

/** Starts on any free port. */
export async function startBenchServer(): Promise<BenchServer> {
  const server = createServer({ keepAlive: true, keepAliveTimeout: 60_000 }, ({ url = '/' }, response) => {
    // An isolated page has a clock of 5 µs, any other one of 100 µs.
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Type', url === '/' ? 'text/html' : 'text/plain');
    response.statusCode = Number(/^\/(\d{3})/.exec(url)?.[1] ?? 200);
    response.end(
      url === '/' ? '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>b</title>' : 'ok',
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    page: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
