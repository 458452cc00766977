// Sessions in, annotated and redacted sessions out, on the command line.
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeHar } from '../bench/make-har.ts';
import { harText, hastyEntries, patientEntries } from '../fixtures/har-text.ts';
import { interrupted, makeFolder, retryscope, withoutReader } from './driver/command-line.ts';

const folder = makeFolder();
afterAll(folder.remove);
const secret = 's3cr3t-0123456789abcdef';
const withSecret = harText(
  hastyEntries.map((entry) => ({ ...entry, requestHeaders: { Authorization: `Bearer ${secret}` } })),
);

describe('one file', () => {
  it('is written again with annotations and without credentials', () => {
    const out = folder.file('out.har');
    const { status, stdout, stderr } = retryscope([
      'annotate',
      folder.file('in.har', makeHar(200)),
      '-o',
      out,
    ]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toContain('200 responses annotated');
    const { log } = JSON.parse(folder.read('out.har'));
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
  it('comes from standard input, goes to standard output, and takes assignments', () => {
    const { stdout } = retryscope(['annotate', '-', '--assign', 'app.example.test=memfault'], {
      input: makeHar(40),
    });
    const { log } = JSON.parse(stdout);
    const own = log.entries.find(({ request }: { request: { url: string } }) =>
      request.url.includes('app.example.test'),
    );
    expect(own._annotation.provider.id).toBe('memfault');
  });
  it('is replaced whole, and can be the one that is read', () => {
    const file = folder.file('again.har', harText(hastyEntries));
    expect(retryscope(['annotate', file, '-o', file]).status).toBe(0);
    const once = JSON.parse(folder.read('again.har')).log.entries;
    expect(retryscope(['annotate', file, '-o', file]).status).toBe(0);
    expect(JSON.parse(folder.read('again.har')).log.entries).toEqual(once);
    expect(once[1]._annotation.findings).toMatchObject([{ id: 'too-early' }]);
    expect(fs.readdirSync(folder.path).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
  it('keeps its credentials only where that is asked for, and says so', () => {
    const file = folder.file('secret.har', withSecret);
    const usual = retryscope(['annotate', file]);
    expect(usual.stdout).toContain('[redacted]');
    expect(usual.stdout).not.toContain(secret);
    const kept = retryscope(['annotate', file, '--keep-secrets']);
    expect(kept.stdout).toContain(secret);
    expect(JSON.parse(kept.stdout).log._retryscope.redaction.kept).toBe('all');
    expect(kept.stderr).toContain('All credentials are in the output');
  });
  it.each([
    ['ndjson', /^\{.*\}\n/],
    ['csv', /,/],
    ['md', /^#+ /m],
    ['otlp', /"resourceSpans"/],
  ])('is written as %s', (format, looks) => {
    const { status, stdout } = retryscope(['annotate', folder.file('f.har', withSecret), '--format', format]);
    expect(status).toBe(0);
    expect(stdout).toMatch(looks);
    expect(stdout).not.toContain(secret);
  });
});

describe('many files', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const files = names.map((name, index) => folder.file(`many/${name}.har`, makeHar(30 + index, index)));
  /** An export but for when it was made. */
  const entriesOf = (text: string): unknown => JSON.parse(text).log.entries;

  it('come out as each does by itself', () => {
    const { status, stderr } = retryscope(['annotate', ...files, '-o', folder.file('parallel')]);
    expect(status).toBe(0);
    for (const [index, name] of names.entries()) {
      expect(stderr).toContain(`${name}.har: ${30 + index} responses annotated`);
      const alone = retryscope(['annotate', files[index] as string]).stdout;
      expect(entriesOf(folder.read(`parallel/${name}.har`))).toEqual(entriesOf(alone));
    }
  });
  it('can be a folder, with standard input beside it', () => {
    const out = folder.file('beside/');
    const { status } = retryscope(['annotate', folder.file('many'), '-', '-o', `${out}/`, '--format', 'md'], {
      input: harText(patientEntries),
    });
    expect(status).toBe(0);
    expect(fs.readdirSync(out).sort()).toEqual([...names.map((name) => `${name}.md`), 'stdin.md']);
  });
  it('are worked on although one can’t be read', () => {
    const out = folder.file('rest');
    const bad = folder.file('bad.har', 'nonsense');
    const { status, stderr } = retryscope(['annotate', ...files, bad, folder.file('none.har'), '-o', out]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/bad\.har: .*JSON/);
    expect(stderr).toContain("none.har: can't be read: there is no such file");
    expect(fs.readdirSync(out)).toHaveLength(names.length);
  });
  it.each([
    [[], 'Several files need a folder'],
    [['-o', folder.file('one.har', '')], 'is no folder'],
    [['-o', folder.file('many')], 'would be written over'],
  ])('%#: need a folder of their own', (more, message) => {
    const { status, stderr } = retryscope(['annotate', ...files, ...more]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(JSON.parse(folder.read('many/a.har')).log.creator.name).toBe('WebInspector');
  });
});

describe('errors', () => {
  it('name a broken entry, and keep the rest', () => {
    const har = JSON.parse(makeHar(3));
    har.log.entries[1].response.status = 'many';
    const { status, stdout, stderr } = retryscope([
      'annotate',
      folder.file('one-broken.har', JSON.stringify(har)),
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).log.entries).toHaveLength(2);
    expect(stderr).toMatch(/one-broken\.har: entry 2: response\.status is not/);
  });
  it.each([
    ['not JSON', 'nonsense', 'JSON'],
    ['no log', '{}', 'log'],
    ['nothing', '', 'empty'],
  ])('refuse %s with code 2', (_, text, message) => {
    const { status, stdout, stderr } = retryscope(['annotate', folder.file('bad.har', text)]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('bad.har: ');
    expect(stderr).toContain(message);
  });
  it('say where nothing can be written', () => {
    const out = path.join(folder.path, 'nowhere', 'out.har');
    const { status, stderr } = retryscope(['annotate', folder.file('w.har', makeHar(1)), '-o', out]);
    expect(status).toBe(2);
    expect(stderr).toContain(`can't be written to ${out}: there is no such file or folder`);
  });
  it.each([
    [['annotate'], 'Name a file'],
    [['annotate', 'x.har', '--format', 'xml'], '--format xml: it is one of har, ndjson, csv, md, otlp'],
    [['annotate', 'x.har', '--assign', 'nobody'], 'write host=provider'],
    [['annotate', 'x.har', '--pack', 'none.json'], 'none.json: can'],
  ])('%j', (args, message) => {
    const { status, stderr } = retryscope(args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });
});

it('reads and writes files larger than its memory', () => {
  const har = JSON.parse(harText(Array.from({ length: 400 }, (_, at) => ({ at, status: 200 }))));
  for (const { response } of har.log.entries) response.content.text = 'x'.repeat(150_000);
  const file = folder.file('large.har', JSON.stringify(har));
  expect(fs.statSync(file).size).toBeGreaterThan(60e6);
  const { status, stderr } = retryscope(['annotate', file, '-o', folder.file('large.out.har')], {
    env: { NODE_OPTIONS: '--max-old-space-size=30' },
  });
  expect(stderr).toContain('400 responses annotated');
  expect(status).toBe(0);
});

it('leaves the old file where it is interrupted, and nothing beside it', async () => {
  const target = folder.file('whole/out.har', 'old');
  const files = (): string[] => fs.readdirSync(path.dirname(target));
  const file = folder.file('slow.har', makeHar(10_000));
  expect(await interrupted(['annotate', file, '-o', target], () => files().length > 1)).toBe(130);
  expect(files()).toEqual(['out.har']);
  expect(folder.read('whole/out.har')).toBe('old');
});

it('ends without a word when its reader goes away', async () => {
  const { status, stderr } = await withoutReader(['annotate', folder.file('long.har', makeHar(3000))]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
