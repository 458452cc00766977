// `npm run bench`: measures what the budgets are about, writes out/bench.json, exits 1 where a limit is missed.
import '../../lib/words/english.ts';
import fs from 'node:fs';
import os from 'node:os';
import { build } from '../../scripts/build.ts';
import { annotatingMeasurements } from './annotating.ts';
import { browserMeasurements } from './browser.ts';
import { bundleMeasurements } from './bundles.ts';
import { exportMeasurements } from './exporting.ts';
import { type Measurement, passes } from './measurement.ts';
import { readingMeasurements } from './reading.ts';
import { redactionMeasurements } from './redaction.ts';
import { rowMeasurements } from './rows.ts';
import { simulationMeasurements } from './simulation.ts';

console.log(`${os.cpus()[0]?.model ?? 'unknown CPU'} × ${os.cpus().length}, Node ${process.version}`);
const measured: Measurement[] = [
  ...(await annotatingMeasurements()),
  ...rowMeasurements(),
  ...(await readingMeasurements()),
  ...redactionMeasurements(),
  ...exportMeasurements(),
  ...simulationMeasurements(),
];
await build('chrome');
measured.push(...bundleMeasurements(), ...(await browserMeasurements()));

const results = measured.map(({ name, value, unit, limit, better }) => ({
  name,
  value: Number.isInteger(value) ? value : Number(value.toPrecision(4)),
  unit,
  limit,
  better,
  pass: passes({ value, limit, better }),
}));
fs.mkdirSync('out', { recursive: true });
fs.writeFileSync('out/bench.json', `${JSON.stringify(results, null, 2)}\n`);
for (const { name, value, unit, limit, better, pass } of results) {
  console.log(`${pass ? '✓' : '✗'} ${name}: ${value} ${unit} (${better === 'less' ? '≤' : '≥'} ${limit})`);
}
process.exitCode = results.every(({ pass }) => pass) ? 0 : 1;
