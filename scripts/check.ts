// The one gate, `npm test`: format, lint, types, import rules, dead code, unit tests, build, weight, browser tests.
import fs from 'node:fs';
import { report, runStep, type StepResult } from './step.ts';

const statics: [string, string[]][] = [
  ['format and lint', ['biome', 'check', '--error-on-warnings', '.']],
  ['types', ['tsc', '-p', 'tsconfig.json']],
  ['types of the domain, without a platform', ['tsc', '-p', 'tsconfig.domain.json']],
  ['import rules', ['depcruise', '--config', '.dependency-cruiser.mjs', '.']],
  ['dead code', ['knip']],
];

const started = performance.now();
const results: StepResult[] = [];
const counts = { passed: 0, failed: 0 };

async function step(name: string, command: string[], live = false): Promise<void> {
  const result = await runStep(name, command, { live });
  report(result);
  results.push(result);
}

/** Runs one project of the tests and adds up what it counted; a run that counts nothing has failed. */
async function tests(project: string, title: string): Promise<void> {
  const file = `out/tests-${project}.json`;
  fs.rmSync(file, { force: true });
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  await step(title, ['vitest', 'run', '--project', project, ...reporters]);
  if (!fs.existsSync(file)) return;
  const { numPassedTests, numFailedTests } = JSON.parse(fs.readFileSync(file, 'utf8'));
  counts.passed += numPassedTests;
  counts.failed += numFailedTests;
  if (numPassedTests === 0) counts.failed += 1;
}

fs.mkdirSync('out', { recursive: true });
for (const [name, command] of statics) await step(name, command);
await tests('unit', 'unit tests');
await step('build', ['node', 'scripts/build.ts']);
if (results.at(-1)?.ok) {
  await step('weight of each page', ['node', 'scripts/weigh.ts']);
  await tests('e2e', 'browser tests in Chromium');
}

const broken = results.filter(({ ok }) => !ok);
const whole = ((performance.now() - started) / 1000).toFixed(0);
console.log(`\n${results.length - broken.length} of ${results.length} steps succeeded in ${whole} s`);
if (broken.length > 0) console.log(`Failed: ${broken.map(({ name }) => name).join(', ')}`);
// A failed step that counted no failed test must still show in the closing line.
const failed = Math.max(counts.failed, broken.length);
console.log(`${counts.passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
