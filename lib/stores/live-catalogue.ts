// The catalogue in force in a page: the packs and the person's assignments, kept up to date.
import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { type Assignment, type Catalogue, createCatalogue } from '../providers/catalogue.ts';
import type { Pack } from '../providers/pack.ts';

/** What HTTP itself says, until the pack that says it is loaded: nothing. */
const silent: Pack = {
  id: 'generic',
  name: 'HTTP',
  title: 'HTTP',
  version: '',
  documents: [],
  hosts: [],
  statuses: [],
};

/** A catalogue signal and the ways to fill it. */
export interface LiveCatalogue {
  readonly catalogue: ReadonlySignal<Catalogue>;
  load(packs: readonly Pack[], generic: Pack): void;
  assign(assignments: readonly Assignment[]): void;
}

/** Starts empty: a page that shows something before it needs the packs loads them meanwhile. */
export function createLiveCatalogue(): LiveCatalogue {
  const packs = signal<{ readonly providers: readonly Pack[]; readonly generic: Pack }>({
    providers: [],
    generic: silent,
  });
  const assignments = signal<readonly Assignment[]>([]);
  return {
    catalogue: computed(() =>
      createCatalogue(
        packs.value.providers,
        packs.value.generic,
        packs.value.providers.length > 0 ? assignments.value : [],
      ),
    ),
    load: (providers, generic) => {
      packs.value = { providers, generic };
    },
    assign: (changed) => {
      assignments.value = changed;
    },
  };
}
