import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeEvicted, describeGaps, describeTrouble } from '../../../../lib/session/notices.ts';
import { readLocale } from '../../../../lib/words/locale.ts';
import { speakWith } from '../../../../lib/words/say.ts';
import english from '../../../../locales/en.json' with { type: 'json' };
import chinese from '../../../../locales/zh_CN.json' with { type: 'json' };

const retention = { exchanges: 100_000, bytes: 500_000_000 };

describe('notices', () => {
  it.each([
    [1, 'The 1 oldest response was dropped: the log keeps 100000 responses and 500 MB.'],
    [7, 'The 7 oldest responses were dropped: the log keeps 100000 responses and 500 MB.'],
  ])('count what was dropped: %i', (evicted, text) => {
    expect(describeEvicted(evicted, retention)).toBe(text);
  });

  it('name what is wrong with the database, while it is', () => {
    expect(describeTrouble('QuotaExceededError: full')).toContain('(QuotaExceededError: full)');
    expect(describeTrouble('')).toBe('');
  });

  it('are one for each reason, with the time of the last', () => {
    const gaps = [
      { reason: 'stopped' as const, from: 1, to: 2 },
      { reason: 'database-lost' as const, from: 0, to: 3 },
      { reason: 'stopped' as const, from: 4, to: 5 },
      { reason: 'devtools-dropped' as const, from: 6, to: 7 },
    ];
    const sentences = describeGaps(gaps, (at) => `t${at}`);
    expect(sentences).toHaveLength(3);
    expect(sentences[0]).toContain('(2 times): responses that ended between t4 and t5 may be missing');
    expect(sentences[1]).toContain('deleted at t3');
    expect(sentences[2]).toContain('between t6 and t7');
    expect(describeGaps([], String)).toEqual([]);
  });
});

describe('notices in Chinese', () => {
  beforeAll(() => speakWith(readLocale(chinese)));
  afterAll(() => speakWith(readLocale(english)));

  it('say how often only where it was more than once', () => {
    const gap = { reason: 'stopped' as const, from: 1, to: 2 };
    const [once, twice] = [[gap], [gap, gap]].map((gaps) => describeGaps(gaps, (at) => `t${at}`)[0]);
    expect(once).toBe('浏览器在后台记录时停止了后台：t1 至 t2 之间结束的响应可能缺失。');
    expect(twice).toContain('停止了后台（2 次）：');
    expect(describeEvicted(1, retention)).toContain('最早的 1 个响应');
  });
});
