import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../../lib/http/exchange.ts';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { buildRows } from '../../../../lib/session/rows.ts';
import { exchangeFromHarEntry } from '../../../../lib/transfer/har-entry.ts';
import { importHar } from '../../../../lib/transfer/har-import.ts';
import { openFile } from '../../../../lib/transfer/open-file.ts';
import { redactExchange } from '../../../../lib/transfer/redact.ts';
import { exchanges, harEntry, meta, rowOf } from './arbitraries.ts';
import { bytesOf, chunksOf, linesOf, openWhole } from './chunks.ts';
import { exported } from './exported.ts';

const folder = new URL('../../../fixtures/har/', import.meta.url);
const fixtures = readdirSync(folder).map((name): [string, Buffer] => [
  name,
  readFileSync(new URL(name, folder)),
]);
const entry = (name: string, status: number | string = 200): string =>
  JSON.stringify(
    harEntry({
      request: { url: `https://api.memfault.com/${name}` },
      response: { status },
      comment: '"\\]}{é😀',
    }),
  );
const fileOf = (...entries: string[]): string => `{"log":{"version":"1.2","entries":[${entries.join()}]}}`;
const pathsOf = (items: readonly Exchange[]): string[] => items.map(({ url }) => new URL(url).pathname);

/** What a reader of the whole text finds: JSON.parse, then each entry that can be read. */
function oracle(text: string): Exchange[] {
  const { entries } = JSON.parse(text.replace(/^\uFEFF/, '')).log;
  return entries.flatMap((one: unknown, index: number) => {
    const result = exchangeFromHarEntry(one, `har.${index + 1}`);
    return result.ok ? [result.value] : [];
  });
}

describe('openFile', () => {
  it.each(fixtures)('reads %s as one who parses the whole text', async (_, bytes) => {
    const { exchanges: found } = await openWhole(bytes);
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(oracle(bytes.toString('utf8')));
  });

  it.each(fixtures)('reads %s alike in pieces of one byte', async (_, bytes) => {
    expect(await openWhole(bytes, 1)).toEqual(importHar(bytes.toString('utf8')));
  });

  it('reads alike wherever the pieces end', async () => {
    const text = fixtures.find(([name]) => name === 'hostile.har')?.[1].toString('utf8') ?? '';
    const files = [
      `\uFEFF ${fileOf(entry('a'), '7', entry('é'), '"x"', 'null', entry('b', '"é'))} \n`,
      fileOf(entry('a'), '{"a":tru', '}', entry('b')),
      fileOf(entry('a')).slice(0, -30),
      `{"log":{"_retryscope":{"gaps":["é"]},"entries":[${entry('a')}],"pages":[{"a":"]"}]}}`,
      text,
    ];
    const cases = files.map((file) => ({ bytes: bytesOf(file), whole: importHar(file) }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...cases),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
        async ({ bytes, whole }, shares) => {
          const ends = shares.map((share) => Math.floor(share * bytes.length)).sort((a, b) => a - b);
          expect(await openWhole(bytes, ends)).toEqual(whole);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads any HAR that JSON.stringify writes, however it is laid out', async () => {
    const odd = fc.oneof(
      fc.jsonValue().map((value) => ({ value, good: false })),
      fc.record({ _x: fc.jsonValue(), comment: fc.string({ unit: 'grapheme' }) }).map((more) => ({
        value: harEntry(more),
        good: true,
      })),
    );
    const other = fc.dictionary(
      fc.string().filter((name) => name !== 'entries' && name !== '__proto__'),
      fc.jsonValue(),
      { maxKeys: 3 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(odd, { maxLength: 5 }),
        other,
        other,
        fc.constantFrom('', ' ', '\t', '\n', '    '),
        fc.integer({ min: 1, max: 200 }),
        async (entries, before, after, space, size) => {
          const log = { ...before, entries: entries.map(({ value }) => value), ...after };
          const text = JSON.stringify({ log }, null, space);
          const whole = await openWhole(text, size);
          expect(whole.exchanges).toEqual(oracle(text));
          expect(whole.exchanges).toHaveLength(entries.filter(({ good }) => good).length);
          expect(whole.problems).toHaveLength(entries.filter(({ good }) => !good).length);
        },
      ),
    );
  });

  it('reads what this tool says of the log, before the entries or behind them', async () => {
    const own = '"_retryscope":{"gaps":["Capture was off for 3 s",7]}';
    for (const text of [
      `{"log":{${own},"entries":[${entry('a')}]}}`,
      `{"log":{"entries":[${entry('a')}],${own}}}`,
    ]) {
      const { gaps, exchanges: found, problems } = await openWhole(text, 10);
      expect([gaps, found.length, problems]).toEqual([['Capture was off for 3 s'], 1, []]);
    }
  });

  it('reads a log without a version and one of 1.1, which has no timings that HAR 1.2 added', async () => {
    const old = JSON.stringify(
      harEntry({ timings: { dns: 1, connect: 2, blocked: 3, send: 4, wait: 5, receive: 6 } }),
    );
    for (const version of ['', '"version":"1.1",', '"version":"",']) {
      const { exchanges: found, problems } = await openWhole(`{"log":{${version}"entries":[${old}]}}`);
      expect(problems).toEqual([]);
      expect(found[0]?.timings).toMatchObject({ ssl: -1, dns: 1 });
      expect(found[0]?.responseStart).toBe(15);
    }
  });

  it('hands over batches, so that a long file is never held whole', async () => {
    const text = fileOf(...Array.from({ length: 5000 }, (_, index) => entry(`n${index}`)));
    const sizes: number[] = [];
    for await (const { exchanges: found } of openFile(chunksOf(text, 65_536))) sizes.push(found.length);
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(5000);
    expect(Math.max(...sizes)).toBeLessThan(2500);
  });

  it('tells how far it is', async () => {
    const seen: number[] = [];
    const text = fileOf(entry('a'), entry('b'));
    await openWhole(text, 100, { onProgress: (bytes) => seen.push(bytes) });
    expect(seen.slice(0, 2)).toEqual([100, 200]);
    expect(seen.at(-1)).toBe(bytesOf(text).length);
  });

  it('ends when it is told to, and reads no further', async () => {
    const cancel = new AbortController();
    let asked = 0;
    async function* endless() {
      yield bytesOf('{"log":{"entries":[');
      for (;;) {
        asked++;
        if (asked === 50) cancel.abort(new Error('enough'));
        yield bytesOf(`${entry('a')},`);
      }
    }
    const run = async () => {
      for await (const _ of openFile(endless(), { signal: cancel.signal }));
    };
    await expect(run()).rejects.toThrow('enough');
    expect(asked).toBe(50);
  });

  it('gives the same ids as one who reads the whole text', async () => {
    const own = (id: string) => entry('x').replace('{', `{"_retryscope":{"id":"${id}"},`);
    const { exchanges: found } = await openWhole(
      fileOf(entry('a'), own('har.1'), own('7'), own('7'), own('7.2'), own('har.9'), entry('b')),
    );
    const ids = found.map(({ id }) => id);
    expect(new Set(ids).size).toBe(7);
    expect(ids.slice(0, 4)).toEqual(['har.1', 'har.1.2', '7', '7.2']);
    expect(ids.slice(5)).toEqual(['har.9', 'har.7']);
  });
});

describe.each(['har', 'ndjson'] as const)('export, open, export of %s', (format) => {
  it('is the identity on the text of a session, with what is said of it', async () => {
    const catalogue = createCatalogue(builtInPacks, genericPack);
    const written = (items: readonly Exchange[]): string => exported(format, buildRows(items, catalogue));
    await fc.assert(
      fc.asyncProperty(exchanges, async (items) => {
        // As a session holds them: credentials never get into it.
        const text = written(items.map(redactExchange));
        expect(written((await openWhole(text)).exchanges)).toBe(text);
      }),
    );
  });

  it('is the identity on the text', async () => {
    const written = (items: readonly Exchange[]): string =>
      exported(
        format,
        items.map((item) => rowOf(item)),
      );
    await fc.assert(
      fc.asyncProperty(exchanges, fc.integer({ min: 1, max: 5000 }), async (items, size) => {
        const text = written(items);
        const opened = await openWhole(text, size);
        expect(opened.problems).toEqual([]);
        expect(opened.gaps).toEqual(meta.gaps);
        expect(written(opened.exchanges)).toBe(text);
      }),
    );
  });
});

describe('a broken file', () => {
  it.each([
    [
      'an entry that is not JSON',
      fileOf(entry('a'), '{"a":tru}', entry('b')),
      ['a', 'b'],
      /^entry 2: is not JSON \(byte \d+\)$/,
    ],
    [
      'a raw line feed in a text',
      fileOf(entry('a'), '{"a":"\n"}', entry('b')),
      ['a', 'b'],
      /^entry 2: is not JSON/,
    ],
    [
      'brackets that do not match',
      fileOf(entry('a'), '{"a":[}}', entry('b')),
      ['a', 'b'],
      /^entry 2: is not JSON/,
    ],
    ['a word that is none', fileOf(entry('a'), 'nul', entry('b')), ['a', 'b'], /^entry 2: is not JSON/],
    [
      'no comma between entries',
      `{"log":{"entries":[${entry('a')} ${entry('b')}]}}`,
      ['a', 'b'],
      /^The file is broken here/,
    ],
    [
      'two commas between entries',
      fileOf(entry('a'), '', entry('b')),
      ['a', 'b'],
      /^The file is broken here/,
    ],
    ['the list without its end', `{"log":{"entries":[${entry('a')}}}`, ['a'], /^The file is broken here/],
    ['something behind the end', `${fileOf(entry('a'))}]`, ['a'], /^Something follows the end of the HAR/],
    [
      'NULs behind the end',
      `${fileOf(entry('a'))}${'\0'.repeat(4096)}`,
      ['a'],
      /^Something follows the end of the HAR/,
    ],
    ['no colon behind a name', `{"log" {"entries":[${entry('a')}]}}`, ['a'], /^The file is broken here/],
    [
      'no comma behind a member',
      `{"log":{"a":1 "entries":[${entry('a')}]}}`,
      ['a'],
      /^The file is broken here/,
    ],
    ['a name without quotes', `{"log":{a:1,"entries":[${entry('a')}]}}`, ['a'], /^The file is broken here/],
    [
      'a second list',
      `{"log":{"entries":[${entry('a')}],"entries":[${entry('b')}]}}`,
      ['a'],
      /^The file has a second/,
    ],
    [
      'a second log',
      `{"log":{"entries":[${entry('a')}]},"log":{"entries":[]}}`,
      ['a'],
      /^The file has a second/,
    ],
    ['an end within an entry', fileOf(entry('a'), entry('b')).slice(0, -40), ['a'], /^entry 2: is cut short/],
    ['an end between entries', `{"log":{"entries":[${entry('a')},`, ['a'], /^The file is cut short/],
    [
      'an end behind the entries',
      `{"log":{"entries":[${entry('a')}],"pages":[`,
      ['a'],
      /^The file is cut short/,
    ],
  ])('keeps the rest of %s', async (_, text, kept, problem) => {
    for (const size of [1, 7, 65_536]) {
      const { exchanges: found, problems } = await openWhole(text, size);
      expect(pathsOf(found)).toEqual(kept.map((name) => `/${name}`));
      expect(linesOf(problems)[0]).toMatch(problem);
      expect(linesOf(problems)[0]).toMatch(/\(byte \d+\)$/);
    }
  });

  it.each([
    ['', 'The file is empty'],
    [' \n\t ', 'The file is empty'],
    ['\uFEFF', 'The file is empty'],
    ['nope', 'This is not JSON, or it is cut short'],
    ['tru', 'This is not JSON, or it is cut short'],
    ['\0\0\0\0', 'This is not JSON, or it is cut short'],
    ['"text', 'This is not JSON, or it is cut short'],
    ['[1,2', 'This is not JSON, or it is cut short'],
    ['{"log":{"entries":', 'This is not JSON, or it is cut short'],
    ['null', 'This is not a HAR file: it has no log'],
    ['12', 'This is not a HAR file: it has no log'],
    ['"text"', 'This is not a HAR file: it has no log'],
    ['[1,2]', 'This is not a HAR file: it has no log'],
    ['{}', 'This is not a HAR file: it has no log'],
    ['{"log":[]}', 'This is not a HAR file: it has no log'],
    ['{"__proto__":{"log":{"entries":[]}}}', 'This is not a HAR file: it has no log'],
    ['{"log":{}}', 'This is not a HAR file: its log has no list of entries'],
    ['{"log":{"entries":{}}}', 'This is not a HAR file: its log has no list of entries'],
    ['{"log":{"Entries":[]}}', 'This is not a HAR file: its log has no list of entries'],
  ])('says what is wrong with %j', async (text, message) => {
    for (const size of [1, 100]) {
      expect(await openWhole(text, size)).toEqual({
        exchanges: [],
        problems: [{ path: '', message }],
        gaps: [],
      });
    }
  });

  it('says that it is UTF-16', async () => {
    const { problems } = await openWhole(Buffer.from(`\uFEFF${fileOf(entry('a'))}`, 'utf16le'));
    expect(linesOf(problems)).toEqual(['The file is UTF-16: save it as UTF-8']);
  });

  it('takes an empty list for what it is', async () => {
    expect(await openWhole(fileOf())).toEqual({ exchanges: [], problems: [], gaps: [] });
    expect((await openWhole(`{"log":{"entr\\u0069es":[${entry('a')}]}}`)).exchanges).toHaveLength(1);
  });

  it('names what this tool says of the log where that is broken, and keeps the entries', async () => {
    for (const [own, message] of [
      ['{"gaps":[x]}', 'log._retryscope is not JSON'],
      [`{"gaps":${'['.repeat(1000)}${']'.repeat(1000)}}`, 'log._retryscope nests more than 64 levels deep'],
    ]) {
      const {
        exchanges: found,
        problems,
        gaps,
      } = await openWhole(`{"log":{"_retryscope":${own},"entries":[${entry('a')}]}}`);
      expect([found.length, gaps]).toEqual([1, []]);
      expect(problems[0]?.message).toContain(message);
    }
  });
});
