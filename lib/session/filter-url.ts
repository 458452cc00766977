// Host and scheme of a URL as the filter needs them: read from the text, since building a URL object costs more per row.

/** The scheme in lower case without its colon, '' when there is none. */
export function schemeOf(url: string): string {
  return /^[a-z][a-z0-9+.-]{0,30}(?=:)/i.exec(url)?.[0].toLowerCase() ?? '';
}

/** The host in lower case, without user information and port; '' for a URL that has none (`data:`, `about:`). */
export function hostOf(url: string): string {
  const start = url.indexOf('://');
  if (start < 0 || start > 31) return '';
  const rest = url.slice(start + 3);
  const end = rest.search(/[/?#\\]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const port = host.lastIndexOf(':');
  return (port > host.lastIndexOf(']') ? host.slice(0, port) : host).toLowerCase();
}

/**
 * True when a host is what `pattern` says; each `*` stands for any text, dots included, as in Chrome:
 * `*.example.com` matches `a.b.example.com` and not `example.com`. Both in lower case.
 */
export function matchesDomain(pattern: string, host: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return host === first;
  if (host.length < first.length + last.length || !host.startsWith(first) || !host.endsWith(last))
    return false;
  // Leftmost match of each part is enough: what is left for the rest is then as long as it can be.
  let at = first.length;
  const end = host.length - last.length;
  for (const part of others) {
    const found = host.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
