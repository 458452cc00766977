// The list of providers as a person arranges it: which are used, and who stands before whom.
import { computed, type ReadonlySignal } from '@preact/signals-core';
import { type Arrangement, inOrder, usualArrangement } from '../providers/arrangement.ts';

/** One provider's place. */
export interface ProviderPlace {
  readonly id: string;
  readonly used: boolean;
}

/** The list and the ways to change it; changes are written, and come back with the arrangement. */
export interface ProviderList {
  readonly places: ReadonlySignal<readonly ProviderPlace[]>;
  /** False while the order is the one in which the packs come. */
  readonly isReordered: ReadonlySignal<boolean>;
  use(id: string, used: boolean): void;
  /** Up by a negative number of places, as far as there are any. */
  move(id: string, by: number): void;
  usualOrder(): void;
}

/** Over the arrangement in force; `packs` in the order in which they come. */
export function createProviderList(
  packs: readonly { readonly id: string }[],
  arrangement: ReadonlySignal<Arrangement>,
  write: (next: Arrangement) => void,
): ProviderList {
  const ids = computed(() => inOrder(packs, arrangement.value).map(({ id }) => id));
  return {
    places: computed(() => ids.value.map((id) => ({ id, used: !arrangement.value.off.includes(id) }))),
    isReordered: computed(() => ids.value.some((id, place) => id !== packs[place]?.id)),
    use(id, used) {
      const { order, off } = arrangement.value;
      const others = off.filter((other) => other !== id);
      write({ order, off: used ? others : [...others, id] });
    },
    move(id, by) {
      const from = ids.value.indexOf(id);
      const to = Math.max(0, Math.min(from + by, ids.value.length - 1));
      if (from < 0 || from === to) return;
      const order = ids.value.toSpliced(from, 1).toSpliced(to, 0, id);
      write({ order, off: arrangement.value.off });
    },
    usualOrder: () => write({ order: usualArrangement.order, off: arrangement.value.off }),
  };
}
