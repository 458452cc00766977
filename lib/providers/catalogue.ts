// Which pack answers for a URL: a person's assignment first, then the person's order or the most specific host pattern.
import { ok, type Problem, type Result } from '../http/result.ts';
import { type Arrangement, inOrder, usualArrangement } from './arrangement.ts';
import { createHostMatcher, type HostPattern, parseHostPattern } from './host-pattern.ts';
import type { Pack, PackStatus } from './pack.ts';

/** A person's own word on whose host this is; `pattern` as in `HostPattern`, `provider` a pack id. */
export interface Assignment {
  readonly pattern: string;
  readonly provider: string;
}

/** The assignments with that of one pattern replaced; `provider` '' takes it away. */
export function withAssignment(
  assignments: readonly Assignment[],
  pattern: string,
  provider: string,
): readonly Assignment[] {
  const others = assignments.filter((other) => other.pattern !== pattern);
  return provider === '' ? others : [...others, { pattern, provider }];
}

/** A pack made ready for look-ups. */
export interface Provider {
  readonly pack: Pack;
  /** The row of a code, undefined when the provider does not document it. */
  row(code: number): PackStatus | undefined;
}

/** All packs and assignments in force; immutable, made anew when either changes. */
export interface Catalogue {
  /** Every provider in use but `generic`, in the order given or chosen. */
  readonly providers: readonly Provider[];
  /** HTTP's own rules, for what providers leave unsaid. */
  readonly generic: Provider;
  /** The provider of a URL, undefined when no pattern matches or the URL does not parse. */
  providerFor(url: string): Provider | undefined;
  /** By id, `generic` included. */
  provider(id: string): Provider | undefined;
  /** Patterns and assignments that could not be used, each named. */
  readonly problems: readonly Problem[];
}

/** The packs in force by id and date, `generic` last: what a file says it was made with. */
export const packVersions = ({ providers, generic }: Catalogue): { id: string; version: string }[] =>
  [...providers, generic].map(({ pack: { id, version } }) => ({ id, version }));

/** How many hosts' answers are kept at hand; a page talks to far fewer. */
const HOST_CACHE = 2048;

/**
 * Builds a catalogue. A wrong pattern, an assignment to an unknown provider or a second pack with the same id costs
 * only itself and is named in `problems`. A pack that is left out is not there; where the arrangement has an order, the
 * first pack in it with a matching pattern answers, else the most specific pattern.
 */
export function createCatalogue(
  packs: readonly Pack[],
  generic: Pack,
  assignments: readonly Assignment[] = [],
  arrangement: Arrangement = usualArrangement,
): Catalogue {
  const problems: Problem[] = [];
  const byId = new Map<string, Provider>();
  const assigned = createHostMatcher<Provider>();
  /** One for all packs, which finds the most specific pattern; one for each where a person has put them in order. */
  let defaults = createHostMatcher<Provider>();
  const matchers = [assigned, defaults];
  const genericProvider = toProvider(generic);
  let byPath = false;
  const add = (matcher: typeof assigned, pattern: HostPattern, provider: Provider): void => {
    matcher.add(pattern, provider);
    byPath ||= pattern.pathPrefix !== '';
  };

  for (const pack of inOrder(packs, arrangement)) {
    if (arrangement.off.includes(pack.id)) continue;
    if (byId.has(pack.id)) {
      problems.push({
        path: pack.id,
        message: 'an earlier pack has this id',
      });
      continue;
    }
    const provider = toProvider(pack);
    byId.set(pack.id, provider);
    if (arrangement.order.length > 0) {
      defaults = createHostMatcher();
      matchers.push(defaults);
    }
    pack.hosts.forEach((host, index) => {
      const pattern = keep(parseHostPattern(host), `${pack.id}.hosts[${index}]`, problems);
      if (pattern) add(defaults, pattern, provider);
    });
  }
  const providers = [...byId.values()];
  byId.set(generic.id, genericProvider);

  assignments.forEach(({ pattern: text, provider: id }, index) => {
    const place = `assignments[${index}]`;
    const pattern = keep(parseHostPattern(text), place, problems);
    const provider = byId.get(id);
    if (!provider) problems.push({ path: place, message: `there is no provider "${id}"` });
    else if (pattern) add(assigned, pattern, provider);
  });

  const hosts = new Map<string, string>();
  const byOrigin = new Map<string, Provider | null>();
  const find = (origin: string, path: string): Provider | undefined => {
    const host = hostOf(origin, hosts);
    if (host === '') return undefined;
    for (const matcher of matchers) {
      const provider = matcher.find(host, path);
      if (provider) return provider;
    }
    return undefined;
  };
  return {
    providers,
    generic: genericProvider,
    problems,
    provider: (id) => byId.get(id),
    providerFor(url) {
      const end = originEnd(url);
      const origin = url.slice(0, end);
      if (byPath) return find(origin, url.slice(end));
      // Without path prefixes an origin has one provider, found once.
      const known = byOrigin.get(origin);
      if (known !== undefined) return known ?? undefined;
      const provider = find(origin, '');
      if (byOrigin.size >= HOST_CACHE) byOrigin.clear();
      byOrigin.set(origin, provider ?? null);
      return provider;
    },
  };
}

/** Every host pattern of a pack that parses, for permission requests. */
export function hostPatterns(hosts: readonly string[]): HostPattern[] {
  return hosts.flatMap((host) => {
    const pattern = parseHostPattern(host);
    return pattern.ok ? [pattern.value] : [];
  });
}

function toProvider(pack: Pack): Provider {
  const rows = new Map(pack.statuses.map((status) => [status.code, status]));
  return { pack, row: (code) => rows.get(code) };
}

function keep(result: Result<HostPattern>, place: string, problems: Problem[]): HostPattern | undefined {
  if (result.ok) return result.value;
  for (const { message } of result.problems) problems.push({ path: place, message });
  return undefined;
}

/**
 * Host of an origin, '' when it does not parse. `URL` is the only parser that agrees with the browser on what a host
 * is, and it is slow, so it reads each origin once.
 */
function hostOf(origin: string, cache: Map<string, string>): string {
  let host = cache.get(origin);
  if (host === undefined) {
    host = URL.canParse(origin) ? new URL(origin).hostname.replace(/\.$/, '') : '';
    if (cache.size >= HOST_CACHE) cache.clear();
    cache.set(origin, host);
  }
  return host;
}

/** Index of the first `/`, `?`, `#` or `\` after `scheme://`; the length when there is none. */
function originEnd(url: string): number {
  const scheme = url.indexOf('://');
  for (let index = scheme < 0 ? url.length : scheme + 3; index < url.length; index++) {
    const code = url.charCodeAt(index);
    if (code === 47 || code === 63 || code === 35 || code === 92) return index;
  }
  return url.length;
}

/** Reads an assignment written as `host=provider`, as the command line takes it. */
export function parseAssignment(text: string): Result<Assignment> {
  const at = text.lastIndexOf('=');
  const pattern = parseHostPattern(at < 0 ? text : text.slice(0, at));
  if (at < 0) {
    return {
      ok: false,
      problems: [{ path: text, message: 'write host=provider, such as localhost=memfault' }],
    };
  }
  return pattern.ok ? ok({ pattern: pattern.value.text, provider: text.slice(at + 1).trim() }) : pattern;
}
