import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../../../lib/http/result.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { parsePack } from '../../../../lib/providers/parse-pack.ts';

const valid = {
  id: 'acme',
  name: 'Acme',
  title: 'Acme API',
  version: '2026-11-21',
  documents: [
    { title: 'Status codes', url: 'https://acme.test/status', updated: '', retrievedOn: '2026-11-21' },
  ],
  hosts: ['api.acme.test'],
  statuses: [
    { code: 503, name: 'Busy', meaning: 'Too much load', retry: { decision: 'never', stage: 'stated' } },
  ],
};
const problemsOf = (value: unknown): string => {
  const parsed = parsePack(value);
  return parsed.ok ? '' : formatProblems(parsed.problems);
};

describe('parsePack', () => {
  it('accepts every pack that ships, unchanged', () => {
    for (const pack of [...builtInPacks, genericPack]) {
      expect(parsePack(pack), pack.id).toEqual({ ok: true, value: pack });
    }
  });

  it.each<[string, unknown, string]>([
    [
      'a status of 99',
      { ...valid, statuses: [{ ...valid.statuses[0], code: 99 }] },
      'statuses[0].code: 99 is not a status',
    ],
    [
      'a fraction',
      { ...valid, statuses: [{ ...valid.statuses[0], code: 503.5 }] },
      'statuses[0].code: is not a whole number',
    ],
    ['an unknown field', { ...valid, hsots: [] }, 'hsots: '],
    [
      'an unknown decision',
      { ...valid, statuses: [{ ...valid.statuses[0], retry: { decision: 'maybe', stage: 'stated' } }] },
      'statuses[0].retry.decision: ',
    ],
    [
      'exponential without a backoff',
      { ...valid, statuses: [{ ...valid.statuses[0], retry: { decision: 'exponential', stage: 'stated' } }] },
      'statuses[0].retry: needs a backoff',
    ],
    [
      'one code twice',
      { ...valid, statuses: [valid.statuses[0], valid.statuses[0]] },
      'has two rows for one code',
    ],
    [
      'a host with a scheme',
      { ...valid, hosts: ['https://acme.test'] },
      'hosts[0]: "https://acme.test" has a scheme',
    ],
    ['no source', { ...valid, documents: [] }, 'documents: names no document'],
    [
      'a script as its address',
      { ...valid, documents: [{ ...valid.documents[0], url: 'javascript:alert(1)' }] },
      'documents[0].url: is not an http(s) address',
    ],
    ['not an object', 'pack', 'Expected Object'],
    ['null', null, 'Expected Object'],
  ])('refuses %s and names the place', (_, value, message) => expect(problemsOf(value)).toContain(message));

  it('gives a pack or named faults for anything, whatever field is spoilt', () => {
    const fields = fc.constantFrom(...Object.keys(valid));
    fc.assert(
      fc.property(fields, fc.anything(), (field, value) => {
        const parsed = parsePack({ ...valid, [field]: value });
        return parsed.ok || parsed.problems.every(({ message }) => message !== '');
      }),
    );
    fc.assert(fc.property(fc.anything(), (value) => parsePack(value).ok === false));
  });

  it('names every fault at once', () => {
    expect(problemsOf({ ...valid, id: 'Not Good', version: 'x' }).split('\n')).toHaveLength(2);
  });
});
