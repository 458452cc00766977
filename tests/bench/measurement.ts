// What a measurement is, and the middle of repeated ones.

/** One figure and the limit that it is held to. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly better: 'less' | 'more';
  readonly limit: number;
}

/** Whether the figure is within its limit. */
export const passes = ({ value, better, limit }: Pick<Measurement, 'value' | 'better' | 'limit'>): boolean =>
  better === 'less' ? value <= limit : value >= limit;

/** The middle one; NaN of none. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value below which that share of the others lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}
