import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatRange, formatResponses, formatTick } from '../../../components/overview/overview-text.ts';
import { readLocale } from '../../../lib/words/locale.ts';
import { speakWith } from '../../../lib/words/say.ts';
import english from '../../../locales/en.json' with { type: 'json' };
import chinese from '../../../locales/zh_CN.json' with { type: 'json' };

const noon = new Date(2026, 10, 21, 12, 2, 10, 250).getTime();
const midnight = new Date(2026, 10, 22).getTime();
const none = { success: 0, redirect: 0, pending: 0, client: 0, server: 0, unknown: 0, none: 0 };
const DAY = 86_400_000;

describe('formatTick', () => {
  it.each([
    [noon, 1, '12:02:10.250'],
    [noon, 50, '12:02:10.25'],
    [noon, 200, '12:02:10.2'],
    [noon, 1000, '12:02:10'],
    [noon, 60_000, '12:02'],
    [midnight, 3_600_000, '22 Nov'],
    [midnight, DAY, '22 Nov'],
    [midnight, 200 * DAY, 'Nov 2026'],
  ])('%i with a tick every %i ms is %j, %s', (at, step, text) => {
    expect(formatTick(at, step)).toBe(text);
  });
});

describe('formatRange', () => {
  it.each([
    [noon, noon, '12:02:10'],
    [noon, noon + 500, '12:02:10.250 to 12:02:10.750'],
    [noon, noon + 5000, '12:02:10.2 to 12:02:15.2'],
    [noon, noon + 100_000, '12:02:10 to 12:03:50'],
    [noon, noon + DAY, '21 Nov 12:02:10 to 22 Nov 12:02:10'],
  ])('%i to %i is %s', (from, to, text) => {
    expect(formatRange({ from, to })).toBe(text);
  });
});

describe('formatResponses', () => {
  it('names only what there is', () => {
    const counts = { ...none, success: 1200, redirect: 1, server: 2, none: 1 };
    expect(formatResponses(counts)).toBe(
      '1,204 responses: 1,200 successful, 1 redirect, 2 server errors, 1 without a response',
    );
    expect(formatResponses({ ...none, client: 1 })).toBe('1 response: 1 client error');
    expect(formatResponses({ ...none, unknown: 1, pending: 2 }, 412)).toBe(
      '3 of 412 responses: 2 pending, 1 with an unknown status',
    );
    expect(formatResponses(none)).toBe('no responses');
    expect(formatResponses(none, 9)).toBe('none of 9 responses');
  });
});

describe('in Chinese', () => {
  beforeAll(() => speakWith(readLocale(chinese)));
  afterAll(() => speakWith(readLocale(english)));

  it('dates are written as there', () => {
    expect(formatTick(midnight, DAY)).toBe('11月22日');
    expect(formatTick(midnight, 200 * DAY)).toBe('2026年11月');
    expect(formatRange({ from: noon, to: noon + DAY })).toBe('11月21日 12:02:10 至 11月22日 12:02:10');
  });

  it('what is counted follows its number, and the whole comes first', () => {
    const counts = { ...none, success: 1200, client: 1 };
    expect(formatResponses(counts)).toBe('1,201 个响应：1,200 个成功、1 个客户端错误');
    expect(formatResponses(counts, 1300)).toBe('1,300 个响应中的 1,201 个：1,200 个成功、1 个客户端错误');
    expect(formatResponses(none, 1)).toBe('1 个响应中没有');
  });
});
