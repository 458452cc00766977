// Holds what was built to the weight that each page may have; a step of `npm test`.
import { bundleMeasurements } from '../tests/bench/bundles.ts';
import { passes } from '../tests/bench/measurement.ts';

for (const measured of bundleMeasurements()) {
  const { name, value, unit, limit } = measured;
  const isIn = passes(measured);
  console.log(`${isIn ? '✓' : '✗'} ${name}: ${value.toFixed(2)} ${unit} (≤ ${limit})`);
  if (!isIn) process.exitCode = 1;
}
