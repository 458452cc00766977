import { describe, expect, it } from 'vitest';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import {
  captureChoices,
  coveringOf,
  describeOrigin,
  isAllSites,
  isCovered,
  isSameHosts,
  originsOf,
  originsToGrant,
  parseSite,
} from '../../../../lib/providers/site.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const memfault = ['api', 'chunks', 'device', 'files', 'ingress'].map((name) => `*://${name}.memfault.com/*`);

describe('what can be captured of a site', () => {
  const choices = captureChoices('app.test', catalogue);
  const originsOfChoice = (id: string) => choices.find((choice) => choice.id === id)?.origins;

  it('is the site, with all providers, with each one, or every site', () => {
    expect(choices.map(({ id, provider }) => [id, provider])).toEqual([
      ['site', ''],
      ['providers', ''],
      ['provider:memfault', 'Memfault'],
      ['provider:huawei-oce', 'Huawei OCE'],
      ['provider:huawei-dis', 'Huawei DIS'],
      ['provider:huawei-ges', 'Huawei GES'],
      ['provider:huawei-cloud', 'Huawei Cloud'],
      ['all', ''],
    ]);
  });
  it('holds both ends of a call to a provider, and no more', () => {
    expect(originsOfChoice('site')).toEqual(['*://app.test/*']);
    expect(originsOfChoice('provider:memfault')).toEqual(['*://app.test/*', ...memfault]);
    expect(originsOfChoice('providers')).toEqual(originsToGrant('app.test', catalogue));
    expect(originsOfChoice('all')).toEqual(['*://*/*']);
  });
  it.each(['-odd.test', '[::1]', '127.0.0.1', 'localhost', 'api.memfault.com'])('always holds %s', (host) => {
    const own = `*://${host}/*`;
    for (const { id, origins } of captureChoices(host, catalogue)) {
      expect(isCovered(own, origins), id).toBe(true);
      expect(new Set(origins).size, id).toBe(origins.length);
    }
  });
  it('widens a star inside a name, for which the browser has no form', () => {
    expect(originsOf(['dis.*.myhuaweicloud.com'])).toEqual(['*://*.myhuaweicloud.com/*']);
  });
});

describe('a site that was typed', () => {
  it.each([
    [' App.Test ', 'app.test', '*://app.test/*'],
    ['**.example.net', '**.example.net', '*://*.example.net/*'],
    ['ges.*.example.net', 'ges.*.example.net', '*://*.example.net/*'],
    ['[::1]', '[::1]', '*://[::1]/*'],
  ])('%j is asked for as %s', (typed, text, origin) => {
    expect(parseSite(typed)).toEqual({ ok: true, value: { text, origins: [origin] } });
  });
  it.each([
    ['', 'is empty'],
    ['https://app.test', 'has a scheme'],
    ['app.test:8080', 'has a port'],
    ['app.test/v1', 'has a path: the browser grants whole hosts, so write app.test'],
    ['*', 'names no label'],
    ['**', 'alone would match every host'],
  ])('%j is refused in words: %s', (typed, words) => {
    const site = parseSite(typed);
    expect(site.ok ? '' : site.problems[0]?.message).toContain(words);
  });
});

describe('what held patterns cover', () => {
  it.each<[held: string[], origin: string, covered: boolean]>([
    [['*://app.test/*'], '*://app.test/*', true],
    [['*://app.test/*'], '*://api.app.test/*', false],
    [['*://*.app.test/*'], '*://app.test/*', true],
    [['*://*.app.test/*'], '*://a.b.app.test/*', true],
    [['*://*.app.test/*'], '*://*.b.app.test/*', true],
    [['*://*.b.app.test/*'], '*://*.app.test/*', false],
    [['*://*.app.test/*'], '*://myapp.test/*', false],
    [['*://*/*'], '*://*.app.test/*', true],
    [['<all_urls>'], '*://*/*', true],
    [['http://*/*'], '*://app.test/*', false],
    [['http://*/*', 'https://app.test/*'], '*://app.test/*', true],
    [['http://app.test/*'], 'https://app.test/*', false],
    [['file:///*', 'nonsense'], '*://app.test/*', false],
    [[], '*://app.test/*', false],
  ])('%j covers %s: %s', (held, origin, covered) => {
    expect(isCovered(origin, held)).toBe(covered);
  });

  it('names each pattern that reaches a part', () => {
    const held = ['*://*/*', '*://*.app.test/*', 'http://app.test/*', '*://other.test/*'];
    expect(coveringOf('*://app.test/*', held)).toEqual(held.slice(0, 3));
    expect(coveringOf('https://app.test/*', held)).toEqual(held.slice(0, 2));
  });
  it('tells the same hosts by whatever scheme, and all sites by whatever words', () => {
    expect(isSameHosts('*://app.test/*', 'https://app.test/*')).toBe(true);
    expect(isSameHosts('*://app.test/*', '*://*.app.test/*')).toBe(false);
    expect(['*://*/*', 'https://*/*', '<all_urls>', '*://*.test/*'].map(isAllSites)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
  it.each([
    ['*://*/*', 'all sites'],
    ['<all_urls>', 'all sites'],
    ['https://*/*', 'all https sites'],
    ['*://*.app.test/*', '*.app.test'],
    ['http://app.test/*', 'http://app.test'],
    ['file:///*', 'file:///*'],
  ])('%s reads %s', (origin, text) => {
    expect(describeOrigin(origin)).toBe(text);
  });
});
