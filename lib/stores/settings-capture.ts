// What the options page says and does about capture: one site, each provider, all sites.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { formatProblems } from '../http/result.ts';
import type { Pack } from '../providers/pack.ts';
import { ALL_SITES, originsOf, parseSite } from '../providers/site.ts';
import { type Attempt, createAttempt } from './attempt.ts';
import type { HeldOrigin, SiteAccess } from './site-access.ts';

/** How many of a provider's hosts are captured. */
export type Extent = 'all' | 'some' | 'none';

/** Capture as the options page has it; what asks must be called straight from a click. */
export interface SettingsCapture {
  /** By provider id. */
  readonly captured: ReadonlySignal<Readonly<Record<string, Extent>>>;
  /** The provider that was given back last and the grants that capture it all the same; null when none was. */
  readonly stillHeld: ReadonlySignal<{ readonly name: string; readonly held: readonly HeldOrigin[] } | null>;
  /** Why the last change came to nothing, '' when it did not. */
  readonly problem: Signal<string>;
  /** Makes any other change of the page, which may fail as well. */
  readonly attempt: Attempt;
  /** A host or host pattern; returns what is wrong with it, '' when it is asked for. */
  askSite(text: string): string;
  /** A provider's id, or `all` for every site. */
  ask(id: string): void;
  giveBack(id: string): void;
  /** One pattern that is held. */
  revoke(pattern: string): void;
}

type Provider = Pick<Pack, 'id' | 'name' | 'hosts'>;

/** Over the sites granted; `providers` in the order in which they are listed. */
export function createSettingsCapture(access: SiteAccess, providers: readonly Provider[]): SettingsCapture {
  const problem = signal('');
  const stopped = signal<Provider | null>(null);
  const attempt = createAttempt(problem, () => {
    stopped.value = null;
  });
  const extentOf = ({ hosts }: Provider): Extent => {
    const granted = originsOf(hosts).map((origin) => access.isGranted([origin]));
    if (granted.every(Boolean)) return 'all';
    return granted.some(Boolean) ? 'some' : 'none';
  };
  return {
    captured: computed(() => Object.fromEntries(providers.map((one) => [one.id, extentOf(one)]))),
    stillHeld: computed(() => {
      if (!stopped.value) return null;
      const { name, hosts } = stopped.value;
      return { name, held: access.holding(originsOf(hosts)) };
    }),
    problem,
    attempt,
    askSite(text) {
      const site = parseSite(text);
      if (!site.ok) return formatProblems(site.problems);
      void attempt(() => access.ask(`site:${site.value.text}`, site.value.origins));
      return '';
    },
    ask(id) {
      const provider = providers.find((one) => one.id === id);
      void attempt(() =>
        provider ? access.ask(`provider:${id}`, originsOf(provider.hosts)) : access.ask('all', [ALL_SITES]),
      );
    },
    giveBack(id) {
      const provider = providers.find((one) => one.id === id);
      if (!provider) return;
      void attempt(async () => {
        await access.giveBack(`provider:${id}`, originsOf(provider.hosts));
        stopped.value = provider;
      });
    },
    revoke: (pattern) => void attempt(() => access.revoke(pattern)),
  };
}
