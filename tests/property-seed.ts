// How property tests draw: the same numbers on every run of the gate, other ones and more of them with `npm run fuzz`.
import fc from 'fast-check';

const { FUZZ_SEED, FUZZ_FACTOR } = process.env;

fc.configureGlobal({
  seed: FUZZ_SEED === undefined ? 20_261_121 : Number(FUZZ_SEED),
  numRuns: 100 * Number(FUZZ_FACTOR ?? 1),
});
