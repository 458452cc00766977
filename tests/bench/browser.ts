// What the built extension costs in the real browser.
import { catchUpMeasurements } from './browser-catch-up.ts';
import { logMeasurements } from './browser-log.ts';
import { panelMeasurements } from './browser-panel.ts';
import { popupMeasurements } from './browser-popup.ts';
import { requestMeasurements } from './browser-request.ts';
import { type BenchServer, startBenchServer } from './browser-server.ts';
import { startMeasurements } from './browser-start.ts';
import type { Measurement } from './measurement.ts';

/** Runs the measurements, one browser after another; two minutes. */
export async function browserMeasurements(): Promise<Measurement[]> {
  const server = await startBenchServer();
  const themes: readonly ((server: BenchServer) => Promise<Measurement[]>)[] = [
    requestMeasurements,
    logMeasurements,
    startMeasurements,
    catchUpMeasurements,
    panelMeasurements,
    popupMeasurements,
  ];
  const measured: Measurement[] = [];
  try {
    for (const measure of themes) measured.push(...(await measure(server)));
  } finally {
    await server.stop();
  }
  return measured;
}
