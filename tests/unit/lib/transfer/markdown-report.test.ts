// The report, read by a real Markdown renderer.
import fc from 'fast-check';
import { marked } from 'marked';
import { afterAll, describe, expect, it } from 'vitest';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import type { Row } from '../../../../lib/session/row.ts';
import { buildRows } from '../../../../lib/session/rows.ts';
import { readLocale } from '../../../../lib/words/locale.ts';
import { speakWith } from '../../../../lib/words/say.ts';
import english from '../../../../locales/en.json' with { type: 'json' };
import chinese from '../../../../locales/zh_CN.json' with { type: 'json' };
import { drawCallOf } from '../../../fixtures/draw-call.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';
import { meta, rowOf } from './arbitraries.ts';
import { exported } from './exported.ts';
import { hostileExchange, hostileText } from './hostile.ts';
import { sessionRows } from './session-rows.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const memfault = drawCallOf({
  url: 'https://api.memfault.com/api/v0/issues?access_token=abcdef0123456789',
});
const failedRows = (): readonly Row[] => buildRows(memfault`429(30) --2s-- 529(30)`, catalogue);
const elementsOf = (markdown: string): string[] => [
  ...new Set(
    [...marked.parse(markdown, { async: false }).matchAll(/<([a-z][a-z0-9]*)/g)].map(([, tag = '']) => tag),
  ),
];

describe('the Markdown report', () => {
  afterAll(() => speakWith(readLocale(english)));

  it('has figures, findings, and what each failed call may do next', () => {
    expect(exported('md', failedRows()).split('\n')).toEqual([
      '## Responses and retries',
      '',
      '- **Figures:** 2 responses, 1 call, 1 call failed, 1 violation',
      '- **Sent:** 2026-11-21T12:00:00.000Z to 2026-11-21T12:00:02.100Z',
      '- **Read by:** memfault 2026-11-01',
      '- **Gap:** Capture was off for 3 s',
      '',
      '### Failed responses',
      '',
      '| Provider | Response | Rule | Count |',
      '| --- | --- | --- | --- |',
      '| Memfault | 429 Too Many Requests | after-header | 1 |',
      '| Memfault | 529 Site Overloaded | exponential | 1 |',
      '',
      '### Findings',
      '',
      '| Severity | Finding | Count | For example |',
      '| --- | --- | --- | --- |',
      expect.stringMatching(/^\| violation \| too-early \| 1 \| Sent 28 s before .+ \|$/),
      '',
      '### Failed calls',
      '',
      '#### 1. `GET https://api.memfault.com/api/v0/issues?access_token=[redacted]`',
      '',
      '- **Answer:** 529 Site Overloaded, Memfault',
      expect.stringMatching(/^- \*\*Meaning:\*\* .+\.$/),
      expect.stringMatching(
        /^- \*\*Advice:\*\* Wait 30 s, then retry, not before 2026-11-21T12:00:32\.200Z\./,
      ),
      '- **Schedule:** 30 s, 1 m 34 s, 10 m 6 s, 1 h 18 m, 10 h 24 m after the response, at most 5 retries',
      expect.stringMatching(/^- \*\*Source:\*\* HTTP Response Status Codes, row 529 <https:.+> \(stated\)$/),
      '',
      'Attempts of this call:',
      '',
      expect.stringMatching(/^1\. sent at .+; 429, after 100 ms, received at [^;]+$/),
      expect.stringMatching(
        /^2\. sent at .+; 2000 ms after the response before; 529, .+; violation: Sent 28 s .+$/,
      ),
      '',
      '\\[redacted\\] stands for a credential, which Retryscope does not keep. Written by Retryscope 0.1.0 at 2026-11-02T12:00:00.000Z.',
      '',
    ]);
  });

  it('names the credentials that were kept', () => {
    const kept = exported('md', failedRows(), meta, { keepSecrets: ['access_token'] });
    expect(kept).toContain('- **Credentials kept:** access\\_token\n');
    expect(kept).toContain('abcdef0123456789');
    expect(exported('md', failedRows(), meta, { keepSecrets: 'all' })).toContain('**Credentials kept:** all');
  });

  it('names no call that succeeded in the end, but what went wrong on the way', () => {
    const report = exported('md', sessionRows());
    expect(report).toContain('4 responses, 2 calls, 0 calls failed, 1 violation');
    expect(report).toContain('### Findings');
    expect(report).not.toContain('### Failed calls');
  });

  it('says of an empty session that there was nothing', () => {
    const report = exported('md', []);
    expect(report).toContain('0 responses, 0 calls');
    expect(report).not.toContain('###');
  });

  it('fits into an issue, whatever the session', () => {
    const exchanges = Array.from({ length: 3_000 }, (_, index) =>
      exchangeOf(503, `https://api.memfault.com/${'x'.repeat(400)}/${index}`, { at: index * 1_000 }),
    );
    const report = exported('md', buildRows(exchanges, catalogue));
    expect(report.length).toBeLessThan(65_000);
    expect(report.match(/^#### /gm)).toHaveLength(20);
    expect(report).toContain('… and 2980 more.');
  });

  it('fits into an issue, however long the texts are', () => {
    const long = 'x'.repeat(20_000);
    const exchanges = Array.from({ length: 30 }, (_, index) =>
      exchangeOf(503, `https://api.memfault.com/${long}/${index}`, { at: index * 1_000, statusText: long }),
    );
    const report = exported('md', buildRows(exchanges, catalogue));
    expect(report.length).toBeLessThan(65_000);
    const shown = report.match(/^#### /gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(2);
    expect(report).toContain(`… and ${30 - shown} more.`);
  });

  it('is text whatever a server sends: no link, no image, no HTML, no broken table', () => {
    const plain = elementsOf(exported('md', failedRows()));
    fc.assert(
      fc.property(hostileExchange, hostileText, (exchange, text) => {
        const row = rowOf({ ...exchange, status: 503, state: 'complete' }, [
          { id: 'too-early', severity: 'violation', message: text },
        ]);
        const { annotation } = row;
        const hostile = {
          ...row,
          annotation: { ...annotation, status: { ...annotation.status, name: text, meaning: text } },
        };
        const report = exported('md', [hostile], { ...meta, gaps: [text] });
        // Of the elements, only those that the report itself is made of.
        expect(elementsOf(report).filter((tag) => !plain.includes(tag))).toEqual([]);
        expect(report.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        const tables = report.split('\n').filter((line) => line.startsWith('|'));
        const cells = tables.map((line) => line.replace(/\\./g, '').split('|').length);
        expect(new Set(cells)).toEqual(new Set([6]));
      }),
    );
  });

  it('reads as well in Chinese', () => {
    speakWith(readLocale(chinese));
    const report = exported('md', failedRows());
    expect(report).toContain('- **统计：** 2 个响应');
    expect(report).toContain('1 个调用失败');
    expect(elementsOf(report)).toContain('strong');
    expect(report).not.toMatch(/\*\*[A-Z]/);
  });
});
