// How tests wait: for a condition, with a limit, never for a fixed time.

/** Resolves to the first truthy value of `probe`; after `ms` rejects, naming what was waited for. */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  ms = 10_000,
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
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  throw new Error(
    `Waited ${ms} ms in vain for ${what}; last: ${last instanceof Error ? last.message : last}`,
  );
}
