// What reading a large HAR costs over JSON.parse of the same text, and how much memory one of any size takes.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type * as HarSdk from '@har-sdk/validator';
import { JSONParser } from '@streamparser/json';
import validate from 'har-validator';
import { annotate } from '../../lib/annotate/annotate.ts';
import type { Exchange } from '../../lib/http/exchange.ts';
import { builtInPacks, genericPack } from '../../lib/providers/built-in.ts';
import { createCatalogue } from '../../lib/providers/catalogue.ts';
import { buildRows } from '../../lib/session/rows.ts';
import { openFile } from '../../lib/transfer/open-file.ts';
import { harParts, makeHar } from './make-har.ts';
import { type Measurement, median } from './measurement.ts';

const rounds = 3;
/** What a disk gives at once. */
const CHUNK = 65_536;

// Its exports are not told to those who import it in Node.
const sdk: typeof HarSdk = createRequire(import.meta.url)('@har-sdk/validator');

/** Runs the measurements; a minute and a half. */
export async function readingMeasurements(): Promise<Measurement[]> {
  const text = makeHar(50_000);
  const bytes = new TextEncoder().encode(text);
  const catalogue = createCatalogue(builtInPacks, genericPack);
  const size = (bytes.length / 1e6).toFixed(0);
  const har: unknown = JSON.parse(text);
  const times = await ofEach({
    parse: () => JSON.parse(text),
    annotate: async () => (await readAll(bytes)).map((exchange) => annotate(exchange, catalogue)),
    audit: async () => buildRows(await readAll(bytes), catalogue),
    streamparser: () => parseEntries(bytes),
    harValidator: () => validate.har(har),
    harSdk: () => new sdk.HarValidator().verify(har as never),
  });
  const over = { unit: '×', better: 'less', limit: 1.4 } as const;
  const peer = { unit: '×', better: 'more', limit: 0 } as const;
  const name = `a ${size} MB HAR of 50,000 entries over JSON.parse`;
  return [
    { name: `read and annotate ${name}`, value: times.annotate / times.parse, ...over },
    { name: `read, annotate and audit ${name}`, value: times.audit / times.parse, ...over },
    {
      name: `beside it: @streamparser/json, entries only, ${name}`,
      value: times.streamparser / times.parse,
      ...peer,
    },
    {
      name: `beside it: har-validator, parsed already, ${name}`,
      value: times.harValidator / times.parse,
      ...peer,
    },
    {
      name: `beside it: @har-sdk/validator, parsed already, ${name}`,
      value: times.harSdk / times.parse,
      ...peer,
    },
    await memoryMeasurement(),
  ];
}

function* inPieces(parts: Iterable<string>): Generator<string> {
  let held = '';
  for (const part of parts) {
    held += part;
    if (held.length < CHUNK) continue;
    yield held;
    held = '';
  }
  yield held;
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

async function readAll(bytes: Uint8Array): Promise<Exchange[]> {
  const all: Exchange[] = [];
  for await (const { exchanges } of openFile(chunksOf(bytes)))
    for (const exchange of exchanges) all.push(exchange);
  return all;
}

/** As one would read a HAR with that library: each entry as it comes, kept no longer. */
function parseEntries(bytes: Uint8Array): number {
  let entries = 0;
  const parser = new JSONParser({ paths: ['$.log.entries.*'], keepStack: false });
  parser.onValue = () => {
    entries++;
  };
  for (let at = 0; at < bytes.length; at += CHUNK) parser.write(bytes.subarray(at, at + CHUNK));
  return entries;
}

/** In a process of its own, where nothing else has taken memory yet; the file is made here while it is read there. */
async function memoryMeasurement(): Promise<Measurement> {
  const entries = 500_000;
  const file = new URL('./stream-memory.ts', import.meta.url).pathname;
  const reader = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [printed] = await Promise.all([
    textOf(reader.stdout),
    pipeline(Readable.from(inPieces(harParts(entries))), reader.stdin),
  ]);
  const { grown, size, entries: read } = JSON.parse(printed) as Record<'grown' | 'size' | 'entries', number>;
  if (read !== entries) throw new Error(`Only ${read} of ${entries} entries were read`);
  return {
    name: `memory that reading and annotating a ${(size / 1e9).toFixed(2)} GB HAR takes at most`,
    value: grown / 1e6,
    unit: 'MB',
    better: 'less',
    limit: 150,
  };
}

/** Median time of each task, in turn, after one round to warm up; the heap is swept before each. */
async function ofEach<K extends string>(tasks: Record<K, () => unknown>): Promise<Record<K, number>> {
  const names = Object.keys(tasks) as K[];
  const times = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      globalThis.gc?.();
      const started = performance.now();
      await tasks[name]();
      if (round > 0) times.get(name)?.push(performance.now() - started);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<K, number>;
}
