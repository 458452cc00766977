// How much of the built extension each of its pages loads.
import { bundleSize } from './bundle-size.ts';
import type { Measurement } from './measurement.ts';

const folder = '.output/chrome-mv3';

/** Weighs what was built. */
export function bundleMeasurements(): Measurement[] {
  const weigh = (name: string, limit: number, ...entry: [string, 'also-later'?]): Measurement => ({
    name: `bundle: ${name}, gzip`,
    value: bundleSize(folder, ...entry),
    unit: 'KB',
    better: 'less',
    limit,
  });
  return [
    weigh('background', 25, 'background.js'),
    weigh('popup before its first paint', 30, 'popup.html'),
    weigh('popup, all that it loads', 30, 'popup.html', 'also-later'),
    weigh('panel', 90, 'panel.html'),
  ];
}
