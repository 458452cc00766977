// The command that is copied, read by a real POSIX shell.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type Exchange, emptyExchange, type Header } from '../../../../lib/http/exchange.ts';
import { curlArguments, curlText, quoteForShell } from '../../../../lib/transfer/copy-curl.ts';
import { acceptsEncodings, copiedRequest } from '../../../../lib/transfer/copy-request.ts';
import { anyText } from '../../../fixtures/any-text.ts';
import { hostileExchange, hostileText } from './hostile.ts';

/** Where the shell runs: a folder with nothing in it but the body that the command may read. */
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'retryscope-curl-'));
fs.writeFileSync(path.join(folder, 'request-body'), '');
const empty = path.join(folder, 'empty');
fs.mkdirSync(empty);
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** Each drawn text starts a shell, which a busy machine takes its time for. */
const SLOW = 60_000;

/** The arguments that `sh` hands on, ended by NUL each; whatever the text runs besides would show as well. */
function shellWords(script: string): string[] {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: {},
  });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout.endsWith('\0') || stdout === '').toBe(true);
  return stdout.split('\0').slice(0, -1);
}
/** What cURL is given when the text runs: a function of the shell stands for it. */
const argumentsOf = (text: string): string[] => shellWords(`curl() { printf '%s\\0' "$@"; }\n${text}`);
const exchangeOf = (rest: Partial<Exchange>): Exchange => ({
  ...emptyExchange,
  url: 'https://api.test/x',
  ...rest,
});
const fields = (...lines: [string, string][]): Header[] => lines.map(([name, value]) => ({ name, value }));

describe('a quoted text', () => {
  it.each([
    "it's",
    "''",
    'a\nb\n',
    '$HOME $(id) `id`',
    '!history !!',
    '-dash',
    '--',
    '@file',
    '*',
    '~',
    'a\\',
    'é 𝕏 \u202e',
    '',
    ' ',
    '"; rm -rf /; "',
    '#',
  ])('is one word and itself: %j', (text) => {
    expect(shellWords(`printf '%s\\0' ${quoteForShell(text)}`)).toEqual([text]);
  });

  it(
    'is so whatever it holds',
    () => {
      const text = fc.oneof(hostileText, anyText()).filter((one) => !one.includes('\0'));
      fc.assert(
        fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (texts) => {
          expect(shellWords(`printf '%s\\0' ${texts.map(quoteForShell).join(' ')}`)).toEqual(texts);
        }),
      );
    },
    SLOW,
  );
});

describe('the command', () => {
  it('reads as a person would write it', () => {
    const text = curlText(
      exchangeOf({
        method: 'POST',
        requestBodySize: 12,
        requestHeaders: fields(
          ['Accept', '*/*'],
          ['Accept-Encoding', 'gzip'],
          ['Content-Length', '12'],
          ['X-Empty', ''],
          ['Authorization', 'Bearer abcdef0123456789'],
        ),
      }),
    );
    expect(text).toBe(
      [
        ": '[redacted] stands for a credential, which Retryscope does not keep. The body is not kept: save yours as request-body.'",
        'curl \\',
        '  --globoff \\',
        "  --url 'https://api.test/x' \\",
        "  --request 'POST' \\",
        "  --header 'Accept: */*' \\",
        "  --header 'X-Empty;' \\",
        "  --header 'Authorization: Bearer [redacted]' \\",
        '  --compressed \\',
        "  --header 'Content-Type:' \\",
        "  --data-binary '@-' \\",
        '  < request-body',
      ].join('\n'),
    );
  });

  it(
    'is exactly what it was made from, in any shell, whatever the server and the page wrote',
    () => {
      fc.assert(
        fc.property(hostileExchange, (exchange) => {
          const request = copiedRequest(exchange);
          const text = curlText(exchange);
          fc.pre(request !== null && text !== null);
          const expected = curlArguments(request, acceptsEncodings(exchange)).flat();
          expect(argumentsOf(text)).toEqual(expected);
          // Only what it was made from is an option: nothing of the exchange becomes one.
          for (const [name = ''] of curlArguments(request, true)) expect(name).toMatch(/^--[a-z-]+$/);
        }),
      );
    },
    SLOW,
  );

  it.each([
    ['a field that reads a file', fields(['@/etc/passwd', 'x'])],
    ['a field that holds another', fields(['X', 'a\r\nEvil: yes'])],
    ['an escape sequence', fields(['X', '\u001b[201~\nid'])],
    ['a hidden reading direction', fields(['X', 'a\u202eb'])],
    ['a pseudo-field', fields([':authority', 'x'])],
  ])('leaves out %s', (_, requestHeaders) => {
    expect(argumentsOf(curlText(exchangeOf({ requestHeaders })) ?? '')).toEqual([
      '--globoff',
      '--url',
      'https://api.test/x',
    ]);
  });

  it.each([
    ['HEAD', ['--head']],
    ['DELETE', ['--request', 'DELETE']],
    ['GET', []],
  ])('asks with %s', (method, options) => {
    expect(argumentsOf(curlText(exchangeOf({ method })) ?? '').slice(3)).toEqual(options);
  });

  it('sends nothing while the body that it was sent with is not there', () => {
    const text = curlText(exchangeOf({ method: 'POST', requestBodySize: 12 }));
    const { stdout, status } = spawnSync('sh', ['-c', `curl() { echo sent; }\n${text}`], {
      cwd: empty,
      encoding: 'utf8',
    });
    expect([stdout, status === 0]).toEqual(['', false]);
  });

  it('says that a body was perhaps sent', () => {
    expect(curlText(exchangeOf({ method: 'POST' }))).toMatch(/^: 'Whether a body was sent was not seen\.'\n/);
    expect(curlText(exchangeOf({ method: 'POST', requestBodySize: 0 }))).toMatch(/^curl/);
  });

  it.each([
    [{ url: 'data:text/plain,x' }],
    [{ url: 'file:///etc/passwd' }],
    [{ url: '-o /etc/passwd' }],
    [{ url: '' }],
    [{ method: '' }],
    [{ method: 'GET\n-o x' }],
  ])('is none for %j', (rest) => expect(curlText(exchangeOf(rest))).toBeNull());
});
