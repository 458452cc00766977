import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRetention, retentionChoices } from '../../../../lib/session/retention.ts';
import { type PortableSettings, readSettings, writeSettings } from '../../../../lib/stores/settings-file.ts';

const current: PortableSettings = {
  assignments: [{ pattern: 'old.test', provider: 'dis' }],
  providers: { order: ['dis'], off: ['oce'] },
  preserveLog: false,
  extraHeaders: false,
  retention: defaultRetention,
  redactedNames: ['X-Tenant-No'],
  theme: '',
};
const anySettings: fc.Arbitrary<PortableSettings> = fc.record({
  assignments: fc.uniqueArray(
    fc.record({ pattern: fc.constantFrom('a.test', '*.b.test', '**.c.test'), provider: fc.string() }),
    { selector: ({ pattern }) => pattern },
  ),
  providers: fc.record({ order: fc.array(fc.string()), off: fc.array(fc.string()) }),
  preserveLog: fc.boolean(),
  extraHeaders: fc.boolean(),
  redactedNames: fc.uniqueArray(fc.constantFrom('X-Tenant-No', 'user', 'a_b')),
  retention: fc.record({
    exchanges: fc.constantFrom(...retentionChoices.exchanges),
    bytes: fc.constantFrom(...retentionChoices.bytes),
  }),
  theme: fc.constantFrom('light', 'dark', ''),
});
const changed = (change: object): string =>
  JSON.stringify({ ...JSON.parse(writeSettings(current)), ...change });

describe('settings in a file', () => {
  it('are what they were', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        expect(readSettings(writeSettings(settings), current)).toEqual({
          ok: true,
          value: { settings, problems: [] },
        });
      }),
    );
  });

  it.each([
    ['no JSON', 'the file is not JSON'],
    ['null', 'the file holds no Retryscope settings'],
    ['{"log":{"entries":[]}}', 'the file holds no Retryscope settings'],
    [changed({ version: 2 }), "settings of version 2 can't be read"],
  ])('are none in %s', (text, message) => {
    expect(readSettings(text, current)).toEqual({ ok: false, problems: [{ path: '', message }] });
  });

  it.each([
    [{ preserveLog: 'yes' }, 'preserveLog is neither true nor false'],
    [{ assignments: {} }, 'assignments is not a list'],
    [{ providers: ['dis'] }, 'providers does not hold the lists "order" and "off"'],
    [{ providers: null }, 'providers does not hold the lists "order" and "off"'],
    [{ providers: { order: [1], off: [] } }, 'providers does not hold the lists "order" and "off"'],
  ])('keep the value they have where the file says %j', (change, problem) => {
    const read = readSettings(changed({ theme: 'dark', ...change }), current);
    expect(read).toEqual({
      ok: true,
      value: { settings: { ...current, theme: 'dark' }, problems: [problem] },
    });
  });

  it('keep the providers as they are where the file is from before one could choose', () => {
    const read = readSettings(changed({ providers: undefined }), current);
    expect(read).toEqual({ ok: true, value: { settings: current, problems: [] } });
  });

  it('leave out what is no assignment, and take the others', () => {
    const good = { pattern: 'a.test', provider: 'memfault' };
    const read = readSettings(changed({ assignments: [{ pattern: 'a b' }, null, good] }), current);
    if (!read.ok) throw new Error('Not read');
    expect(read.value.settings.assignments).toEqual([good]);
    expect(read.value.problems).toEqual([
      'the assignment of a b is no host pattern and provider',
      'the assignment of undefined is no host pattern and provider',
    ]);
  });

  it('never throw on any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        readSettings(
          changed({ assignments: value, providers: value, retention: value, theme: value }),
          current,
        );
        readSettings(JSON.stringify(value), current);
      }),
    );
  });
});
