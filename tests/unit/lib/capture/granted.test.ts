import { describe, expect, it } from 'vitest';
import { createGrants, createOriginFilter } from '../../../../lib/capture/granted.ts';

describe('granted sites', () => {
  it.each([
    ['*://api.memfault.com/*', 'https://api.memfault.com/x', true],
    ['*://api.memfault.com/*', 'http://api.memfault.com:8080/x', true],
    ['*://api.memfault.com/*', 'https://files.memfault.com/x', false],
    ['*://api.memfault.com/*', 'https://api.memfault.com.evil.test/', false],
    ['*://*.memfault.com/*', 'https://api.memfault.com/', true],
    ['*://*.memfault.com/*', 'https://memfault.com/', true],
    ['*://*.memfault.com/*', 'https://evilmemfault.com/', false],
    ['https://*.memfault.com/*', 'http://api.memfault.com/', false],
    ['*://*/*', 'http://127.0.0.1:9/x', true],
    ['https://*/*', 'http://a.test/', false],
    ['<all_urls>', 'http://a.test/', true],
    ['<all_urls>', 'ftp://a.test/', false],
    ['*://[::1]/*', 'http://[::1]:80/', true],
    ['nonsense', 'http://a.test/', false],
    ['*://*/*', 'nonsense', false],
  ])('%s and %s: %s', (origin, url, allowed) => expect(createOriginFilter([origin])(url)).toBe(allowed));

  it('tells sites apart whatever stands behind them', () => {
    const isGranted = createOriginFilter(['*://a.test/*']);
    const asked = [
      'http://a.test/x',
      'http://b.test/a.test/',
      'http://a.test/y',
      'http://b.test/',
      'http://a.test',
    ];
    expect(asked.map(isGranted)).toEqual([true, false, true, false, true]);
    // Where the host ends is the address's own affair.
    expect(isGranted('http://b.test\\@a.test/')).toBe(false);
    expect(isGranted('http://b.test?@a.test/')).toBe(false);
    expect(isGranted('http://user@a.test/')).toBe(true);
  });

  it('lets nothing through without a grant', () => {
    expect(createOriginFilter([])('https://api.memfault.com/')).toBe(false);
  });

  it.each([
    ['its own site and the one that made it', 'https://a.test', 'xmlhttprequest', true],
    ['a page, whoever links to it', 'https://other.test', 'main_frame', true],
    ['a request of a site that is not granted', 'https://other.test', 'xmlhttprequest', false],
    ['a request that no site made', '', 'xmlhttprequest', true],
  ])('allows by %s', (_, initiator, resourceType, allowed) => {
    const grants = createGrants();
    const request = { url: 'wss://api.a.test/x', initiator, resourceType };
    expect(grants.allows(request)).toBe(false);
    grants.set(['*://*.a.test/*', 'https://a.test/*']);
    expect(grants.allows(request)).toBe(allowed);
  });

  it('allows a site from the moment when it was granted, and nothing of it from when it was taken back', () => {
    const grants = createGrants();
    const request = { url: 'https://a.test/x', initiator: '', resourceType: 'xmlhttprequest' };
    grants.set(['*://b.test/*']);
    expect(grants.allows(request)).toBe(false);
    grants.change(['*://a.test/*', 'ws://a.test/*'], []);
    expect(grants.allows(request)).toBe(true);
    grants.change([], ['*://a.test/*', 'ws://a.test/*']);
    expect(grants.allows(request)).toBe(false);
    expect(grants.allows({ ...request, url: 'https://b.test/x' })).toBe(true);
  });
});
