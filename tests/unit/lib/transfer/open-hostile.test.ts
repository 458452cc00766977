// Files made to harm, or broken by accident: each costs an error with its place, the rest is kept, and it costs no time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFileReader } from '../../../../lib/transfer/file-reader.ts';
import { HarScan } from '../../../../lib/transfer/har-scan.ts';
import { cpuMs } from '../../../fixtures/cpu-time.ts';
import { harEntry } from './arbitraries.ts';
import { bytesOf, linesOf, openWhole } from './chunks.ts';

const good = JSON.stringify(harEntry());
const fileOf = (...entries: string[]): string => `{"log":{"version":"1.2","entries":[${entries.join()}]}}`;
const entryWith = (from: string, to: string): string => {
  if (!good.includes(from)) throw new Error(`no ${from} in the entry`);
  return good.replace(from, to);
};
const nested = (levels: number, open = '[', close = ']'): string =>
  open.repeat(levels) + close.repeat(levels);
const date = '"2026-11-02T09:00:00.000Z"';

describe('an entry made to harm is named with its place, and the others are kept', () => {
  it.each([
    ['a time of 1e400', entryWith('"time":10', '"time":1e400'), 'time is out of range'],
    ['a size of −1e400', entryWith('"bodySize":0', '"bodySize":-1e400'), 'request.bodySize is out of range'],
    ['a part of 1e13 ms', entryWith('"wait":8', '"wait":1e13'), 'timings.wait is out of range'],
    ['the year 275760', entryWith(date, '"+275760-09-13T00:00:00.001Z"'), 'startedDateTime is not a date'],
    ['the year 0', entryWith(date, '"0000-01-01T00:00:00Z"'), 'startedDateTime is not a date'],
    ['the 31st of February', entryWith(date, '"2026-02-31T00:00:00Z"'), 'startedDateTime is not a date'],
    ['a date that is a number', entryWith(date, '8640000000000001'), 'startedDateTime is not a date'],
    ['a date of 1 MB', entryWith(date, `"${'2'.repeat(1e6)}"`), 'startedDateTime is not a date'],
    ['a status in words', entryWith('"status":200', '"status":"200 OK"'), 'response.status is not a number'],
    [
      'a status that is a list',
      entryWith('"status":200', '"status":[200]'),
      'response.status is not a number',
    ],
    ['a status of 1e9', entryWith('"status":200', '"status":1e9'), 'response.status is not a whole number'],
    ['a request that is a list', entryWith('"request":{', '"request":[],"_x":{'), 'request is not an object'],
    [
      'headers that are an object',
      entryWith('"headers":[]', '"headers":{"length":1}'),
      'request.headers is not a list',
    ],
    [
      'a header with a list for a name',
      entryWith('"headers":[]', '"headers":[{"name":[],"value":""}]'),
      'request.headers[0] is not a header',
    ],
    [
      'an address that is none',
      entryWith('https://api.memfault.com/x', 'http://[::'),
      'request.url is not an address',
    ],
    [
      'lists a million levels deep',
      entryWith('{', `{"_x":${nested(1e6)},`),
      'nests more than 64 levels deep',
    ],
    [
      'objects 10,000 levels deep',
      entryWith('{', `{"_x":${nested(1e4, '{"a":', '}').replace('{"a":}', '{}')},`),
      'nests more than 64 levels deep',
    ],
    ['lists that are never closed, in a text', entryWith('{', `{"_x":"${'['.repeat(1e5)}",,`), 'is not JSON'],
    ['a NUL between members', entryWith('{', '{\0'), 'is not JSON'],
    ['a NUL in a text', entryWith('"GET"', '"G\0T"'), 'is not JSON'],
    ['half an escape', entryWith('"GET"', '"\\u12"'), 'is not JSON'],
    ['NaN', entryWith('"time":10', '"time":NaN'), 'is not JSON'],
    ['a comment', entryWith('{', '{/* a */'), 'is not JSON'],
  ])('%s', async (_, bad, message) => {
    const text = fileOf(good, bad, good);
    const { exchanges, problems } = await openWhole(text, 100_000);
    expect(exchanges.map(({ id }) => id)).toEqual(['har.1', 'har.3']);
    expect(linesOf(problems)).toHaveLength(1);
    expect(linesOf(problems)[0]).toContain(`entry 2: ${message}`);
    expect(linesOf(problems)[0]).toContain(`(byte ${text.indexOf(bad, text.indexOf(good) + good.length)})`);
  });

  it.each([
    ['a byte that UTF-8 never has', [0xff]],
    ['a character cut in two', [0xc3]],
    ['a longer form than needed', [0xc0, 0xaf]],
    ['half of a pair', [0xed, 0xa0, 0x80]],
  ])('invalid UTF-8: %s', async (_, bytes) => {
    const [before = '', after = ''] = fileOf(good, entryWith('"OK"', '"O|K"'), good).split('|');
    const file = new Uint8Array([...bytesOf(before), ...bytes, ...bytesOf(after)]);
    for (const size of [1, 100_000]) {
      const { exchanges, problems } = await openWhole(file, size);
      expect(exchanges.map(({ id }) => id)).toEqual(['har.1', 'har.3']);
      expect(linesOf(problems)).toEqual([
        `entry 2: holds bytes that are not UTF-8 (byte ${fileOf(good).length - 2})`,
      ]);
    }
  });

  it('a value larger than may be held is passed over', () => {
    const seen: unknown[] = [];
    const scan = new HarScan(
      {
        entry: ({ bytes, refusal }) => seen.push(refusal ?? bytes.length),
        member: (name, { refusal }) => seen.push(name, refusal),
        misplaced: (what) => seen.push(what),
      },
      ['_retryscope'],
      0,
      1000,
    );
    const large = `"${'x'.repeat(5000)}"`;
    const text = `{"log":{"_retryscope":${large},"entries":[${large},12,{"a":${large}}],"pages":${large}}}`;
    for (const byte of bytesOf(text)) scan.push(new Uint8Array([byte]));
    expect(scan.end()).toEqual({ found: 'entries', isCut: false });
    expect(seen).toEqual(['_retryscope', 'large', 'large', 2, 'large']);
  });
});

describe('what does no harm is read', () => {
  it('`__proto__` and `constructor`, wherever they stand, touch no prototype', async () => {
    const own = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}';
    const header = `{${own},"name":"__proto__","value":"x"}`;
    const bad = entryWith('{', `{${own},`)
      .replace('"headers":[]', `"headers":[${header}]`)
      .replace('"request":{', `"request":{${own},`);
    const { exchanges, problems } = await openWhole(
      `{${own},"log":{${own},"_retryscope":{${own}},"entries":[${bad}]}}`,
    );
    expect(problems).toEqual([]);
    expect(exchanges[0]?.requestHeaders).toEqual([{ name: '__proto__', value: 'x' }]);
    expect(exchanges[0]).not.toHaveProperty('polluted');
    expect(Object.getPrototypeOf(exchanges[0])).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('lone surrogates, as they can be written in JSON', async () => {
    const { exchanges, problems } = await openWhole(fileOf(entryWith('"OK"', '"\\ud800 \\udfff"')), 1);
    expect(problems).toEqual([]);
    expect(exchanges[0]?.statusText).toBe('\ud800 \udfff');
  });

  it('a name that stands twice in an entry: the last counts, as in JSON.parse', async () => {
    const { exchanges } = await openWhole(fileOf(entryWith('"status":200', '"status":"x","status":503')));
    expect(exchanges[0]?.status).toBe(503);
  });

  it('a body of 20 MB, full of quotes, brackets and backslashes', async () => {
    const body = JSON.stringify('\\"[{]}'.repeat(3e6));
    const { exchanges, problems } = await openWhole(
      fileOf(good, entryWith('"mimeType":""', `"mimeType":"a","text":${body}`), good),
      1_000_000,
    );
    expect([exchanges.length, problems]).toEqual([3, []]);
    expect(exchanges[1]?.mimeType).toBe('a');
  });

  it('whatever stands beside the entries, however deep', async () => {
    const { exchanges, problems } = await openWhole(
      `{"log":{"pages":${nested(1e6)},"entries":[${good}]},"x":${nested(1e5)}}`,
    );
    expect([exchanges.length, problems]).toEqual([1, []]);
  });

  it('a million bytes of space before it', async () => {
    const { exchanges } = await openWhole(`${' '.repeat(2e6)}${fileOf(good)}`, 50_000);
    expect(exchanges).toHaveLength(1);
  });
});

describe('any bytes', () => {
  const token = fc.constantFrom(
    ...['{', '}', '[', ']', ',', ':', '"', '\\', ' ', '\n', '1', 'nul', '\0', '\uFEFF', '\xff', good],
    ...['"log"', '"entries"', '"_retryscope"', '{"log":', '"entries":[', '{"log":{"entries":[', ']}}'],
    ...['{"type":"exchange"', '{"type":"session"}\n', '{"gaps":["a"]}'],
  );
  const file = fc
    .array(token, { maxLength: 20 })
    .map((tokens) => new Uint8Array(tokens.flatMap((one) => (one === '\xff' ? [0xff] : [...bytesOf(one)]))));

  it('are read to their end, alike in any pieces, with a problem where there is nothing', async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.integer({ min: 1, max: 40 }), async (bytes, size) => {
        const whole = await openWhole(bytes);
        expect(await openWhole(bytes, size)).toEqual(whole);
        const text = Buffer.from(bytes).toString('utf8');
        if (whole.exchanges.length === 0 && whole.problems.length === 0) {
          expect(text).toMatch(/"entries":\[|"type":"s/);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('no file takes longer than its length', () => {
  const one = 20_000;
  it.each<[name: string, file: (n: number) => string, size?: number]>([
    ['quotes and backslashes', (n) => fileOf(good, `"${'\\"'.repeat(n * 10)}`)],
    ['lists that never end', (n) => fileOf(good, '['.repeat(n * 10))],
    ['an entry in small pieces', (n) => fileOf(`"${'x'.repeat(n * 10)}"`), 16],
    ['a first line in small pieces', (n) => `{"${'x'.repeat(n * 2)}":1}`, 16],
    ['space in small pieces', (n) => ' '.repeat(n * 2), 16],
    ['numbers that are no entries', (n) => fileOf('1,'.repeat(n))],
    ['commas', (n) => fileOf(','.repeat(n * 5))],
    ['members without end', (n) => `{"log":{${'"entries":1,'.repeat(n)}`],
    ['lists of entries without end', (n) => `{"log":{${'"entries":[],'.repeat(n)}`],
    ['dates', (n) => fileOf(entryWith(date, `"${'2026-11-02T09:00:00.'.repeat(n)}Z"`))],
    [
      'twins',
      (n) => fileOf(...Array.from({ length: n / 10 }, () => entryWith('{', '{"_retryscope":{"id":"7"},'))),
    ],
  ])('%s', (_, file, size = 65_536) => {
    const timeOf = (text: string): number => {
      const bytes = bytesOf(text);
      const times = [1, 2, 3].map(() =>
        cpuMs(() => {
          const reader = createFileReader();
          for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
          reader.end();
          reader.take();
        }),
      );
      return Math.min(...times);
    };
    timeOf(file(one));
    const [once, fourTimes] = [timeOf(file(one)), timeOf(file(one * 4))];
    // Four times as long takes four times the time; sixteen times would be a square.
    expect(fourTimes / Math.max(once, 4)).toBeLessThan(10);
  });
});
