// The built command line, run as a person or a CI job runs it.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeHar } from '../bench/make-har.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'retryscope-cli-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Runs the command line to its end. */
function retryscope(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['.output/cli/retryscope.mjs', ...args], {
    encoding: 'utf8',
    input,
    maxBuffer: 64e6,
  });
  return { status, stdout, stderr };
}
const file = (name: string, text: string): string => {
  const full = path.join(folder, name);
  fs.writeFileSync(full, text);
  return full;
};

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
      file('acme.json', JSON.stringify(pack)),
    ]);
    expect(stdout).toContain('Acme  503 Nap: Asleep');
    const broken = { ...pack, statuses: [{ ...pack.statuses[0], code: 42 }] };
    const refused = retryscope(['lookup', '503', '--pack', file('broken.json', JSON.stringify(broken))]);
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toContain('statuses[0].code: 42 is not a status from 100 to 599');
  });
  it.each([
    [['lookup', '99'], 2, '99'],
    [['lookup', '600'], 2, '600'],
    [['lookup'], 2, 'Name a status'],
    [['lookup', '503', '--provider', 'nobody'], 2, 'There is no provider "nobody"'],
    [['lookup', '503', '--nonsense'], 2, '--nonsense'],
    [['frobnicate'], 2, 'no command "frobnicate"'],
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

describe('annotate', () => {
  it('writes the HAR again with annotations and without credentials', () => {
    const out = path.join(folder, 'out.har');
    const { status, stderr } = retryscope(['annotate', file('in.har', makeHar(200)), '-o', out]);
    expect(status).toBe(0);
    expect(stderr).toContain('200 responses annotated');
    const { log } = JSON.parse(fs.readFileSync(out, 'utf8'));
    expect(log.entries).toHaveLength(200);
    const overloaded = log.entries.find(
      (entry: { response: { status: number }; _annotation: { provider: { id: string } } }) =>
        entry.response.status === 529 && entry._annotation.provider.id === 'memfault',
    );
    expect(overloaded._annotation.advice).toMatchObject({
      decision: 'exponential',
      summary: 'Wait 30 s, then retry',
    });
    const authorization = overloaded.request.headers.find(
      ({ name }: { name: string }) => name === 'Authorization',
    );
    expect(authorization.value).toContain('[redacted]');
  });
  it('reads standard input, writes standard output, and takes assignments', () => {
    const { stdout } = retryscope(['annotate', '-', '--assign', 'app.example.test=memfault'], makeHar(40));
    const { log } = JSON.parse(stdout);
    const own = log.entries.find(({ request }: { request: { url: string } }) =>
      request.url.includes('app.example.test'),
    );
    expect(own._annotation.provider.id).toBe('memfault');
  });
  it('names a broken entry and keeps the rest', () => {
    const har = JSON.parse(makeHar(3));
    har.log.entries[1].response.status = 'many';
    const { status, stdout, stderr } = retryscope(['annotate', file('one-broken.har', JSON.stringify(har))]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).log.entries).toHaveLength(2);
    expect(stderr).toMatch(/entry 2/);
  });
  it.each([
    ['not JSON', 'nonsense', 'JSON'],
    ['no log', '{}', 'log'],
  ])('refuses %s with code 2', (_, text, message) => {
    const { status, stderr } = retryscope(['annotate', file('bad.har', text)]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
  it('says which file can’t be read', () => {
    expect(retryscope(['annotate', path.join(folder, 'none.har')]).stderr).toContain('none.har');
  });
});
