// Which requests may be recorded: those of sites that a person granted, and no others that the browser also shows.

/** True for URLs of granted sites. */
export type OriginFilter = (url: string) => boolean;

/**
 * A filter from the browser's match patterns (`*://api.example.com/*`, `*://*.example.com/*`, every site, `<all_urls>`).
 * Needed because the browser also delivers the requests of a tab whose popup was opened (activeTab), granted or not,
 * and goes on for that tab after a grant was taken back. A pattern of another form lets nothing through.
 */
export function createOriginFilter(origins: readonly string[]): OriginFilter {
  const schemes = new Set<string>();
  const hosts = new Set<string>();
  const domains = new Set<string>();
  for (const origin of origins) {
    if (origin === '<all_urls>') {
      schemes.add('http').add('https');
      continue;
    }
    const match = /^(\*|https?):\/\/([^/]+)\/\*$/.exec(origin);
    const [, scheme = '', host = ''] = match ?? [];
    for (const one of scheme === '*' ? ['http', 'https'] : [scheme]) {
      if (host === '*') schemes.add(one);
      else if (host.startsWith('*.')) domains.add(`${one}://${host.slice(2)}`);
      else hosts.add(`${one}://${host}`);
    }
  }
  return (url) => {
    if (!URL.canParse(url)) return false;
    const { protocol, hostname } = new URL(url);
    const scheme = protocol.slice(0, -1);
    if (schemes.has(scheme) || hosts.has(`${scheme}://${hostname}`)) return true;
    for (let domain = hostname; domain !== ''; domain = domain.slice(domain.indexOf('.') + 1)) {
      if (domains.has(`${scheme}://${domain}`)) return true;
      if (!domain.includes('.')) break;
    }
    return false;
  };
}
