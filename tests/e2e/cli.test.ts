// The command line as a whole: its help, its examples here and in the README, and the package that it is.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type CommandName, commandHelp } from '../../cli/help.ts';
import { makeHar } from '../bench/make-har.ts';
import { harText, hastyEntries, patientEntries } from '../fixtures/har-text.ts';
import { makeFolder, retryscope, shell } from './driver/command-line.ts';

const folder = makeFolder();
afterAll(folder.remove);
folder.file('session.har', harText(hastyEntries));
folder.file('logs/monday.har', harText(patientEntries));
folder.file('logs/tuesday.har', makeHar(20));
const names = Object.keys(commandHelp) as CommandName[];

describe('help', () => {
  it('tells of every command, and of each by itself', () => {
    const general = retryscope(['--help']);
    expect(general).toMatchObject({ status: 0, stderr: '' });
    for (const name of names) {
      expect(general.stdout).toContain(`retryscope ${name} `);
      const { status, stdout } = retryscope([name, '--help']);
      expect(status).toBe(0);
      for (const [option] of commandHelp[name].options) expect(stdout).toContain(option);
      for (const example of commandHelp[name].examples) expect(stdout).toContain(`\n  ${example}\n`);
      expect(retryscope(['help', name]).stdout).toBe(stdout);
    }
  });
  it('is what one gets for nothing, and for a command that is not there', () => {
    expect(retryscope([])).toMatchObject({ status: 2, stdout: retryscope(['help']).stdout });
    const { status, stderr } = retryscope(['frobnicate']);
    expect(status).toBe(2);
    expect(stderr).toBe(
      'retryscope: There is no command "frobnicate", but lookup, annotate, audit, simulate (retryscope --help shows them)\n',
    );
  });
  it('has a version', () => {
    const { version } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
    expect(retryscope(['--version']).stdout).toBe(`${version}\n`);
  });
});

describe('an example', () => {
  const readme = fs.readFileSync('README.md', 'utf8');
  const [, section = ''] = readme.split('## The command line\n');
  const blocks = [...(section.split('\n## ')[0] ?? '').matchAll(/```sh\n([\s\S]*?)```/g)];
  const documented = blocks
    .flatMap(([, block = '']) => block.split('\n'))
    .filter((line) => line.startsWith('retryscope '));
  it('stands in the README for every command', () => {
    for (const name of names) {
      expect(documented.filter((line) => line.startsWith(`retryscope ${name} `))).not.toEqual([]);
    }
  });
  it.each([...new Set([...names.flatMap((name) => commandHelp[name].examples), ...documented])])(
    '%s',
    (line) => {
      const { status, stderr } = shell(line, folder.path);
      // An audit that finds what is in the files has done its work.
      expect(status).toBe(line.startsWith('retryscope audit session') ? 1 : 0);
      expect(stderr).not.toMatch(/^retryscope:|can't|\r/m);
    },
  );
});

it('is a package of one file, workers and all', () => {
  const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder.path], {
    encoding: 'utf8',
  });
  const [{ filename }] = JSON.parse(packed.stdout);
  spawnSync('tar', ['xzf', filename], { cwd: folder.path });
  const root = folder.file('package');
  const { bin, dependencies } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  expect(dependencies).toBeUndefined();
  const program = path.join(root, bin.retryscope);
  const { status, stdout } = spawnSync(program, ['audit', 'logs', 'session.har'], {
    encoding: 'utf8',
    cwd: folder.path,
    env: { PATH: `${path.dirname(process.execPath)}:${process.env.PATH}` },
  });
  expect(status).toBe(1);
  expect(stdout).toContain('Failed: 1 of 3 files');
});
