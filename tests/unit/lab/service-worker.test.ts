// The lab's service worker: what it does with each kind of request, run outside a browser against the lab itself.
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../../lab/server.ts';
import { ask } from './client.ts';

interface FetchEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

let lab: Lab;
let dispatch: (type: string, event: unknown) => void;
beforeAll(async () => {
  lab = await startLab();
  const source = (await ask(lab, '/sw/worker.js')).body;
  const listeners = new Map<string, (event: unknown) => void>();
  const stored = new Map<string, Response>();
  const cache = {
    match: async ({ url }: Request) => stored.get(url)?.clone(),
    put: async ({ url }: Request, response: Response) => void stored.set(url, response),
  };
  runInNewContext(source, {
    self: { addEventListener: (type: string, listener: () => void) => listeners.set(type, listener) },
    caches: { open: async () => cache },
    fetch,
    Response,
    URL,
    setTimeout,
  });
  dispatch = (type, event) => listeners.get(type)?.(event);
});
afterAll(() => lab.stop());
beforeEach(() => {
  lab.log.length = 0;
  lab.resetSequences();
});

/** What the worker answers to a request for `path`; undefined when it leaves the request to the browser. */
async function answered(path: string): Promise<Response | undefined> {
  let answer: Promise<Response> | undefined;
  const event: FetchEvent = {
    request: new Request(lab.origin + path),
    respondWith: (response) => {
      answer = response;
    },
  };
  dispatch('fetch', event);
  return answer;
}

const asked = (): (string | number | null)[][] => lab.log.map(({ url, status }) => [url, status]);

describe('a request of the page', () => {
  it.each([
    ['/status/503?sw=pass', 503, 1],
    ['/status/503?sw=pass&wait=20', 503, 1],
    ['/sequence/a/503,200?sw=again', 200, 2],
    ['/status/404?sw=again', 404, 1],
    ['/status/503?sw=other&to={lab}/status/429', 429, 1],
    ['/nothing?sw=own', 200, 0],
    ['/nothing?sw=own&status=503', 503, 0],
    ['/nothing?sw=error', 0, 0],
  ])('%s is answered %i after %i requests to the lab', async (path, status, requests) => {
    const response = await answered(path.replace('{lab}', lab.origin));
    expect(response?.status).toBe(status);
    expect(lab.log).toHaveLength(requests);
  });

  it('is passed through as late as asked for', async () => {
    const start = performance.now();
    await answered('/status/503?sw=pass&wait=80');
    expect(performance.now() - start).toBeGreaterThan(70);
  });

  it('comes from Cache storage the second time', async () => {
    const bodies = [];
    for (let n = 0; n < 2; n++) bodies.push(await (await answered('/echo?sw=cache'))?.json());
    expect(bodies[1]).toEqual(bodies[0]);
    expect(asked()).toEqual([['/echo?sw=cache', 200]]);
  });

  it.each(['/status/503', '/status/503?sw=', '/status/503?sw=toString'])(
    '%s is left to the browser',
    async (path) => {
      expect(await answered(path)).toBeUndefined();
    },
  );
});

describe('a fetch of the worker’s own', () => {
  it.each([
    ['/status/503', 503],
    ['/reset', null],
  ])('%s tells the page %o', async (path, status) => {
    const { port1, port2 } = new MessageChannel();
    const told = new Promise((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
    });
    dispatch('message', {
      ports: [port2],
      data: { url: lab.origin + path, init: { method: 'PUT' } },
      waitUntil: () => undefined,
    });
    expect(await told).toBe(status);
    expect(lab.log[0]?.method).toBe('PUT');
    port1.close();
  });
});

describe('its page', () => {
  it.each([
    ['/sw/page', 'text/html', 'fromWorker'],
    ['/sw/worker.js', 'text/javascript', 'respondWith'],
  ])('%s is %s', async (path, type, content) => {
    const { headers, body } = await ask(lab, path, { host: '127.0.0.1' });
    expect(headers['content-type']).toContain(type);
    expect(body).toContain(content);
  });
});
