// Whose host a response came from, as a person may say from any row.
import type { ReadonlySignal } from '@preact/signals-core';
import { type Assignment, type Catalogue, createCatalogue, withAssignment } from '../providers/catalogue.ts';
import { parseHostPattern } from '../providers/host-pattern.ts';
import { say } from '../words/say.ts';

/** What can be said of one host. */
export interface HostChoices {
  /** The `id` of the option in force. */
  readonly chosen: string;
  /** `id` '' leaves it to the packs; any other is a provider's, that of HTTP itself included. */
  readonly options: readonly { readonly id: string; readonly name: string }[];
}

/** Answers and makes changes; every open page follows them. */
export interface HostDesk {
  /** The host of an address as patterns write it, '' where it has none that could be assigned. */
  hostOf(url: string): string;
  choicesFor(host: string): HostChoices;
  /** Assigns a host to the option of that id; resolves to what came of it, one sentence. */
  assign(host: string, id: string): Promise<string>;
}

/** Where the assignments are kept. */
interface AssignmentMemory {
  read(): Promise<readonly Assignment[]>;
  write(next: readonly Assignment[]): Promise<void>;
}

/** Over the catalogue and the assignments in force. */
export function createHostDesk(
  catalogue: ReadonlySignal<Catalogue>,
  assignments: ReadonlySignal<readonly Assignment[]>,
  memory: AssignmentMemory,
): HostDesk {
  /** Who would answer for a host that nobody assigned by its name. */
  const automatic = (host: string): string => {
    const { providers, generic } = catalogue.value;
    const packs = providers.map(({ pack }) => pack);
    const others = withAssignment(assignments.value, host, '');
    const found = createCatalogue(packs, generic.pack, others).providerFor(`https://${host}/`);
    return found?.pack.name ?? say('store.host.noneFound', { name: generic.pack.name });
  };
  return {
    hostOf(url) {
      const pattern = URL.canParse(url) ? parseHostPattern(new URL(url).hostname) : null;
      return pattern?.ok ? pattern.value.text : '';
    },
    choicesFor(host) {
      const { providers, generic } = catalogue.value;
      const options = [
        { id: '', name: say('store.host.automatic', { name: automatic(host) }) },
        ...providers.map(({ pack: { id, name } }) => ({ id, name })),
        { id: generic.pack.id, name: say('store.host.none', { name: generic.pack.name }) },
      ];
      const said = assignments.value.find(({ pattern }) => pattern === host)?.provider ?? '';
      return { options, chosen: options.some(({ id }) => id === said) ? said : '' };
    },
    async assign(host, id) {
      // Read anew: what is written replaces the whole list, which another page may have changed.
      await memory.write(withAssignment(await memory.read(), host, id));
      if (id === '') return say('store.host.matched', { host, name: automatic(host) });
      const { generic, provider } = catalogue.value;
      const { pack } = provider(id) ?? generic;
      const word = pack.id === generic.pack.id ? 'store.host.countsAsNone' : 'store.host.counts';
      return say(word, { host, name: pack.name });
    },
  };
}
