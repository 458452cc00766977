// Which requests may be recorded: those of sites that a person granted, and no others that the browser also shows.
import { remembering } from '../http/remembering.ts';

/** True for URLs of granted sites. */
type OriginFilter = (url: string) => boolean;

/** What is asked of a request before it is recorded. */
export interface CapturedRequest {
  readonly url: string;
  readonly initiator: string;
  readonly resourceType: string;
}

/** The sites granted at this moment. */
export interface Grants {
  /** Takes the browser's match patterns. */
  set(origins: readonly string[]): void;
  /**
   * Takes patterns in and away at once: what is held now is read later, and until then nothing may be missed, nor
   * anything be recorded that was taken back.
   */
  change(added: readonly string[], removed: readonly string[]): void;
  /**
   * Whether a request may be recorded: its own site is granted and, unless it loads a page, the site that made it. That
   * is the browser's own rule; here it also holds for requests that were under way when a grant was taken back.
   */
  allows(request: CapturedRequest): boolean;
}

/** Nothing is granted at first. */
export function createGrants(): Grants {
  let held: readonly string[] = [];
  let isGranted = createOriginFilter(held);
  const set = (origins: readonly string[]): void => {
    held = origins;
    isGranted = createOriginFilter(origins);
  };
  return {
    set,
    change: (added, removed) => set([...held, ...added].filter((origin) => !removed.includes(origin))),
    allows: ({ url, initiator, resourceType }) =>
      isGranted(url) &&
      (resourceType === 'main_frame' || !/^https?:/.test(initiator) || isGranted(initiator)),
  };
}

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
    // Asked for to push traces there, and for nothing else: capture asks for both schemes.
    if (/^http:\/\/(?:127\.0\.0\.1|localhost)\/\*$/.test(origin)) continue;
    const match = /^(\*|https?):\/\/([^/]+)\/\*$/.exec(origin);
    const [, scheme = '', host = ''] = match ?? [];
    for (const one of scheme === '*' ? ['http', 'https'] : [scheme]) {
      if (host === '*') schemes.add(one);
      else if (host.startsWith('*.')) domains.add(`${one}://${host.slice(2)}`);
      else hosts.add(`${one}://${host}`);
    }
  }
  // Each request is asked about with every event, and few sites make all of them.
  const isGranted = remembering((url) => {
    if (!URL.canParse(url)) return false;
    const { protocol, hostname } = new URL(url);
    // A grant for http covers ws, as a grant for https covers wss.
    const scheme = protocol.slice(0, -1).replace(/^ws/, 'http');
    if (schemes.has(scheme) || hosts.has(`${scheme}://${hostname}`)) return true;
    for (let domain = hostname; domain !== ''; domain = domain.slice(domain.indexOf('.') + 1)) {
      if (domains.has(`${scheme}://${domain}`)) return true;
      if (!domain.includes('.')) break;
    }
    return false;
  });
  return (url) => isGranted(/^\w+:\/\/[^/?#\\]+\//.exec(url)?.[0] ?? url);
}
