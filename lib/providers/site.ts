// Which browser permissions capturing a site takes.
import type { Catalogue } from './catalogue.ts';
import { hostPatterns } from './catalogue.ts';
import { parseHostPattern, permissionPatterns } from './host-pattern.ts';

/** The host of a page that can be captured; '' for any page that is not http(s). */
export function siteOf(url: string): string {
  if (!/^https?:/.test(url) || !URL.canParse(url)) return '';
  return new URL(url).hostname;
}

/**
 * Match patterns for capturing a site: its own host, and the providers' hosts that its pages may call, because the
 * browser shows a cross-origin request only to an extension that holds both ends.
 */
export function originsToGrant(host: string, { providers }: Catalogue): string[] {
  const own = parseHostPattern(host);
  const known = providers.flatMap(({ pack }) => hostPatterns(pack.hosts));
  return permissionPatterns(own.ok ? [own.value, ...known] : known);
}

/** Match patterns for one provider's hosts. */
export function originsOf(hosts: readonly string[]): string[] {
  return permissionPatterns(hostPatterns(hosts));
}
