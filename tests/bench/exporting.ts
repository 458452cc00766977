// What an export of a full log holds in memory, and how long it takes: whatever the format, no more than a part of it.
import { builtInPacks, genericPack } from '../../lib/providers/built-in.ts';
import { createCatalogue } from '../../lib/providers/catalogue.ts';
import { auditSession } from '../../lib/session/session-findings.ts';
import { exportFormats, exportParts } from '../../lib/transfer/export-format.ts';
import type { Measurement } from './measurement.ts';
import { makeCaptured } from './stored-session.ts';

const ROWS = 100_000;
/** After so many parts it is looked at what is held: each look sweeps the whole heap. */
const LOOK_EVERY = 200;

/** Exports in each format to nowhere; half a minute. */
export function exportMeasurements(): Measurement[] {
  const catalogue = createCatalogue(builtInPacks, genericPack);
  const { rows } = auditSession(makeCaptured(ROWS, 1), [], catalogue);
  const meta = { version: '0.0.0', packs: [], exportedAt: Date.UTC(2026, 10, 21), gaps: [] };
  const runs = exportFormats.map((format) => {
    const before = held();
    let [length, most, looking] = [0, 0, 0];
    const started = performance.now();
    let parts = 0;
    for (const part of exportParts(format, rows, meta)) {
      length += part.length;
      if (++parts % LOOK_EVERY !== 0) continue;
      const from = performance.now();
      most = Math.max(most, held() - before);
      looking += performance.now() - from;
    }
    const seconds = (performance.now() - started - looking) / 1000;
    console.log(
      `  ${ROWS} rows as ${format}: ${(length / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s, ${(most / 1e6).toFixed(1)} MB held`,
    );
    return { most, seconds };
  });
  return [
    {
      name: `export of ${ROWS} rows: memory held at most, of all formats`,
      value: Math.max(...runs.map(({ most }) => most)) / 1e6,
      unit: 'MB',
      better: 'less',
      limit: 50,
    },
  ];
}

/** Bytes in use after a collection of garbage. */
function held(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
