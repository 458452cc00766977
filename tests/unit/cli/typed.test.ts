// What is typed: durations, figures, choices, files and folders, and where the output goes.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSeconds } from '../../../cli/duration.ts';
import { expandInputs } from '../../../cli/inputs.ts';
import { targetsOf } from '../../../cli/targets.ts';
import { readChoice, readFigure, UsageError } from '../../../cli/usage.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'retryscope-typed-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const inFolder = (...parts: string[]): string => path.join(folder, ...parts);
for (const name of ['b.har', 'a.HAR', 'c.ndjson', 'd.txt']) fs.writeFileSync(inFolder(name), '');
fs.mkdirSync(inFolder('empty'));

describe('a duration', () => {
  it.each([
    ['90', 90],
    ['0', 0],
    ['1.5', 1.5],
    ['500ms', 0.5],
    ['10m', 600],
    ['1h30m', 5400],
    ['1d', 86_400],
  ])('%s', (text, seconds) => expect(readSeconds('outage', text)).toBe(seconds));
  it.each(['', '10x', 'm', '-5s', '1 h', '1e3', 'Infinity'])('%j is none', (text) => {
    expect(() => readSeconds('outage', text)).toThrow(`--outage ${text}: write a duration such as`);
  });
});

describe('a figure', () => {
  it('is a number within its limits', () => {
    expect(readFigure('seed', '7')).toBe(7);
    expect(readFigure('failure', '0.25', { most: 1, fraction: true })).toBe(0.25);
  });
  it.each(['', '-1', '1.5', '1e3', '99999999999999999999', 'x'])('%j is none', (text) => {
    expect(() => readFigure('seed', text)).toThrow(`--seed ${text}: it is a whole number from 0`);
  });
});

it('names the choices', () => {
  expect(() => readChoice('format', 'xml', ['har', 'csv'])).toThrow('--format xml: it is one of har, csv');
});

describe('inputs', () => {
  it('are files, and those of folders by name', () => {
    expect(expandInputs(['x.har', folder, '-'])).toEqual([
      'x.har',
      inFolder('a.HAR'),
      inFolder('b.har'),
      inFolder('c.ndjson'),
      '-',
    ]);
  });
  it('refuses an empty folder, and standard input twice', () => {
    expect(() => expandInputs([inFolder('empty')])).toThrow(UsageError);
    expect(() => expandInputs(['-', '-'])).toThrow('read once');
  });
});

describe('targets', () => {
  it('is standard output, a file or a file in a folder', () => {
    expect(targetsOf(['a.har'], undefined, 'har')).toEqual([null]);
    expect(targetsOf(['a.har'], '-', 'har')).toEqual([null]);
    expect(targetsOf(['a.har'], inFolder('out.har'), 'har')).toEqual([inFolder('out.har')]);
    expect(targetsOf(['a.har'], inFolder('empty'), 'md')).toEqual([inFolder('empty', 'a.md')]);
  });
  it('makes the folder, and numbers what has one name', () => {
    const made = inFolder('new', 'deep');
    expect(targetsOf(['x/a.har', 'y/A.har', '-', 'z.ndjson'], made, 'csv')).toEqual(
      ['a.csv', 'A-2.csv', 'stdin.csv', 'z.csv'].map((name) => path.join(made, name)),
    );
    expect(fs.statSync(made).isDirectory()).toBe(true);
  });
  it('writes over no input by chance', () => {
    expect(() => targetsOf([inFolder('b.har'), inFolder('c.ndjson')], folder, 'har')).toThrow('b.har');
  });
  it.each([[undefined], ['-'], [inFolder('d.txt')]])('several files can’t go to %s', (out) => {
    expect(() => targetsOf(['a.har', 'b.har'], out, 'har')).toThrow(UsageError);
  });
});
