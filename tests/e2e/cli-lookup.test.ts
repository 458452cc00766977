// What providers say about a status, on the command line.
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, retryscope } from './driver/command-line.ts';

const folder = makeFolder();
afterAll(folder.remove);

describe('lookup', () => {
  it('answers one provider as JSON', () => {
    const { status, stdout } = retryscope(['lookup', '503', '--provider', 'huawei-dis', '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        provider: 'huawei-dis',
        code: 503,
        name: 'ServiceUnavailable',
        advice: {
          decision: 'after-change',
          stage: 'described',
          waits: [],
          instants: [],
          maxRetries: null,
          windowSeconds: null,
          summary: 'Change the request first',
        },
        source: { document: 'Status Codes', row: '503' },
      },
    ]);
  });
  it('answers all providers in words', () => {
    const { stdout } = retryscope(['lookup', '503']);
    expect(stdout).toContain('Retry at 8 s, 1 m 12 s, 9 m 44 s, 1 h 18 m, 10 h 24 m after the response');
    for (const name of ['Memfault', 'Huawei OCE', 'Huawei DIS', 'RFC 9110']) expect(stdout).toContain(name);
  });
  it('reads a name, a method and a Retry-After', () => {
    const { stdout } = retryscope([
      'lookup',
      'too',
      'many',
      '--provider',
      'memfault',
      '--method',
      'post',
      '--retry-after',
      '30',
    ]);
    expect(stdout).toContain('Wait 30 s, then retry');
    expect(stdout).toContain('POST is not idempotent');
  });
  it('takes a pack of one’s own', () => {
    const pack = {
      id: 'acme',
      name: 'Acme',
      title: 'Acme',
      version: '2026-11-21',
      documents: [{ title: 'Codes', file: 'codes.txt', updated: '', retrievedOn: '2026-11-21' }],
      hosts: [],
      statuses: [
        { code: 503, name: 'Nap', meaning: 'Asleep', retry: { decision: 'never', stage: 'stated' } },
      ],
    };
    const { stdout } = retryscope([
      'lookup',
      '503',
      '--provider',
      'acme',
      '--pack',
      folder.file('acme.json', JSON.stringify(pack)),
    ]);
    expect(stdout).toContain('Acme  503 Nap: Asleep');
    const broken = { ...pack, statuses: [{ ...pack.statuses[0], code: 42 }] };
    const refused = retryscope([
      'lookup',
      '503',
      '--pack',
      folder.file('broken.json', JSON.stringify(broken)),
    ]);
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toContain('statuses[0].code: 42 is not a status from 100 to 599');
  });
  it.each([
    [['lookup', '99'], 2, '99'],
    [['lookup', '600'], 2, '600'],
    [['lookup'], 2, 'Name a status'],
    [['lookup', '503', '--provider', 'nobody'], 2, 'There is no provider "nobody"'],
    [['lookup', '503', '--nonsense'], 2, '--nonsense'],
  ])('%j fails with code %i and says %j', (args, code, message) => {
    const { status, stderr } = retryscope(args);
    expect(status).toBe(code);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });
  it('says when nothing is found', () => {
    expect(retryscope(['lookup', 'gibberish'])).toMatchObject({ status: 1 });
  });
});
