// Texts and exchanges that try to be more than text: in a shell, in JavaScript, in Markdown.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what JavaScript must not take for a template.
import fc from 'fast-check';
import { type Exchange, emptyExchange } from '../../../../lib/http/exchange.ts';
import { anyText } from '../../../fixtures/any-text.ts';

const piece = fc.constantFrom(
  ...[
    'a',
    ' ',
    '\t',
    '\n',
    '\r\n',
    "'",
    '"',
    '`',
    '```',
    '$',
    '$(id)',
    '`id`',
    '${x}',
    '\\',
    "\\'",
    '!',
    '!!',
  ],
  ...['-', '--', '@', '@file', '*', '~', '|', '&', ';', '<', '>', '#', '%', '%5B', '{a,b}', '[1-9]', '://'],
  ...['é', '𝕏', '\u2028', '\u202e', '\u200b', '\u001b[201~', '\u009b', '\u0000', '</script>', '__proto__'],
  ...['[x](https://evil.test)', '![x](https://evil.test/i.png)', '<img src=x onerror=y>', '<b>', '&lt;'],
  ...[
    'https://evil.test/',
    'www.evil.test',
    'a@evil.test',
    '@someone',
    '#12',
    '$x$',
    '~~x~~',
    '**x**',
    '_x_',
  ],
  ...['\n\n# x', '\n- x', '\n```\n', '\n    x', '\n| a |\n|---|\n', '[x]: https://evil.test', '<!--', ']]>'],
  ...['[redacted]', 'password=hunter2hunter2', '; rm -rf ~', '\\u0041', '//', '/*', '*/', '${"x"}'],
);

/** Text made of what means something somewhere. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(piece, { maxLength: 10 })
  .map((pieces) => pieces.join(''));

const text = fc.oneof(hostileText, anyText({ maxLength: 12 }));
const header = fc.record({
  name: fc.oneof(
    fc.constantFrom(
      'Accept',
      'cookie',
      'Referer',
      'X-A',
      'x-a',
      '__proto__',
      "it's",
      'Accept-Encoding',
      'a$b`c',
    ),
    text,
  ),
  value: text,
});

/** An exchange whose every text is hostile; most have an address that can be asked again. */
export const hostileExchange: fc.Arbitrary<Exchange> = fc
  .record({
    method: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('GET', 'POST', 'HEAD', "it's", 'a`b$c') },
      { weight: 1, arbitrary: text },
    ),
    url: fc.oneof(
      {
        weight: 8,
        arbitrary: fc
          .tuple(fc.constantFrom('https://api.test/', 'http://user:pw@api.test:8080/?'), text)
          .map((parts) => parts.join('')),
      },
      { weight: 1, arbitrary: text },
    ),
    requestHeaders: fc.array(header, { maxLength: 6 }),
    responseHeaders: fc.array(header, { maxLength: 3 }),
    statusText: text,
    error: text,
    status: fc.constantFrom(0, 200, 429, 529),
    time: fc.constantFrom(-1, 0, 98.4, 60_000),
    requestBodySize: fc.constantFrom(-1, 0, 12),
    state: fc.constantFrom('pending', 'complete', 'failed'),
  })
  .map((rest) => ({ ...emptyExchange, ...rest }));
