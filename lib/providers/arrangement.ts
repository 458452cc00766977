// What a person made of the list of providers: which are left out, and who stands before whom.

/** Ids of packs. */
export interface Arrangement {
  /** First to last; who is not in it comes after, as the packs come. Empty: as they come. */
  readonly order: readonly string[];
  /** Those left out, as if there were no such pack. */
  readonly off: readonly string[];
}

/** All of them, as they come. */
export const usualArrangement: Arrangement = { order: [], off: [] };

/** In the order chosen, those left out included. */
export function inOrder<T extends { readonly id: string }>(
  items: readonly T[],
  { order }: Pick<Arrangement, 'order'>,
): T[] {
  const rank = ({ id }: T): number => order.indexOf(id) + 1 || order.length + 1;
  return [...items].sort((a, b) => rank(a) - rank(b));
}

/** An arrangement as it was stored, or as much of it as is there. */
export function parseArrangement(value: unknown): Arrangement {
  const { order, off } = Object(value);
  return { order: idsOf(order), off: idsOf(off) };
}

const idsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
