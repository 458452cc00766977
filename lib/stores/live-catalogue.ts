// The catalogue in force in a page: the built-in packs and the person's assignments, kept up to date.
import { type Signal, signal } from '@preact/signals';
import { builtInPacks, genericPack } from '../providers/built-in.ts';
import { type Assignment, type Catalogue, createCatalogue } from '../providers/catalogue.ts';

/** A catalogue signal and the way to give it other assignments. */
export interface LiveCatalogue {
  readonly catalogue: Signal<Catalogue>;
  assign(assignments: readonly Assignment[]): void;
}

/** Starts with the built-in packs and no assignments. */
export function createLiveCatalogue(): LiveCatalogue {
  const build = (assignments: readonly Assignment[]): Catalogue =>
    createCatalogue(builtInPacks, genericPack, assignments);
  const catalogue = signal(build([]));
  return {
    catalogue,
    assign: (assignments) => {
      catalogue.value = build(assignments);
    },
  };
}
