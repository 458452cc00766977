// What a person has granted and for what: asks the browser for sites, gives them back, and never takes more than that.
import { batch, type ReadonlySignal, signal } from '@preact/signals-core';
import { coveringOf, describeOrigin, isAllSites, isCovered, isSameHosts } from '../providers/site.ts';
import { sayJoined } from '../words/joined.ts';
import { say } from '../words/say.ts';

/** The browser's side: which match patterns are held, and asking for more. */
export interface OriginsGate {
  granted(): Promise<string[]>;
  /** Must be called straight from a click. Resolves to whether it was granted. */
  request(origins: readonly string[]): Promise<boolean>;
  remove(origins: readonly string[]): Promise<unknown>;
  onChanged(listener: () => void): void;
}

/** What was asked for what: match patterns by purpose (`site:app.test`, `provider:memfault`, `all`). */
export type Purposes = Readonly<Record<string, readonly string[]>>;

/** Where purposes are remembered; the browser itself only knows patterns. */
export interface PurposeMemory {
  read(): Promise<Purposes>;
  write(purposes: Purposes): Promise<void>;
  onChanged(listener: (purposes: Purposes) => void): void;
}

/** A pattern that is held, in words, and what it was granted for; `purposes` is empty when that is not known. */
export interface HeldOrigin {
  readonly pattern: string;
  /** `app.test`, `*.app.test`, `all sites`. */
  readonly text: string;
  readonly isAllSites: boolean;
  readonly purposes: readonly string[];
}

/** Sites granted to the extension, kept up to date, and the ways to change them. */
export interface SiteAccess {
  /** All sites first, then in the order of the alphabet. */
  readonly held: ReadonlySignal<readonly HeldOrigin[]>;
  /** True when all of the patterns are covered; reads a signal. */
  isGranted(origins: readonly string[]): boolean;
  /** The held patterns because of which some of these are captured; reads a signal. */
  holding(origins: readonly string[]): HeldOrigin[];
  /** Asks for patterns; must be called straight from a click. Rejects, in words, when they were not granted. */
  ask(purpose: string, origins: readonly string[]): Promise<void>;
  /** Gives a purpose's patterns back, but for those that another purpose that stands was granted. */
  giveBack(purpose: string, origins: readonly string[]): Promise<void>;
  /** Gives one pattern back, whatever it was granted for. */
  revoke(pattern: string): Promise<void>;
}

/** Reads what is held and follows it from then on. Rejects when the browser does not tell. */
export async function openSiteAccess(
  gate: OriginsGate,
  memory: PurposeMemory,
  warn: (problem: unknown) => void,
): Promise<SiteAccess> {
  const patterns = signal<readonly string[]>([]);
  const purposes = signal<Purposes>({});
  const held = signal<readonly HeldOrigin[]>([]);
  const show = (now: readonly string[], remembered: Purposes): void =>
    batch(() => {
      patterns.value = now;
      purposes.value = remembered;
      held.value = now.map((pattern) => describe(pattern, now, remembered)).sort(allSitesFirst);
    });
  const refresh = async (): Promise<void> => show(await gate.granted(), purposes.value);
  const remember = (next: Purposes): Promise<void> => {
    show(patterns.value, next);
    return memory.write(next);
  };
  /** Chromium takes with a pattern all those that it covers: what was granted on its own is asked for again, silently. */
  const removeExactly = async (gone: readonly string[]): Promise<void> => {
    if (gone.length === 0) return;
    const rest = patterns.value.filter((pattern) => !gone.includes(pattern));
    await gate.remove(gone);
    const left = await gate.granted();
    const lost = rest.filter((pattern) => !left.includes(pattern));
    if (lost.length > 0 && !(await gate.request(lost).catch(() => false))) {
      await refresh();
      const sites = sayJoined('join.list', lost.map(describeOrigin));
      throw new Error(say('store.access.lost', { sites }));
    }
    await refresh();
  };

  gate.onChanged(() => void refresh().catch(warn));
  memory.onChanged((changed) => show(patterns.value, changed));
  show(...(await Promise.all([gate.granted(), memory.read()])));

  return {
    held,
    isGranted: (origins) => origins.every((origin) => isCovered(origin, patterns.value)),
    holding: (origins) => {
      const found = new Set(origins.flatMap((origin) => coveringOf(origin, patterns.value)));
      return held.value.filter(({ pattern }) => found.has(pattern));
    },
    async ask(purpose, origins) {
      // The question first: the browser takes it only while it handles the click. What it is for is noted at once,
      // because the question may close the page that asked; a purpose stands only while its patterns are held.
      const answer = gate.request(origins);
      const before = purposes.value;
      const earlier = stands(before[purpose], patterns.value) ? (before[purpose] ?? []) : [];
      void remember({ ...before, [purpose]: [...new Set([...earlier, ...origins])] }).catch(warn);
      try {
        if (!(await answer)) throw new Error(say('store.access.refused'));
      } catch (error) {
        await remember({ ...without(purpose, purposes.value), ...only(purpose, before) });
        throw error;
      }
      await refresh();
    },
    async giveBack(purpose, origins) {
      const others = without(purpose, purposes.value);
      const kept = Object.values(others).filter((needed) => stands(needed, patterns.value));
      const given = [...origins, ...(purposes.value[purpose] ?? [])];
      const gone = patterns.value.filter(
        (pattern) => isAmong(pattern, given) && !kept.some((needed) => isAmong(pattern, needed)),
      );
      const removed = removeExactly(gone);
      await remember(others);
      await removed;
    },
    revoke: (pattern) => removeExactly([pattern]),
  };
}

const isAmong = (pattern: string, origins: readonly string[]): boolean =>
  origins.some((origin) => isSameHosts(origin, pattern));

/** A purpose stands while all of its patterns are held; otherwise it was given back elsewhere, or never granted. */
const stands = (needed: readonly string[] | undefined, patterns: readonly string[]): boolean =>
  needed?.every((origin) => isCovered(origin, patterns)) ?? false;

const without = (purpose: string, purposes: Purposes): Purposes =>
  Object.fromEntries(Object.entries(purposes).filter(([other]) => other !== purpose));

const only = (purpose: string, purposes: Purposes): Purposes =>
  Object.fromEntries(Object.entries(purposes).filter(([other]) => other === purpose));

function describe(pattern: string, patterns: readonly string[], purposes: Purposes): HeldOrigin {
  const reasons = Object.entries(purposes).filter(
    ([, origins]) => isAmong(pattern, origins) && stands(origins, patterns),
  );
  return {
    pattern,
    text: describeOrigin(pattern),
    isAllSites: isAllSites(pattern),
    purposes: reasons.map(([purpose]) => purpose),
  };
}

const allSitesFirst = (a: HeldOrigin, b: HeldOrigin): number =>
  Number(b.isAllSites) - Number(a.isAllSites) || (a.text < b.text ? -1 : 1);
