// `npm run bench`: measures what the budgets are about, writes out/bench.json, exits 1 where a limit is missed.
import fs from 'node:fs';
import os from 'node:os';
import { measure } from 'mitata';
import { annotate } from '../../lib/annotate/annotate.ts';
import { builtInPacks, genericPack } from '../../lib/providers/built-in.ts';
import { createCatalogue } from '../../lib/providers/catalogue.ts';
import { buildRows } from '../../lib/session/rows.ts';
import { importHar } from '../../lib/transfer/har-import.ts';
import { build } from '../../scripts/build.ts';
import { exchangeOf } from '../fixtures/exchange.ts';
import { bundleSize } from './bundle-size.ts';
import { makeHar } from './make-har.ts';
import { catalogueOf, rowMeasurements } from './rows.ts';
import { simulationMeasurements } from './simulation.ts';

/** One line of out/bench.json. */
interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number;
  readonly better: 'less' | 'more';
  readonly pass: boolean;
}

const results: Measurement[] = [];

function record(name: string, value: number, unit: string, better: 'less' | 'more', limit: number): void {
  const pass = better === 'less' ? value <= limit : value >= limit;
  results.push({ name, value: Number(value.toPrecision(4)), unit, limit, better, pass });
}

/** Median time of one call, in ns. */
async function medianOf(task: () => unknown): Promise<number> {
  const { p50 } = await measure(task, { min_cpu_time: 1_000_000_000, batch_samples: 1_000 });
  return p50;
}

async function annotating(): Promise<void> {
  const urls = [
    'https://api.memfault.com/x',
    'https://dis.cn-north-4.myhuaweicloud.com/v2',
    'https://app.test/',
  ];
  const statuses = [200, 503, 429, 529, 404, 500];
  const exchanges = urls.flatMap((url) =>
    statuses.map((status) => exchangeOf(status, url, { headers: { date: 'x', 'Retry-After': '30' } })),
  );
  const few = catalogueOf(5);
  const many = catalogueOf(1000);
  const each = async (catalogue: typeof few): Promise<number> =>
    (await medianOf(() => exchanges.map((exchange) => annotate(exchange, catalogue)))) / exchanges.length;
  const [costFew, costMany] = [await each(few), await each(many)];
  record('annotate one exchange, 1,000 patterns', 1e9 / costMany, 'exchanges/s', 'more', 400_000);
  record('annotate: cost with 1,000 patterns over cost with 5', costMany / costFew, '×', 'less', 2);
}

async function readingHar(): Promise<void> {
  const text = makeHar(50_000);
  const catalogue = createCatalogue(builtInPacks, genericPack);
  const size = (text.length / 1e6).toFixed(0);
  const times = ofEach(3, {
    parse: () => JSON.parse(text),
    annotate: () => importHar(text).exchanges.map((exchange) => annotate(exchange, catalogue)),
    audit: () => buildRows(importHar(text).exchanges, catalogue),
  });
  const name = `a ${size} MB HAR of 50,000 entries over JSON.parse`;
  record(`read and annotate ${name}`, times.annotate / times.parse, '×', 'less', 1.4);
  record(`read, annotate and audit ${name}`, times.audit / times.parse, '×', 'less', 1.4);
}

/** Median time of each task over that many rounds, in turn, after one round to warm up; the heap is swept before each. */
function ofEach<K extends string>(rounds: number, tasks: Record<K, () => unknown>): Record<K, number> {
  const names = Object.keys(tasks) as K[];
  const times = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      globalThis.gc?.();
      const started = performance.now();
      tasks[name]();
      if (round > 0) times.get(name)?.push(performance.now() - started);
    }
  }
  const median = (name: K): number =>
    (times.get(name) ?? []).sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
  return Object.fromEntries(names.map((name) => [name, median(name)])) as Record<K, number>;
}

async function bundles(): Promise<void> {
  await build('chrome');
  const folder = '.output/chrome-mv3';
  record('bundle: background, gzip', bundleSize(folder, 'background.js'), 'KB', 'less', 25);
  record('bundle: popup before its first paint, gzip', bundleSize(folder, 'popup.html'), 'KB', 'less', 30);
  record(
    'bundle: popup, all that it loads, gzip',
    bundleSize(folder, 'popup.html', 'also-later'),
    'KB',
    'less',
    30,
  );
  record('bundle: panel, gzip', bundleSize(folder, 'panel.html'), 'KB', 'less', 90);
}

console.log(`${os.cpus()[0]?.model ?? 'unknown CPU'} × ${os.cpus().length}, Node ${process.version}`);
await annotating();
for (const { name, value, unit, better, limit } of rowMeasurements())
  record(name, value, unit, better, limit);
await readingHar();
for (const { name, value, unit, better, limit } of simulationMeasurements()) {
  record(name, value, unit, better, limit);
}
await bundles();
fs.mkdirSync('out', { recursive: true });
fs.writeFileSync('out/bench.json', `${JSON.stringify(results, null, 2)}\n`);
for (const { name, value, unit, limit, better, pass } of results) {
  console.log(`${pass ? '✓' : '✗'} ${name}: ${value} ${unit} (${better === 'less' ? '≤' : '≥'} ${limit})`);
}
process.exitCode = results.every(({ pass }) => pass) ? 0 : 1;
