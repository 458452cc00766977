// `npm run fuzz`: every property test with new random numbers, twenty times as many as in the gate; says the seed.
import { runStep } from './step.ts';

const seed = process.env.FUZZ_SEED ?? String(Math.floor(Math.random() * 2 ** 31));
const factor = process.env.FUZZ_FACTOR ?? '20';
console.log(
  `Seed ${seed}, ${factor} × the runs. To repeat: FUZZ_SEED=${seed} FUZZ_FACTOR=${factor} npm run fuzz`,
);
const command = ['vitest', 'run', '--project', 'unit', '--testTimeout=300000'];
const { ok } = await runStep('fuzz', command, {
  live: true,
  env: { FUZZ_SEED: seed, FUZZ_FACTOR: factor },
});
process.exitCode = ok ? 0 : 1;
