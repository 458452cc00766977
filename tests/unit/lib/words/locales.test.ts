// What the locales promise one another, and the sources them: every text in each language, used, whole, and nowhere else.
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LocaleFile, textsOf } from '../../../../lib/words/locale.ts';
import english from '../../../../locales/en.json' with { type: 'json' };
import chinese from '../../../../locales/zh_CN.json' with { type: 'json' };
import { SourceTexts } from './source-texts.ts';

const texts = new Map(textsOf(english));
const translated = new Map(textsOf(chinese));
const isPlural = (text: string): boolean => text.includes(' | ');
const placeholdersOf = (text = ''): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();

/** The names of the values that a text needs. */
const valuesFor = (key: string): string[] => {
  const text = texts.get(key) ?? '';
  return [...new Set([...placeholdersOf(text), ...(isPlural(text) ? ['n'] : [])])];
};

describe('the locales', () => {
  it('have the very same keys', () => {
    expect([...translated.keys()].sort()).toEqual([...texts.keys()].sort());
    expect(texts.size).toBeGreaterThan(100);
  });

  it('put the same values in', () => {
    const differ = [...texts].filter(
      ([key, text]) => placeholdersOf(text).join() !== placeholdersOf(translated.get(key)).join(),
    );
    expect(differ).toEqual([]);
  });

  it.each<[string, LocaleFile]>([
    ['English', english],
    ['Chinese', chinese],
  ])('hold whole texts that every browser reads alike: %s', (_, file) => {
    const broken = formsOf(file).filter(
      ([, text]) => text.trim() === '' || /[$\n]| \| |\{(?!\w+\})|(?<!\{\w+)\}/.test(text),
    );
    expect(broken).toEqual([]);
  });

  it('begin and end with a space in all languages or in none', () => {
    const edges = (text = ''): string => `${/^\s/.test(text)} ${/\s$/.test(text)}`;
    const differ = [...texts].filter(([key, text]) => edges(text) !== edges(translated.get(key)));
    expect(differ).toEqual([]);
  });

  it('have plurals where there are plurals, of the forms that are asked for', () => {
    const theirs = formNames(chinese);
    const broken = [...formNames(english)].filter(([key, names]) => {
      const other = theirs.get(key) ?? '';
      return names === '' ? other !== '' : names !== '1,n' || !['n', '1,n'].includes(other);
    });
    expect(broken).toEqual([]);
  });

  it('lack nothing but the number in the form for one', () => {
    const others = (text = ''): string =>
      placeholdersOf(text)
        .filter((name) => name !== 'n')
        .join();
    const broken = [...texts].filter(([, text]) => {
      const forms = text.split(' | ');
      return others(forms[0]) !== others(forms.at(-1));
    });
    expect(broken).toEqual([]);
  });
});

const sourcesIn = (...folders: string[]): SourceTexts[] =>
  folders
    .flatMap((folder) =>
      fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => new SourceTexts(file));

describe('the sources', () => {
  const sources = sourcesIn('entrypoints', 'components', 'lib');
  const said = sources.flatMap((source) => source.said);
  /** The keys that one as it is written may stand for. */
  const keysLike = (key: string): string[] => {
    const parts = key.split('*').map((part) => part.replaceAll('.', '\\.'));
    const pattern = new RegExp(`^${parts.join('\\w+')}$`);
    return [...texts.keys()].filter((one) => pattern.test(one));
  };

  it('give each text the values that it has places for', () => {
    expect(said.length).toBeGreaterThan(50);
    const broken = said.flatMap(({ where, keys, values }) => {
      const alternatives = keys.map((key) => keysLike(key).map(valuesFor));
      if (alternatives.some((alike) => alike.length === 0)) return [`${where} says nothing: ${keys.join()}`];
      if (!values) return [];
      const places = new Set(alternatives.flat(2));
      // What is put in a key is known to the types alone: one of the texts that it may stand for must be whole.
      const lacks = alternatives.some((alike) =>
        alike.every((wanted) => wanted.some((name) => !values.includes(name))),
      );
      const isRight = !lacks && values.every((name) => places.has(name));
      return isRight
        ? []
        : [`${where} gives {${values.join()}}, ${keys.join()} takes {${[...places].join()}}`];
    });
    expect(broken).toEqual([]);
  });

  it('use every text', () => {
    const used = new Set(said.flatMap(({ keys }) => keys.flatMap(keysLike)));
    for (const { strings } of sources) for (const text of strings) used.add(text);
    // The manifest's own way, where the packer has put `_` for each full stop.
    const manifest = fs.readFileSync('wxt.config.ts', 'utf8');
    for (const [, key = ''] of manifest.matchAll(/__MSG_(\w+)__/g)) used.add(key.replaceAll('_', '.'));
    expect([...texts.keys()].filter((key) => !used.has(key))).toEqual([]);
  });

  it('write no text for people themselves', () => {
    const bare = sources
      .filter((source) => source.file.startsWith('components'))
      .flatMap((source) => source.bare.filter(({ text }) => !sameEverywhere.has(text)));
    expect(bare.map(({ where, text }) => `${where} ${text}`)).toEqual([]);
  });
});

/** Names of products and keys, and examples of what can be typed. */
const sameEverywhere: ReadonlySet<string> = new Set([
  'Retryscope',
  'Page Up',
  'Page Down',
  'api.staging.example.net',
  'app.example.com',
  'X-Tenant-Id',
]);

describe('the reader of sources', () => {
  const read = (source: string): SourceTexts => new SourceTexts('example.tsx', source);

  it('finds what is said and with which values', () => {
    const { said } = read(`
      say('a.b', { n, time: x });
      say(is ? 'a.c' : 'a.d');
      say(\`a.\${x}.e\`, { ...more });
      const s = <Sentence word="a.f" values={{ key: <kbd>?</kbd> }} />;
      const t = { word: 'a.g', values: { 'at': 1 } };
    `);
    expect(said.map(({ keys, values }) => [keys, values])).toEqual([
      [['a.b'], ['n', 'time']],
      [['a.c', 'a.d'], []],
      [['a.*.e'], null],
      [['a.f'], ['key']],
      [['a.g'], ['at']],
    ]);
  });

  it.each([
    ['<p>Copy it</p>', 'Copy it'],
    ['<p>{is ? "Hide" : say("a")}</p>', 'Hide'],
    [`<p>{is && \`\${n} rows\`}</p>`, '* rows'],
    ['<p aria-label="Rows" />', 'Rows'],
    ['<p title={is === "wide" ? "Rows" : ""} />', 'Rows'],
    ['const a = { "aria-label": "Rows" };', 'Rows'],
    ['const a = ["x", "Not kept"];', 'Not kept'],
    [`const a = \`\${n} times\`;`, '* times'],
  ])('finds a bare text in %s', (source, text) => {
    expect(read(source).bare.map((bare) => bare.text)).toEqual([text]);
  });

  it.each([
    '<p class="rs-row rs-row-open big one">{say("a")}</p>',
    '<p><kbd>Page Up</kbd> <code>status-code:4xx</code> · {"*"}</p>',
    '<p id="row" role="row" style={{ font: "bold large serif" }} />',
    'find("a").closest("input, select"); const a = "11px Some Font", b = "input:not([type=text]), other input";',
    'throw new Error("The page has no such thing");',
    'import x from "./some file.ts"; type A = "two words";',
    `const a = \`\${x}px \${y}px\`, b = \`rs-row \${is ? "rs-on" : ""}\`, c = \`\${n} ms\`;`,
  ])('finds none in %s', (source) => {
    expect(read(source).bare).toEqual([]);
  });
});

/** Each text with its key, a plural's forms one by one. */
function formsOf(file: LocaleFile, above = ''): [key: string, text: string][] {
  return Object.entries(file).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[above + name, value]] : formsOf(value, `${above}${name}.`),
  );
}

/** The names of each text's forms; '' where it is no plural. */
function formNames(file: LocaleFile): Map<string, string> {
  const names = new Map<string, string[]>();
  for (const [key] of formsOf(file)) {
    const [, plural = key, form] = /^(.+)\.(n|\d+)$/.exec(key) ?? [];
    names.set(plural, [...(names.get(plural) ?? []), ...(form ? [form] : [])]);
  }
  return new Map([...names].map(([key, forms]) => [key, forms.join()]));
}
