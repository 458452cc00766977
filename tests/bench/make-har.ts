// A HAR of any size for measurements: seeded, so that each run reads the same text.

/** Numbers in [0, 1) from a seed (Park and Miller). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const hosts = [
  'api.memfault.com',
  'bss-intl.myhuaweicloud.com',
  'dis.cn-north-4.myhuaweicloud.com',
  'app.example.test',
];
const statuses = [200, 200, 200, 200, 201, 204, 304, 400, 401, 404, 429, 500, 503, 529];

/** Text of a HAR 1.2 with that many entries of about 2 KB, as Chromium writes them. */
export function makeHar(entries: number, seed = 7): string {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const header = (name: string, length: number) => ({
    name,
    value: Array.from({ length }, () => Math.floor(random() * 36).toString(36)).join(''),
  });
  const start = Date.UTC(2026, 10, 21);
  const log = {
    version: '1.2',
    creator: { name: 'WebInspector', version: '537.36' },
    pages: [],
    entries: Array.from({ length: entries }, (_, index) => {
      const status = pick(statuses);
      const url = `https://${pick(hosts)}/v2/items/${Math.floor(random() * 5000)}?page=${index % 50}`;
      const wait = random() * 300;
      return {
        startedDateTime: new Date(start + index * 40).toISOString(),
        time: wait + 3,
        request: {
          method: random() < 0.8 ? 'GET' : 'POST',
          url,
          httpVersion: 'http/2.0',
          headers: [
            header('accept', 30),
            header('authorization', 60),
            header('cookie', 180),
            header('user-agent', 110),
            header('x-request-id', 36),
          ],
          queryString: [{ name: 'page', value: String(index % 50) }],
          cookies: [],
          headersSize: -1,
          bodySize: 0,
        },
        response: {
          status,
          statusText: '',
          httpVersion: 'http/2.0',
          headers: [
            header('etag', 40),
            header('content-security-policy', 240),
            { name: 'date', value: new Date(start + index * 40).toUTCString() },
            { name: 'content-type', value: 'application/json' },
            ...(status === 429 || status === 529 ? [{ name: 'retry-after', value: '30' }] : []),
          ],
          cookies: [],
          content: { size: 400, mimeType: 'application/json', text: header('body', 400).value },
          redirectURL: '',
          headersSize: -1,
          bodySize: 400,
        },
        cache: {},
        timings: { blocked: 1, dns: -1, ssl: -1, connect: -1, send: 1, wait, receive: 1 },
        serverIPAddress: '192.0.2.7',
        _resourceType: 'fetch',
      };
    }),
  };
  return JSON.stringify({ log });
}
