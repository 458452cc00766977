// The catalogue in force in a page: the packs, and what the person made of them, kept up to date.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { type Arrangement, usualArrangement } from '../providers/arrangement.ts';
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
  readonly assignments: ReadonlySignal<readonly Assignment[]>;
  load(packs: readonly Pack[], generic: Pack): void;
  assign(assignments: readonly Assignment[]): void;
  arrange(arrangement: Arrangement): void;
}

/** Starts empty: a page that shows something before it needs the packs loads them meanwhile. */
export function createLiveCatalogue(): LiveCatalogue {
  const packs = signal<{ readonly providers: readonly Pack[]; readonly generic: Pack }>({
    providers: [],
    generic: silent,
  });
  const assignments = signal<readonly Assignment[]>([]);
  const arrangement = signal(usualArrangement);
  return {
    catalogue: computed(() =>
      createCatalogue(
        packs.value.providers,
        packs.value.generic,
        packs.value.providers.length > 0 ? assignments.value : [],
        arrangement.value,
      ),
    ),
    assignments,
    load: (providers, generic) => {
      packs.value = { providers, generic };
    },
    assign: (changed) => change(assignments, changed),
    arrange: (changed) => change(arrangement, changed),
  };
}

/** What says the same changes nothing: another catalogue has every row annotated anew. */
function change<T>(setting: Signal<T>, changed: T): void {
  if (JSON.stringify(changed) !== JSON.stringify(setting.value)) setting.value = changed;
}
