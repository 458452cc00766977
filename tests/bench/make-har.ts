// A HAR of any size for measurements: seeded, so that each run reads the same text.
import { seededRandom } from './random.ts';

const hosts = [
  'api.memfault.com',
  'bss-intl.myhuaweicloud.com',
  'dis.cn-north-4.myhuaweicloud.com',
  'app.example.test',
];
const statuses = [200, 200, 200, 200, 201, 204, 304, 400, 401, 404, 429, 500, 503, 529];

const requestNames = [
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Authorization',
  'Connection',
  'Cookie',
  'Host',
];
const hintNames = ['Origin', 'Referer', 'Sec-Fetch-Dest', 'Sec-Fetch-Mode', 'User-Agent', 'X-Request-Id'];
const responseNames = [
  'Cache-Control',
  'Connection',
  'Content-Length',
  'ETag',
  'Server',
  'Vary',
  'X-Trace-Id',
];

/** Text of a HAR 1.2 with that many entries of about 2 KB, with the fields that Chromium writes. */
export const makeHar = (entries: number, seed = 7): string => [...harParts(entries, seed)].join('');

/** The same, entry by entry. */
export function* harParts(entries: number, seed = 7): Generator<string> {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const header = (name: string) => ({ name, value: Math.floor(random() * 36 ** 9).toString(36) });
  const start = Date.UTC(2026, 10, 21);
  yield '{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"entries":[';
  for (let index = 0; index < entries; index++) {
    const status = pick(statuses);
    const at = start + index * 40;
    const url = `https://${pick(hosts)}/v2/items/${Math.floor(random() * 5000)}?page=${index % 50}`;
    const wait = random() * 300;
    const entry = {
      _connectionId: String(index % 60),
      _initiator: {
        type: 'script',
        stack: {
          callFrames: [
            {
              functionName: 'load',
              scriptId: '12',
              url: 'https://app.example.test/a.js',
              lineNumber: 4,
              columnNumber: 9,
            },
            {
              functionName: '',
              scriptId: '12',
              url: 'https://app.example.test/a.js',
              lineNumber: 9,
              columnNumber: 2,
            },
          ],
        },
      },
      _priority: 'High',
      _resourceType: 'fetch',
      cache: {},
      connection: '443',
      request: {
        method: random() < 0.8 ? 'GET' : 'POST',
        url,
        httpVersion: 'http/2.0',
        headers: [...requestNames, ...hintNames].map(header),
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
          ...responseNames.map(header),
          { name: 'Date', value: new Date(at).toUTCString() },
          { name: 'Content-Type', value: 'application/json' },
          ...(status === 429 || status === 529 ? [{ name: 'Retry-After', value: '30' }] : []),
        ],
        cookies: [],
        content: { size: 40, mimeType: 'application/json', text: '{"error_code":"X","error_msg":"Y"}' },
        redirectURL: '',
        headersSize: -1,
        bodySize: 40,
        _transferSize: 400,
        _error: null,
      },
      serverIPAddress: '192.0.2.7',
      startedDateTime: new Date(at).toISOString(),
      time: wait + 3,
      timings: {
        blocked: 1,
        dns: -1,
        ssl: -1,
        connect: -1,
        send: 1,
        wait,
        receive: 1,
        _blocked_queueing: 0.5,
      },
    };
    yield (index === 0 ? '' : ',') + JSON.stringify(entry);
  }
  yield ']}}';
}
