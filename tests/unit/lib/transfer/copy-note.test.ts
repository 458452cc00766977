// The note that is copied, read by a real Markdown renderer.
import fc from 'fast-check';
import { marked } from 'marked';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { buildRows } from '../../../../lib/session/rows.ts';
import { codeSpan, prose } from '../../../../lib/transfer/copy-markdown.ts';
import { markdownNote } from '../../../../lib/transfer/copy-note.ts';
import { readLocale } from '../../../../lib/words/locale.ts';
import { speakWith } from '../../../../lib/words/say.ts';
import english from '../../../../locales/en.json' with { type: 'json' };
import chinese from '../../../../locales/zh_CN.json' with { type: 'json' };
import { anyText } from '../../../fixtures/any-text.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';
import { rowOf } from './arbitraries.ts';
import { hostileExchange, hostileText } from './hostile.ts';

const render = (markdown: string): string => marked.parse(markdown, { async: false });
/** The elements of rendered Markdown. */
const tagsOf = (html: string): string[] => [
  ...new Set([...html.matchAll(/<([a-z][a-z0-9]*)/g)].map(([, tag = '']) => tag)),
];
/** Rendered text as it reads. */
const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('the note', () => {
  it('says what was asked, what it means, what to do and what was done', () => {
    const url = 'https://api.memfault.com/api/v0/issues?access_token=abcdef0123456789';
    const rows = buildRows(
      [
        exchangeOf(529, url, { headers: { 'Retry-After': '30' }, statusText: 'Overloaded' }),
        exchangeOf(200, url, { at: 1_002_000 }),
      ],
      createCatalogue(builtInPacks, genericPack),
    );
    const [first, second] = rows;
    if (!first || !second) throw new Error('two rows');
    const note = markdownNote(second, rows);
    expect(markdownNote(first, rows).split('\n')).toEqual([
      '### Response: 529 Site Overloaded · Memfault',
      '',
      '- **Asked:** `GET https://api.memfault.com/api/v0/issues?access_token=[redacted]` at 1970-01-01T00:16:40.000Z, attempt 1 of 2',
      '- **Answer:** 529 `Overloaded`, after 120 ms, received at 1970-01-01T00:16:40.100Z',
      expect.stringMatching(/^- \*\*Meaning:\*\* .+\.$/),
      expect.stringMatching(
        /^- \*\*Advice:\*\* Wait 30 s, then retry, not before 1970-01-01T00:17:10\.100Z\. Wait 30 s .+$/,
      ),
      expect.stringMatching(
        /^- \*\*Source:\*\* HTTP Response Status Codes, row 529 <https:\/\/.*memfault.*> \(stated\)$/,
      ),
      '',
      'Attempts of this call:',
      '',
      '1. sent at 1970-01-01T00:16:40.000Z; 529 `Overloaded`, after 120 ms, received at 1970-01-01T00:16:40.100Z',
      expect.stringMatching(
        /^2\. sent at 1970-01-01T00:16:42\.000Z; 1900 ms after the response before; 200, .+; violation: Sent 28\.1 s .+$/,
      ),
      '',
      '\\[redacted\\] stands for a credential, which Retryscope does not keep. Written by Retryscope.',
      '',
    ]);
    expect(note).toContain('- **Finding (violation):** Sent 28.1 s');
  });

  it('makes nothing of what the server and the page wrote: no link, no image, no HTML', () => {
    const plain = tagsOf(render(markdownNote(rowOf(exchangeOf(529)), [])));
    fc.assert(
      fc.property(hostileExchange, hostileText, hostileText, (exchange, said, named) => {
        const { annotation, ...row } = rowOf(exchange);
        const { advice, status } = annotation;
        const hostile = {
          ...row,
          annotation: {
            ...annotation,
            status: { ...status, name: named, meaning: said },
            advice: { ...advice, summary: said, explanation: named, cautions: [said, named] },
            source: { ...annotation.source, document: said, row: named, url: said },
          },
          findings: [{ id: 'too-early', severity: 'violation', message: said } as const],
        };
        const note = markdownNote(hostile, [hostile, hostile]);
        const html = render(note);
        const links = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href);
        // The source alone may be a link, and is one only where it is an address.
        const source = URL.canParse(said) && /^https?:$/.test(new URL(said).protocol) ? 1 : 0;
        expect(links.length).toBeLessThanOrEqual(source);
        expect(tagsOf(html).filter((tag) => ![...plain, 'code', 'ol', 'p', 'a'].includes(tag))).toEqual([]);
        expect(html.match(/<h3/g)).toHaveLength(1);
        // One item a line, and no line but those that the note writes itself.
        expect(html.match(/<li>/g)).toHaveLength(note.match(/^(?:- \*\*|\d\. )/gm)?.length ?? 0);
        expect(note.replace(/^(?:- \*\*|\d\. sent|### Response|Attempts of|.*Written by|$).*\n?/gm, '')).toBe(
          '',
        );
      }),
    );
  });
});

describe('the note in Chinese', () => {
  beforeAll(() => speakWith(readLocale(chinese)));
  afterAll(() => speakWith(readLocale(english)));

  it('has its labels in bold, full-width colons and all, and one line for each attempt', () => {
    const url = 'https://api.memfault.com/api/v0/issues';
    const rows = buildRows(
      [exchangeOf(529, url, { headers: { 'Retry-After': '30' } }), exchangeOf(200, url, { at: 1_002_000 })],
      createCatalogue(builtInPacks, genericPack),
    );
    const [, second] = rows;
    if (!second) throw new Error('two rows');
    const html = render(markdownNote(second, rows));
    const labels = [...html.matchAll(/<li>(.*?) /g)].map(([, label]) => label);
    expect(labels.slice(0, 4)).toEqual(
      ['请求：', '回答：', '含义：', '建议：'].map((label) => `<strong>${label}</strong>`),
    );
    expect(labels).toContain('<strong>审计结果（违规）：</strong>');
    expect(html).not.toContain('**');
    expect(html).toContain('，第 2 次尝试，共 2 次');
    expect(html).toMatch(
      /<li>发送于 1970-01-01T00:16:42\.000Z；距上一个响应 1900 ms；200，.+；违规：.+<\/li>/,
    );
    expect(html).toContain('由 Retryscope 编写。');
  });
});

describe('a text in Markdown', () => {
  it('reads as it was, in a sentence and in a code span', () => {
    // What cannot be seen is left out, and white space is one space in HTML.
    const seen = (text: string) =>
      text
        .replace(/[\t\r\n]+/g, ' ')
        .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
        .replace(/ +/g, ' ')
        .trim();
    fc.assert(
      fc.property(fc.oneof(hostileText, anyText()), (text) => {
        fc.pre(seen(text) !== '');
        expect(seen(textOf(render(`x ${prose(text)}`)))).toBe(`x ${seen(text)}`);
        const html = render(`x ${codeSpan(text)}`);
        expect(seen(textOf(html))).toBe(`x ${seen(text)}`);
        expect(tagsOf(html)).toEqual(['p', 'code']);
      }),
    );
  });
});
