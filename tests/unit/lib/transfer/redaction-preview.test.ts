import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeReports, redactExchange, redactWithReport } from '../../../../lib/transfer/redact.ts';
import { masked, previewRedaction } from '../../../../lib/transfer/redaction-preview.ts';
import { completed, exchanges } from './arbitraries.ts';

const sent = (name: string, value: string) => completed({ requestHeaders: [{ name, value }] });
const preview = (...list: readonly ReturnType<typeof sent>[]) =>
  previewRedaction(list.map((exchange) => ({ exchange })));

describe('previewRedaction', () => {
  it('lists each name with its count and the first value, masked', () => {
    const list = preview(
      sent('Cookie', 'sid=a1b2c3d4e5f6g7; theme=dark'),
      sent('Cookie', 'sid=other'),
      completed({ url: 'https://joe:pw@x.example/?token=ghp_0123456789abcdef0123&page=2' }),
    );
    expect(list).toEqual([
      { place: 'cookie', name: 'sid', removed: 2, gone: 0, example: 'a1b•••••• (14)' },
      { place: 'cookie', name: 'theme', removed: 1, gone: 0, example: '•••••• (4)' },
      { place: 'userinfo', name: 'userinfo', removed: 1, gone: 0, example: '•••••• (6)' },
      { place: 'query', name: 'token', removed: 1, gone: 0, example: 'ghp•••••• (24)' },
    ]);
  });

  it('tells what was taken out before from what an export takes out', () => {
    const stored = redactExchange(sent('Authorization', 'Bearer abcdefghijkl'));
    const opened = sent('authorization', 'Basic dXNlcjpwYXNzd29yZA==');
    expect(preview(stored, stored, opened)).toEqual([
      { place: 'header', name: 'authorization', removed: 1, gone: 2, example: 'dXN•••••• (20)' },
    ]);
  });

  it('lists nothing of a body, which no export holds, but what it tells of', () => {
    const url = 'https://x.example/hunter2hunter2/a';
    const list = preview(completed({ url, errorBody: '{"password":"hunter2hunter2"}' }));
    expect(list).toMatchObject([{ place: 'path', removed: 1 }]);
    expect(preview(completed())).toEqual([]);
  });

  it('counts what the report of the export counts', () => {
    fc.assert(
      fc.property(exchanges, (list) => {
        const report = mergeReports(list.map((item) => redactWithReport(item, { dropBody: true }).report));
        const counted: Record<string, Record<string, number>> = {};
        for (const { place, name, removed, gone } of preview(...list)) {
          counted[place] = Object.fromEntries([
            ...Object.entries(counted[place] ?? {}),
            [name, removed + gone],
          ]);
        }
        expect(counted).toEqual(report);
      }),
    );
  });
});

describe('masked', () => {
  it('never shows more than three characters, and none of short values', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{1,40}$/), (value) => {
        const [shown = ''] = masked(value).split('•');
        expect(shown).toBe(value.length < 12 ? '' : value.slice(0, 3));
      }),
    );
  });
});
