// The promises of the house that no linter knows: purity of the domain, packs with sources, messages with parsers.
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInPacks, genericPack } from '../lib/providers/built-in.ts';

const files = (folder: string, pattern: RegExp): string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => pattern.test(file));
const read = (file: string): string => fs.readFileSync(file, 'utf8');
const CODE = /\.tsx?$/;
const domain = [
  'http',
  'retry',
  'providers',
  'annotate',
  'capture',
  'session',
  'timeline',
  'transfer',
  'messaging',
];

describe('the domain', () => {
  const found = domain.flatMap((folder) => files(`lib/${folder}`, CODE));
  it.each([
    ['reads no clock', /Date\.now\(|new Date\(\)|performance\.now\(/],
    ['reads no dates by Date.parse, which guesses', /Date\.parse\(/],
    ['draws no random numbers', /Math\.random\(|crypto\./],
    ['evaluates no text', /\beval\(|new Function\(/],
  ])('%s', (_, forbidden) => {
    expect(found.length).toBeGreaterThan(30);
    expect(found.filter((file) => forbidden.test(read(file)))).toEqual([]);
  });
});

describe('an exchange that may come from a pack', () => {
  /** Those that make exchanges, and know theirs for plain objects. */
  const makers =
    /^lib\/(?:capture\/|session\/(?:log-migration|packed-exchange)\.ts)|^entrypoints\/devtools\//;
  it('is copied with withChanges: it has few fields of its own', () => {
    const spread = /\.\.\.(?:\w+\.)*exchange\b|structuredClone\(|Object\.assign\(/;
    const found = ['lib', 'components', 'entrypoints', 'cli'].flatMap((folder) => files(folder, CODE));
    const copying = found.filter((file) => spread.test(read(file)));
    expect(copying.length).toBeGreaterThan(3);
    expect(copying.filter((file) => !makers.test(file))).toEqual([]);
  });
});

describe('the view', () => {
  it('writes text nodes only', () => {
    const found = files('components', CODE);
    expect(found.length).toBeGreaterThan(20);
    const forbidden = /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write/;
    expect(found.filter((file) => forbidden.test(read(file)))).toEqual([]);
  });
});

describe('every file', () => {
  const found = ['entrypoints', 'components', 'lib', 'cli', 'scripts', 'tests'].flatMap((folder) =>
    files(folder, /\.(tsx?|mjs)$/),
  );
  it('opens with a sentence that says what it knows', () => {
    const silent = found.filter(
      (file) => !/^(\/\/ |#!|\/\*\* )/.test(read(file)) && !/\.test\.tsx?$/.test(file),
    );
    expect(silent).toEqual([]);
  });
  it('stays short enough to be about one thing', () => {
    const product = found.filter((file) => !/^tests|-table\.ts$/.test(file));
    const long = product.filter((file) => read(file).split('\n').length > 300);
    expect(long).toEqual([]);
  });
});

describe('every pack', () => {
  const readme = read('README.md');
  it.each([...builtInPacks, genericPack])('$id has a source and a row in the README', (pack) => {
    expect(pack.documents.length).toBeGreaterThan(0);
    expect(readme).toMatch(new RegExp(`^\\| \`${pack.id}\` +\\|.*\\| ${pack.statuses.length} +\\|`, 'm'));
  });
  it('is one of the files in lib/providers/packs', () => {
    const names = fs.readdirSync('lib/providers/packs').map((file) => file.replace('.json', ''));
    expect(names.sort()).toEqual([...builtInPacks, genericPack].map(({ id }) => id).sort());
  });
});

describe('every message', () => {
  it('is named in the tests of its parser', () => {
    const types = [...read('lib/messaging/protocol.ts').matchAll(/readonly type: '([a-z-]+)'/g)].map(
      ([, type]) => type,
    );
    const tests = read('tests/unit/lib/messaging/parse-messages.test.ts');
    expect(types.length).toBeGreaterThan(5);
    expect(types.filter((type) => !tests.includes(`type: '${type}'`))).toEqual([]);
  });
});

describe('every kind of log record', () => {
  it('is named in the tests of its parser', () => {
    const kinds = [...read('lib/session/log-record.ts').matchAll(/readonly kind: '([a-z-]+)'/g)];
    const tests = read('tests/unit/lib/messaging/parse-messages.test.ts');
    expect(kinds.length).toBeGreaterThan(3);
    expect(kinds.filter(([, kind]) => !tests.includes(`kind: '${kind}'`))).toEqual([]);
  });
});

describe('the manifest', () => {
  const manifest = read('wxt.config.ts');
  it('asks for no host at install, connects nowhere, and keeps private windows apart', () => {
    expect(manifest).not.toMatch(/[^_]host_permissions/);
    expect(manifest).toContain('connect-src http://127.0.0.1:* http://localhost:*"');
    expect(manifest).toContain("incognito: browser === 'firefox' ? 'not_allowed' : 'split'");
  });
});
