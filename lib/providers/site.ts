// Which of the browser's match patterns it takes to capture a site, a provider or every site, and what those held cover.
import { fail, ok, type Result } from '../http/result.ts';
import { say } from '../words/say.ts';
import { type Catalogue, hostPatterns } from './catalogue.ts';
import { parseHostPattern, permissionPatterns } from './host-pattern.ts';

/** The pattern of every http(s) site. */
export const ALL_SITES = '*://*/*';

/** The host of a page that can be captured; '' for any page that is not http(s). */
export function siteOf(url: string): string {
  if (!/^https?:/.test(url) || !URL.canParse(url)) return '';
  return new URL(url).hostname;
}

/** Match patterns for one provider's hosts. */
export function originsOf(hosts: readonly string[]): string[] {
  return permissionPatterns(hostPatterns(hosts));
}

/**
 * Match patterns for capturing a site: its own host, and the providers' hosts that its pages may call, because the
 * browser shows a cross-origin request only to an extension that holds both ends. `host` as `siteOf` gives it.
 */
export function originsToGrant(host: string, { providers }: Pick<Catalogue, 'providers'>): string[] {
  const known = providers.flatMap(({ pack }) => originsOf(pack.hosts));
  return [...new Set([originOfHost(host), ...known])].sort();
}

const originOfHost = (host: string): string => `*://${host}/*`;

/** Reads a host or a host pattern to grant; a grant has no path, and the problem says so. */
export function parseSite(text: string): Result<{ readonly text: string; readonly origins: string[] }> {
  const pattern = parseHostPattern(text);
  if (!pattern.ok) return pattern;
  const { pathPrefix } = pattern.value;
  if (pathPrefix !== '') {
    const host = pattern.value.text.slice(0, -pathPrefix.length);
    return fail('', say('pack.path', { text: text.trim(), host }));
  }
  return ok({ text: pattern.value.text, origins: permissionPatterns([pattern.value]) });
}

/** How much of what a page loads a person lets be captured. */
export interface CaptureChoice {
  /** `site` alone, `providers` as well, `provider:<id of a pack>` as well, or `all` sites. */
  readonly id: string;
  /** The one provider's short name, '' where the choice is not about one. */
  readonly provider: string;
  readonly origins: readonly string[];
}

/** What can be chosen for a site: itself, with all providers, with each provider that has hosts, all sites. */
export function captureChoices(
  host: string,
  catalogue: Pick<Catalogue, 'providers'>,
): readonly CaptureChoice[] {
  const own = originOfHost(host);
  const withHosts = catalogue.providers.filter(({ pack }) => pack.hosts.length > 0);
  return [
    { id: 'site', provider: '', origins: [own] },
    { id: 'providers', provider: '', origins: originsToGrant(host, catalogue) },
    ...withHosts.map(({ pack }) => ({
      id: `provider:${pack.id}`,
      provider: pack.name,
      origins: [...new Set([own, ...originsOf(pack.hosts)])],
    })),
    { id: 'all', provider: '', origins: [ALL_SITES] },
  ];
}

/** True when the patterns held reach everything that this one reaches. */
export function isCovered(origin: string, held: readonly string[]): boolean {
  const { schemes, host } = read(origin);
  const holding = held.map(read);
  return schemes.every((scheme) =>
    holding.some((one) => one.schemes.includes(scheme) && reaches(one.host, host)),
  );
}

/** Those of the patterns held that reach all or a part (one scheme) of what this one reaches. */
export function coveringOf(origin: string, held: readonly string[]): string[] {
  const { schemes, host } = read(origin);
  return held.filter((pattern) => {
    const one = read(pattern);
    return reaches(one.host, host) && one.schemes.some((scheme) => schemes.includes(scheme));
  });
}

/** True for two patterns of the very same hosts, whatever their schemes: what one gives back the other may not need. */
export function isSameHosts(a: string, b: string): boolean {
  return read(a).host === read(b).host;
}

/** Every http(s) site, however the browser words it. */
export function isAllSites(origin: string): boolean {
  return read(origin).host === '*';
}

/** `app.test`, `*.app.test`, `http://app.test`: a pattern as a person reads it. */
export function describeOrigin(origin: string): string {
  const { schemes, host } = read(origin);
  const [scheme = '', ...others] = schemes;
  const isOne = scheme !== '' && others.length === 0;
  if (host === '*') return isOne ? say('pack.allSitesOf', { scheme }) : say('pack.allSites');
  return isOne ? `${scheme}://${host}` : host;
}

/** A pattern of another form reaches nothing. */
function read(origin: string): { readonly schemes: readonly string[]; readonly host: string } {
  if (origin === '<all_urls>') return { schemes: ['http', 'https'], host: '*' };
  const [, scheme = '', host = ''] = /^(\*|https?):\/\/([^/]+)\//.exec(origin) ?? [];
  if (host === '') return { schemes: [], host: origin };
  return { schemes: scheme === '*' ? ['http', 'https'] : [scheme], host };
}

/** Whether the hosts of one pattern hold those of another. */
function reaches(outer: string, inner: string): boolean {
  if (outer === '*' || outer === inner) return true;
  if (!outer.startsWith('*.')) return false;
  const domain = outer.slice(1);
  return inner === outer.slice(2) || inner.endsWith(domain);
}
