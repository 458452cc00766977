// `npm run soak`: 20,000 responses while the background worker is stopped 1,000 times; exits 1 where a promise is broken.
import '../lib/words/english.ts';
import fs from 'node:fs';
import { soak } from '../tests/soak/soak.ts';
import { build } from './build.ts';

const seed = Number(process.env.SOAK_SEED ?? Math.ceil(Math.random() * 2 ** 30));
// A burst is more than the log writes at once.
const options = { responses: 20_000, stops: 1_000, ms: 500_000, burst: 70, seed };
console.log(`Seed ${seed}. To repeat: SOAK_SEED=${seed} npm run soak`);

await build('chrome');
const started = performance.now();
const verdict = await soak(options);
const { responses, outside, stops, lost, gaps, biggestLoss, biggestLateLoss, twice, broken } = verdict;
const lostOutside = lost.filter(({ stop }) => stop < 0).length;
const figures = {
  'responses that the page received': responses,
  'forced stops of the worker': stops,
  'responses that ended in no flush window': outside,
  '… of these missing (must be 0)': lostOutside,
  'missing that ended in a flush window': lost.length - lostOutside,
  '… of these while the worker was down': lost.filter(({ whileDown }) => whileDown).length,
  'missing in no recorded gap (must be 0)': lost.filter(({ isInGap }) => !isInGap).length,
  'most missing of one life (at most 50)': biggestLoss,
  '… where writes were late': biggestLateLoss,
  'gaps recorded': gaps,
  'responses with two rows (must be 0)': twice.length,
  'a small write was late by at most, ms': Math.round(verdict.latest),
  'the browser told of an end late by at most, ms': Math.round(verdict.latestTold),
  minutes: ((performance.now() - started) / 60_000).toFixed(1),
};

fs.mkdirSync('out', { recursive: true });
fs.writeFileSync('out/soak.json', `${JSON.stringify({ ...options, ...verdict }, null, 2)}\n`);
for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(48)}${value}`);
for (const sentence of broken) console.log(`✗ ${sentence}`);
if (broken.length === 0) console.log('✓ every promise held');
process.exitCode = broken.length > 0 ? 1 : 0;
