import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressParts, headerParts, partsOf, placeholders } from '../../../../lib/transfer/exchange-parts.ts';
import { type KeptSecrets, redactExchange, redactWithReport } from '../../../../lib/transfer/redact.ts';
import { credentialNames, plantedSecrets } from '../../../fixtures/secrets.ts';
import { body, completed, exchange, headers, meta, rowOf, trickyText, url } from './arbitraries.ts';
import { exportHar } from './exported.ts';

const sample = completed({
  url: 'https://joe:hunter2x@x.example/a?token=abcdef123&sig=fedcba321&next=%2Fcb%3Fcode%3Dqqq111',
  requestHeaders: [
    { name: 'Cookie', value: 'sid=s3cr3t99; Theme=dark' },
    { name: 'Authorization', value: 'Bearer b3ar3rb3ar3r' },
    { name: 'Referer', value: 'https://x.example/?token=abcdef123' },
  ],
  statusText: 'No abcdef123',
  errorBody: '{"password":"in the body"}',
});
const keeping = (keepSecrets: KeptSecrets) => redactWithReport(sample, { keepSecrets }).exchange;
const values = (keepSecrets: KeptSecrets) => keeping(keepSecrets).requestHeaders.map(({ value }) => value);

describe('what a person insists on', () => {
  it.each<[KeptSecrets, string]>([
    [
      ['token'],
      'https://[redacted]@x.example/a?token=abcdef123&sig=[redacted]&next=%2Fcb%3Fcode%3D%5Bredacted%5D',
    ],
    [
      ['SIG'],
      'https://[redacted]@x.example/a?token=[redacted]&sig=fedcba321&next=%2Fcb%3Fcode%3D%5Bredacted%5D',
    ],
    [
      ['userinfo', 'next'],
      'https://joe:hunter2x@x.example/a?token=[redacted]&sig=[redacted]&next=%2Fcb%3Fcode%3Dqqq111',
    ],
    ['all', sample.url],
  ])('stays in an address: %s', (kept, after) => {
    expect(keeping(kept).url).toBe(after);
  });

  it.each<[KeptSecrets, string[]]>([
    [['sid'], ['sid=s3cr3t99; Theme=[redacted]', 'Bearer [redacted]', 'https://x.example/?token=[redacted]']],
    [['theme'], ['sid=[redacted]; Theme=dark', 'Bearer [redacted]', 'https://x.example/?token=[redacted]']],
    [['cookie'], ['sid=s3cr3t99; Theme=dark', 'Bearer [redacted]', 'https://x.example/?token=[redacted]']],
    [
      ['authorization'],
      ['sid=[redacted]; Theme=[redacted]', 'Bearer b3ar3rb3ar3r', 'https://x.example/?token=[redacted]'],
    ],
    [
      ['referer'],
      ['sid=[redacted]; Theme=[redacted]', 'Bearer [redacted]', 'https://x.example/?token=abcdef123'],
    ],
  ])('stays in headers: %s', (kept, after) => {
    expect(values(kept)).toEqual(after);
  });

  it('stays where it has its name, not wherever its value stands', () => {
    expect(keeping(['token']).statusText).toBe('No [redacted]');
  });

  it('is named in the file, which holds no body all the same', () => {
    for (const kept of [['token'], 'all'] as const) {
      const har = exportHar([rowOf(sample)], meta, { keepSecrets: kept });
      expect(har.log._retryscope.redaction).toMatchObject({ applied: kept !== 'all', kept });
      expect(JSON.stringify(har)).toContain('abcdef123');
      expect(JSON.stringify(har)).not.toContain('in the body');
    }
    expect(exportHar([rowOf(sample)], meta).log._retryscope.redaction).not.toHaveProperty('kept');
  });

  it('never comes back once it was taken out', () => {
    const stored = redactExchange(sample);
    expect(redactWithReport(stored, { keepSecrets: 'all' }).exchange).toBe(stored);
    expect(redactWithReport(stored, { keepSecrets: ['token', 'cookie', 'userinfo'] }).exchange).toEqual(
      stored,
    );
  });

  it('keeps nothing else: what nobody named stays out, whatever else is kept', () => {
    const known = credentialNames.map((name) => name.toLowerCase());
    const leaks = plantedSecrets().filter(({ name, secret, exchange: planted }) => {
      const own = name.toLowerCase();
      // A cookie goes with its header, and credentials with theirs, whatever they are called.
      const keepSecrets = known.filter(
        (one) => one !== own && !/^(?:set-)?cookie$|^authorization$/.test(one),
      );
      const { exchange: kept } = redactWithReport(planted, { keepSecrets, dropBody: true });
      return known.includes(own) && JSON.stringify(kept).includes(secret);
    });
    expect(leaks.map(({ place, name }) => `${name} in ${place}`)).toEqual([]);
  });
});

describe('the parts of an exchange', () => {
  const textOf = (parts: readonly { readonly text: string }[]) => parts.map(({ text }) => text).join('');

  it('are all of it, in order', () => {
    fc.assert(
      fc.property(fc.oneof(url, trickyText), (text) => {
        expect(textOf(addressParts(text))).toBe(text);
      }),
    );
    fc.assert(
      fc.property(headers, (list) => {
        for (const header of list) expect(textOf(headerParts(header))).toBe(header.value);
      }),
    );
  });

  it('count the same when redacted twice, and merge to all that stands redacted', () => {
    fc.assert(
      fc.property(exchange, body, (item, errorBody) => {
        const { exchange: once, report } = redactWithReport({ ...item, errorBody });
        expect(redactWithReport(once).report).toEqual(report);
        const counted = Object.values(report).flatMap((names) => Object.values(names));
        const stands = [...partsOf(once)].flatMap((parts) =>
          parts.map(({ place, text }) => (place === 'host' ? [] : (text.match(placeholders) ?? []))),
        );
        const hosts = Object.values(report.host ?? {});
        const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
        expect(sum(counted) - sum(hosts)).toBe(sum(stands.map(({ length }) => length)));
      }),
    );
  });

  it('come back, all that redaction took, where every name that was redacted is kept', () => {
    const standing = (parts: readonly { readonly text: string }[]) =>
      textOf(parts).match(placeholders)?.length ?? 0;
    fc.assert(
      fc.property(exchange, (item) => {
        const before = [...partsOf(item)];
        const after = [...partsOf(redactExchange(item))];
        const keepSecrets = after.flat().map(({ name }) => name);
        const kept = [...partsOf(redactWithReport(item, { keepSecrets }).exchange)];
        for (const [at, parts] of kept.entries()) {
          if (before[at]?.length !== after[at]?.length) continue;
          expect(standing(parts)).toBe(standing(before[at] ?? []));
        }
      }),
    );
  });
});
