// How tests wait: for a condition, with a limit, never for a fixed time.

const [LONGEST_MS, PAUSE_MS] = [10_000, 40];

/** For `expect.poll`, the same where what was found in its place should be shown. */
export const patience = { timeout: LONGEST_MS, interval: PAUSE_MS } as const;

/** Resolves to the first truthy value of `probe`; after `ms` rejects, naming what was waited for. */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  ms = LONGEST_MS,
): Promise<Exclude<T, false | null | undefined | 0 | ''>> {
  const end = performance.now() + ms;
  let last: unknown;
  while (performance.now() < end) {
    try {
      const value = await probe();
      if (value) return value as Exclude<T, false | null | undefined | 0 | ''>;
      last = value;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(
    `Waited ${ms} ms in vain for ${what}; last: ${last instanceof Error ? last.message : last}`,
  );
}
