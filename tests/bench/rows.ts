// How fast exchanges become rows (annotated, grouped, audited), and what 1,000 host patterns cost.
import type { Exchange, Header } from '../../lib/http/exchange.ts';
import { builtInPacks, genericPack } from '../../lib/providers/built-in.ts';
import { type Catalogue, createCatalogue } from '../../lib/providers/catalogue.ts';
import type { Pack } from '../../lib/providers/pack.ts';
import { buildRows } from '../../lib/session/rows.ts';
import { exchangeOf } from '../fixtures/exchange.ts';
import { type Measurement, median } from './measurement.ts';
import { seededRandom } from './random.ts';

const exchangesPerPass = 100_000;
// The pause of a collection lands in one pass or another; the median of many is steady.
const passes = 15;

/** Rows per second with 1,000 patterns, and what one costs then over its cost with 5. */
export function rowMeasurements(): Measurement[] {
  const exchanges = makeExchanges(exchangesPerPass);
  const few = catalogueOf(5);
  const many = catalogueOf(1000);
  const times = { few: [] as number[], many: [] as number[] };
  for (let pass = -2; pass < passes; pass++) {
    const [timeFew, timeMany] = [passTime(exchanges, few), passTime(exchanges, many)];
    if (pass < 0) continue;
    times.few.push(timeFew);
    times.many.push(timeMany);
  }
  const [timeFew, timeMany] = [median(times.few), median(times.many)];
  return [
    {
      name: 'annotate, group and audit one exchange, 1,000 patterns',
      value: (exchanges.length / timeMany) * 1000,
      unit: 'exchanges/s',
      better: 'more',
      limit: 400_000,
    },
    {
      name: 'annotate, group and audit: cost with 1,000 patterns over cost with 5',
      value: timeMany / timeFew,
      unit: '×',
      better: 'less',
      limit: 2,
    },
  ];
}

/** A catalogue with exactly that many host patterns, at least five, each the only one of a provider with a real pack's rules. */
export function catalogueOf(patterns: number): Catalogue {
  const packs: Pack[] = Array.from({ length: patterns }, (_, index) => ({
    ...(builtInPacks[index % builtInPacks.length] ?? genericPack),
    id: `made-up-${index}`,
    hosts: [callHosts[index] ?? `${index % 3 === 0 ? '*.' : ''}api-${index}.made-up-${index % 40}.test`],
  }));
  return createCatalogue(packs, genericPack);
}

/** The first five patterns; calls go to one more host, which none matches. */
const callHosts = [
  'api.memfault.com',
  'dis.cn-north-4.myhuaweicloud.com',
  'bss-intl.myhuaweicloud.com',
  'oce.myhuaweicloud.com',
  '*.ges.example.test',
];
const hosts = [...callHosts.slice(0, 4), 'eu.ges.example.test', 'app.example.test'];
const methods = ['GET', 'GET', 'GET', 'GET', 'POST', 'PUT'];
const failures = [400, 401, 404, 429, 429, 500, 503, 503, 529, 0];
const requestNames = [
  'Accept',
  'Accept-Language',
  'Cookie',
  'Origin',
  'Referer',
  'User-Agent',
  'X-Request-Id',
];
const responseNames = ['Cache-Control', 'Content-Length', 'Content-Type', 'ETag', 'Server', 'Vary'];

/**
 * A busy session in order of start, the same each time: a new address in three of four calls, a fifth of the
 * exchanges failed, half of those sent again after 0.2–20 s.
 */
export function makeExchanges(count: number): Exchange[] {
  const random = seededRandom(11);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const header = (name: string): Header => ({ name, value: Math.floor(random() * 36 ** 9).toString(36) });
  const exchanges: Exchange[] = [];
  let at = Date.UTC(2026, 10, 21);
  while (exchanges.length < count) {
    at += Math.floor(random() * 40);
    const item = random() < 0.75 ? exchanges.length : Math.floor(random() * 2000);
    const call = {
      url: `https://${pick(hosts)}/v2/items/${item}?page=${item % 50}`,
      method: pick(methods),
      tabId: 1 + (item % 4),
      initiator: 'https://app.example.test',
      requestBodySize: 0,
    };
    let again = true;
    for (let start = at; again; start += 200 + Math.floor(random() * 20_000)) {
      const status = random() < 0.2 ? pick(failures) : 200;
      const wait = status === 429 || status === 503 ? [{ name: 'Retry-After', value: '2' }] : [];
      const exchange = exchangeOf(status, call.url, {
        ...call,
        id: `${exchanges.length}.0`,
        at: start,
        state: status === 0 ? 'failed' : 'complete',
        error: status === 0 ? 'net::ERR_CONNECTION_RESET' : '',
      });
      const date = { name: 'Date', value: new Date(start).toUTCString() };
      exchanges.push({
        ...exchange,
        requestHeaders: requestNames.map(header),
        responseHeaders: [...responseNames.map(header), date, ...wait],
      });
      again = status !== 200 && random() < 0.5;
    }
  }
  // Read back, as from a file: each text a piece of memory of its own, not yet joined or hashed by this function.
  const read: Exchange[] = JSON.parse(JSON.stringify(exchanges.slice(0, count)));
  return read.sort((a, b) => a.startedDateTime - b.startedDateTime);
}

function passTime(exchanges: readonly Exchange[], catalogue: Catalogue): number {
  globalThis.gc?.();
  const started = performance.now();
  buildRows(exchanges, catalogue);
  return performance.now() - started;
}
