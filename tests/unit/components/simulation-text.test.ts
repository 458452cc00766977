import { afterEach, describe, expect, it } from 'vitest';
import {
  byReason,
  noLoadText,
  outageLabel,
  premise,
  targetText,
} from '../../../components/schedule/simulate/simulation-text.ts';
import { formatDuration } from '../../../lib/retry/duration.ts';
import { usualSettings } from '../../../lib/stores/simulation-settings.ts';
import type { Outcome } from '../../../lib/stores/simulation-store.ts';
import { readLocale } from '../../../lib/words/locale.ts';
import { speakWith } from '../../../lib/words/say.ts';
import english from '../../../locales/en.json' with { type: 'json' };
import chinese from '../../../locales/zh_CN.json' with { type: 'json' };

const settings = { ...usualSettings, outageSeconds: 600 };
const judged = (name: string, verdict: string) =>
  ({ candidate: { name }, result: { verdict, target: 0.9999 } }) as unknown as Outcome;

afterEach(() => speakWith(readLocale(english)));

describe('the words of a simulation', () => {
  it('say what is assumed', () => {
    expect(premise(settings, null)).toBe(
      '1,000 clients call and fail together as an outage of 10 min begins. Afterwards the server answers 100 requests a second and refuses the rest.',
    );
    expect(premise({ ...settings, capacity: null }, null)).toMatch(/Afterwards the server answers all\.$/);
    expect(premise({ ...settings, meeting: 'apart' }, null)).toMatch(
      /^Each of 1,000 calls .* 10 min on average/,
    );
    expect(premise({ ...settings, outageSeconds: 0 }, null)).toMatch(
      /each request fails with a chance of 10 %/,
    );
    expect(premise(settings, 30)).toMatch(/ Every failure asks to wait 30 s, as this one does\.$/);
    expect(outageLabel(45)).toBe('45 s');
  });
  it('say who would not send the request again, by reason', () => {
    const without = [
      { name: 'rule', reason: 'never' },
      { name: 'got', reason: 'status' },
      { name: 'ky', reason: 'status' },
      { name: 'stripe', reason: 'method' },
      { name: 'B', reason: 'needs-header' },
      { name: 'C', reason: 'window' },
      { name: 'D', reason: 'not-stated' },
    ] as const;
    expect(byReason(without, 404, 'POST')).toEqual([
      ['Not allowed as it is', ['rule']],
      ['Not after 404', ['got', 'ky']],
      ['Not a POST', ['stripe']],
      ['Only after Retry-After', ['B']],
      ['Retry-After leads out of the window', ['C']],
      ['Says nothing of retries', ['D']],
    ]);
  });
  it('say how everyone stands to the target', () => {
    const outcomes = [judged('a', 'met'), judged('b', 'missed'), judged('c', 'not-enough')];
    expect(targetText(outcomes)).toBe(
      'Target, 99.99 % of calls: met by a; missed by b; too few calls to tell for c.',
    );
    expect(targetText([])).toBe('');
  });
  it('say why there is no load', () => {
    expect(noLoadText({ ...settings, meeting: 'apart' })).toContain('put no common load on a server');
    expect(noLoadText(settings)).toBe('');
  });
});

it('are put together in Chinese as Chinese does', () => {
  speakWith(readLocale(chinese));
  const outcomes = [judged('a', 'met'), judged('b', 'met'), judged('c', 'missed')];
  expect(targetText(outcomes)).toBe('目标：99.99 % 的调用成功。达到：a、b；未达到：c。');
  expect(premise({ ...settings, capacity: null }, 30)).toBe(
    `一次 ${outageLabel(600)}的故障开始时，1,000 个客户端同时调用并一起失败。之后服务器响应所有请求。每次失败都像这次一样要求等待 ${formatDuration(30)}。`,
  );
});
