import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createHostMatcher,
  parseHostPattern,
  permissionPatterns,
} from '../../../../lib/providers/host-pattern.ts';

const parse = (text: string) => {
  const parsed = parseHostPattern(text);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.value;
};
const matcherOf = (...patterns: string[]) => {
  const matcher = createHostMatcher<string>();
  for (const pattern of patterns) matcher.add(parse(pattern), pattern);
  return matcher;
};

describe('parseHostPattern', () => {
  it.each([
    ['api.memfault.com', 'api.memfault.com'],
    [' API.Memfault.com. ', 'api.memfault.com'],
    ['**.example.com/v1/', '**.example.com/v1'],
    ['[::1]', '[::1]'],
    ['127.0.0.1', '127.0.0.1'],
    ['localhost', 'localhost'],
  ])('reads %j as %j', (text, normal) => expect(parse(text).text).toBe(normal));

  it.each([
    ['', 'empty'],
    ['https://api.example.com', 'scheme'],
    ['localhost:8080', 'port'],
    ['**', 'at least one label'],
    ['*.*', 'names no label'],
    ['a.**.com', 'may only stand first'],
    ['a*.com', 'whole label'],
    ['a..com', 'empty label'],
    ['exämple.com', 'not a host label'],
  ])('refuses %j and says why', (text, why) => {
    const parsed = parseHostPattern(text);
    expect(parsed.ok || parsed.problems[0]?.message).toContain(why);
  });

  it('never throws and never takes long', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (text) => typeof parseHostPattern(text).ok === 'boolean'),
    );
  });
});

describe('host matcher', () => {
  it('prefers a name to *, and * to **, from the right', () => {
    const matcher = matcherOf('**.example.com', '*.example.com', 'api.example.com', 'dis.*.example.com');
    expect(matcher.find('api.example.com', '/')).toBe('api.example.com');
    expect(matcher.find('www.example.com', '/')).toBe('*.example.com');
    expect(matcher.find('dis.eu.example.com', '/')).toBe('dis.*.example.com');
    expect(matcher.find('ecs.eu.example.com', '/')).toBe('**.example.com');
    expect(matcher.find('a.b.c.example.com', '/')).toBe('**.example.com');
    expect(matcher.find('example.com', '/')).toBeUndefined();
    expect(matcher.find('example.com.evil.test', '/')).toBeUndefined();
  });

  it('prefers the longer path prefix, whole segments only', () => {
    const matcher = matcherOf('api.test', 'api.test/v1', 'api.test/v1/beta');
    expect(matcher.find('api.test', '/v1/beta/x')).toBe('api.test/v1/beta');
    expect(matcher.find('api.test', '/v1?q=1')).toBe('api.test/v1');
    expect(matcher.find('api.test', '/v10')).toBe('api.test');
    expect(matcher.find('api.test', '')).toBe('api.test');
  });

  it('falls back to a wider pattern when the path of a narrower one does not fit', () => {
    const matcher = matcherOf('api.test/v1', '*.test');
    expect(matcher.find('api.test', '/v2')).toBe('*.test');
  });

  it('finds a pattern by any host made from it', () => {
    const label = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const slot = fc.oneof(label, fc.constant('*'));
    fc.assert(
      fc.property(
        fc.array(slot, { minLength: 1, maxLength: 5 }),
        label,
        fc.boolean(),
        (labels, filler, deep) => {
          const text = [...(deep ? ['**'] : []), ...labels, 'test'].join('.');
          const host = text.replace('**', `${filler}.${filler}`).replaceAll('*', filler);
          return matcherOf(text).find(host, '/') === text;
        },
      ),
    );
  });
});

describe('permissionPatterns', () => {
  it('widens what the browser has no wildcard for', () => {
    const patterns = ['api.memfault.com', 'ges.*.myhuaweicloud.com', '**.myhuaweicloud.com', '127.0.0.1'];
    expect(permissionPatterns(patterns.map(parse))).toEqual([
      '*://*.myhuaweicloud.com/*',
      '*://127.0.0.1/*',
      '*://api.memfault.com/*',
    ]);
  });
});
