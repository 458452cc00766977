// How a duration is typed: `10m`, `1h30m`, `500ms`, `90` (seconds).
import { UsageError } from './usage.ts';

const seconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds; anything else is a UsageError that names the option. */
export function readSeconds(name: string, text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  if (!/^(\d+(\.\d+)?(ms|[smhd]))+$/.test(text)) {
    throw new UsageError(`--${name} ${text}: write a duration such as 90s, 10m or 1h30m`);
  }
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/([\d.]+)(ms|[smhd])/g)) {
    sum += Number(amount) * (seconds[unit ?? ''] ?? 0);
  }
  return sum;
}
