// Whether clients kept to the rules, on the command line: for people, for CI jobs, for other programs.
import { afterAll, describe, expect, it } from 'vitest';
import { makeHar } from '../bench/make-har.ts';
import { harText, hastyEntries, patientEntries, repeatedPost } from '../fixtures/har-text.ts';
import { makeFolder, retryscope } from './driver/command-line.ts';

const folder = makeFolder();
afterAll(folder.remove);
folder.file('hasty.har', harText(hastyEntries));
folder.file('patient.har', harText(patientEntries));
folder.file('post.har', harText(repeatedPost));
folder.file('bad.har', 'nonsense');
const audit = (...args: string[]) => retryscope(['audit', ...args], { cwd: folder.path });

describe('the exit code', () => {
  it.each([
    [['patient.har'], 0],
    [['post.har'], 0],
    [['post.har', '--fail-on', 'departure'], 0],
    [['post.har', '--fail-on', 'caution'], 1],
    [['hasty.har'], 1],
    [['hasty.har', '--fail-on', 'caution'], 1],
    [['patient.har', 'hasty.har', 'post.har'], 1],
    [['bad.har'], 2],
    [['hasty.har', 'bad.har'], 2],
    [['none.har'], 2],
    [['hasty.har', '--fail-on', 'note'], 2],
    [['hasty.har', '--format', 'xml'], 2],
    [['hasty.har', '--json', '--format', 'sarif'], 2],
    [[], 2],
  ])('of audit %j is %i', (args, code) => expect(audit(...args).status).toBe(code));
});

describe('the report', () => {
  it('says in words what, where and why', () => {
    const { stdout, stderr } = audit('patient.har', 'hasty.har');
    expect(stderr).toBe('');
    expect(stdout).toContain('VIOLATION too-early, entry 2: Sent 29.1 s before Retry-After allowed it');
    expect(stdout).toContain('Memfault: Wait 30 s, then retry (HTTP Response Status Codes, row 529');
    expect(stdout).toMatch(/\nFailed: 1 of 2 files with a violation \(1 violation\)\n$/);
  });
  it('names the file and the cause where one can’t be read', () => {
    const { stdout, stderr } = audit('none.har', 'bad.har', 'hasty.har');
    expect(stderr).toContain("none.har: can't be read: there is no such file");
    expect(stderr).toMatch(/bad\.har: .*JSON/);
    expect(stdout).toContain(
      'Incomplete: 2 of 3 files could not be read whole; 1 of 3 files with a violation',
    );
  });
  it('is data for programs', () => {
    const { stdout, stderr } = audit('hasty.har', 'patient.har', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      {
        file: 'hasty.har',
        responses: 3,
        calls: 1,
        counts: { violation: 1 },
        findings: [{ id: 'too-early', severity: 'violation', entry: 2, attempt: 2, seconds: 29.1 }],
      },
      { file: 'patient.har', findings: [], problems: [] },
    ]);
    expect(stderr).toBe('Failed: 1 of 2 files with a violation (1 violation)\n');
  });
  it('is SARIF', () => {
    const { stdout } = audit('hasty.har', 'bad.har', '--format', 'sarif');
    expect(JSON.parse(stdout)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          invocations: [{ executionSuccessful: false }],
          results: [
            {
              ruleId: 'too-early',
              level: 'error',
              locations: [{ physicalLocation: { artifactLocation: { uri: 'hasty.har' } } }],
            },
          ],
        },
      ],
    });
  });
  it('is JUnit', () => {
    const { stdout } = audit('hasty.har', '--format', 'junit');
    expect(stdout).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites .*tests="2" failures="1" errors="0">/,
    );
    expect(stdout).toContain('type="too-early"');
  });
  it('has the files in the order in which they were named, however many work on them', () => {
    const names = ['hasty.har', 'patient.har', 'post.har', 'hasty.har', 'post.har'];
    const files: { file: string }[] = JSON.parse(audit(...names, '--json').stdout);
    expect(files.map(({ file }) => file)).toEqual(names);
    expect(files.slice(0, 3)).toEqual(
      names.slice(0, 3).flatMap((name) => JSON.parse(audit(name, '--json').stdout)),
    );
  });
  it('is of standard input, a folder and an annotated file as well', () => {
    const input = harText(hastyEntries);
    expect(retryscope(['audit', '-'], { input })).toMatchObject({ status: 1 });
    const annotated = retryscope(['annotate', '-'], { input }).stdout;
    expect(retryscope(['audit', '-'], { input: annotated }).stdout).toContain('VIOLATION too-early, entry 2');
    const lines = retryscope(['annotate', '-', '--format', 'ndjson'], { input }).stdout;
    expect(retryscope(['audit', '-'], { input: lines }).stdout).toContain('VIOLATION too-early, entry 2');
    expect(audit('.').stdout).toContain('Incomplete: 1 of 4 files');
  });
  it('goes by assignments and packs', () => {
    const url = 'https://api.example.test/x';
    folder.file('own/own.har', harText(hastyEntries.map((entry) => ({ ...entry, url }))));
    expect(audit('own').status).toBe(0);
    expect(audit('own', '--assign', 'api.example.test=memfault').status).toBe(1);
  });
});

it('loses one file and not the others where memory runs out', () => {
  const large = folder.file('large/large.har', makeHar(20_000));
  const { status, stdout, stderr } = retryscope(['audit', large, folder.file('hasty.har')], {
    env: { NODE_OPTIONS: '--max-old-space-size=24' },
  });
  expect(stderr).toMatch(/large\.har: could not be worked on: .*memory/);
  expect(stdout).toContain('large.har: not audited');
  expect(stdout).toContain('VIOLATION too-early, entry 2');
  expect(status).toBe(2);
});
