// How much the session log keeps: what a person may choose, and what holds until they do.
import type { Retention } from './log-record.ts';

/** As many responses as the panel is made for, and half a gigabyte of text. */
export const defaultRetention: Retention = { exchanges: 100_000, bytes: 500_000_000 };

/** What can be chosen, ascending. */
export const retentionChoices: { readonly [K in keyof Retention]: readonly number[] } = {
  exchanges: [1_000, 10_000, 50_000, 100_000, 250_000],
  bytes: [50_000_000, 100_000_000, 500_000_000, 1_000_000_000, 2_000_000_000],
};

/** A stored choice; what is none of the choices is the default. */
export function parseRetention(value: unknown): Retention {
  const { exchanges, bytes } = (value ?? {}) as Partial<Record<keyof Retention, unknown>>;
  const pick = (field: keyof Retention, chosen: unknown): number =>
    retentionChoices[field].find((one) => one === chosen) ?? defaultRetention[field];
  return { exchanges: pick('exchanges', exchanges), bytes: pick('bytes', bytes) };
}
