// What reading a large HAR costs over JSON.parse of the same text.
import { annotate } from '../../lib/annotate/annotate.ts';
import { builtInPacks, genericPack } from '../../lib/providers/built-in.ts';
import { createCatalogue } from '../../lib/providers/catalogue.ts';
import { buildRows } from '../../lib/session/rows.ts';
import { importHar } from '../../lib/transfer/har-import.ts';
import { makeHar } from './make-har.ts';
import { type Measurement, median } from './measurement.ts';

const rounds = 3;

/** Runs the measurements; half a minute. */
export function readingMeasurements(): Measurement[] {
  const text = makeHar(50_000);
  const catalogue = createCatalogue(builtInPacks, genericPack);
  const size = (text.length / 1e6).toFixed(0);
  const times = ofEach({
    parse: () => JSON.parse(text),
    annotate: () => importHar(text).exchanges.map((exchange) => annotate(exchange, catalogue)),
    audit: () => buildRows(importHar(text).exchanges, catalogue),
  });
  const over = { unit: '×', better: 'less', limit: 1.4 } as const;
  const name = `a ${size} MB HAR of 50,000 entries over JSON.parse`;
  return [
    { name: `read and annotate ${name}`, value: times.annotate / times.parse, ...over },
    { name: `read, annotate and audit ${name}`, value: times.audit / times.parse, ...over },
  ];
}

/** Median time of each task, in turn, after one round to warm up; the heap is swept before each. */
function ofEach<K extends string>(tasks: Record<K, () => unknown>): Record<K, number> {
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
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<K, number>;
}
