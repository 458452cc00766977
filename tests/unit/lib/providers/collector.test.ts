import { describe, expect, it } from 'vitest';
import { collectorPattern, parseCollector, readCollectorUrl } from '../../../../lib/providers/collector.ts';
import { collectorPack } from '../../../../lib/providers/collector-pack.ts';
import { parsePack } from '../../../../lib/providers/parse-pack.ts';

describe("a collector's address", () => {
  it.each([
    ['http://127.0.0.1:4318', 'http://127.0.0.1:4318/v1/traces'],
    [' http://localhost:4318/ ', 'http://localhost:4318/v1/traces'],
    ['http://localhost:9411/otlp/v1/traces', 'http://localhost:9411/otlp/v1/traces'],
    ['http://127.0.0.1', 'http://127.0.0.1/v1/traces'],
  ])('%j', (text, url) => expect(readCollectorUrl(text)).toEqual({ ok: true, value: url }));

  it.each([
    '',
    'collector',
    'https://127.0.0.1:4318',
    'http://collector.example.net:4318',
    'http://127.0.0.1.example.net/',
    'http://user:secret@localhost:4318',
    'http://0.0.0.0:4318',
    'javascript:alert(1)',
  ])('is not %j', (text) => expect(readCollectorUrl(text).ok).toBe(false));

  it('is stored with whether it is on; what can’t be read is off', () => {
    const usual = { isOn: false, url: 'http://127.0.0.1:4318/v1/traces' };
    const stored = { isOn: true, url: 'http://localhost:4318/v1/traces' };
    expect(parseCollector(stored)).toEqual(stored);
    for (const value of [undefined, null, 7, {}, { isOn: true, url: 'https://evil.test' }]) {
      expect(parseCollector(value)).toEqual(usual);
    }
    expect(parseCollector({ isOn: 'yes', url: stored.url })).toEqual({ ...stored, isOn: false });
  });

  it('takes a grant for its host alone', () =>
    expect(collectorPattern('http://localhost:4318/v1/traces')).toBe('http://localhost/*'));
});

it('has a pack as any provider has', () => {
  const pack = collectorPack('http://127.0.0.1:4318/v1/traces');
  expect(parsePack(JSON.parse(JSON.stringify(pack)))).toMatchObject({ ok: true });
  expect(pack.statuses.map(({ code }) => code)).toEqual([429, 502, 503, 504]);
});
