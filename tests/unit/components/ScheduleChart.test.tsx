// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { afterEach, describe, expect, it } from 'vitest';
import { ScheduleChart } from '../../../components/schedule/ScheduleChart.tsx';
import type { SentMark } from '../../../components/schedule/schedule-text.ts';
import type { Advice } from '../../../lib/annotate/annotation.ts';
import { readLocale } from '../../../lib/words/locale.ts';
import { speakWith } from '../../../lib/words/say.ts';
import english from '../../../locales/en.json' with { type: 'json' };
import chinese from '../../../locales/zh_CN.json' with { type: 'json' };
import { advice, noon, overloaded } from './sample.ts';
import { all, enter, hide, one, show, textOf } from './screen.ts';

const chart = (shown: Advice, outage = 'none', sent: readonly SentMark[] = []) =>
  show(
    <ScheduleChart
      advice={shown}
      sent={sent}
      outage={signal(outage)}
      reading={signal('')}
      receivedAt={noon}
      listed
    />,
  );
const items = (list = 'Retry schedule') => all('listitem', undefined, one('list', list)).map(textOf);

afterEach(() => {
  hide();
  speakWith(readLocale(english));
});

describe('the schedule chart', () => {
  it('lists every retry with its local time', async () => {
    await chart(overloaded(noon));
    expect(items()).toEqual([
      'Retry 1 at 30 s 12:00:30 after 30 s',
      'Retry 2 at 1 m 34 s 12:01:34 after 1 m 4 s',
      'Retry 3 at 10 m 6 s 12:10:06 after 8 m 32 s',
      'Retry 4 at 1 h 18 m 13:18:22 after 1 h 8 m',
      'Retry 5 at 10 h 24 m 22:24:30 after 9 h 6 m',
    ]);
    expect(one('img').getAttribute('aria-label')).toBe(
      'Retries at 30 s, 1 m 34 s, 10 m 6 s, 1 h 18 m, 10 h 24 m after the response.',
    );
  });

  it('shows what an outage does to the retries', async () => {
    await chart(overloaded(noon), 'none', [{ seconds: 1.9, bad: true }]);
    await enter(one('combobox', 'if the outage lasts'), '10m');
    expect(items().map((text) => text.replace(/^.*after \S+ \S+( \S+ \S+)? ?/, ''))).toEqual([
      'fails',
      'fails',
      'recovers',
      'not needed',
      'not needed',
    ]);
    expect(one('img').getAttribute('aria-label')).toMatch(/it recovers at 10 m 6 s; sent at 1\.9 s\.$/);
  });

  it('says when nothing outlives the outage', async () => {
    await chart(advice({ decision: 'after-header', waits: [30], instants: [30] }), '6h');
    expect(textOf(one('img'))).toContain('every retry falls inside the outage');
  });

  it('draws ticks, not 360 labels, and switches readings', async () => {
    const instants = Array.from({ length: 360 }, (_, k) => 60 * (k + 1));
    const readings = [
      { id: 'A', label: 'one a minute', maxRetries: 360 },
      { id: 'B', label: 'a single retry', maxRetries: 1 },
    ];
    await chart(advice({ decision: 'interval', instants, waits: instants.map(() => 60), readings }));
    expect(items()).toHaveLength(360);
    expect(textOf(one('img'))).toContain('reading B: 1 retry');
    expect(one('img').getAttribute('aria-label')).toContain('; reading B: 1 retry at 1 m');
    expect(one('img').querySelectorAll('text').length).toBeLessThan(15);
    await enter(one('combobox', 'Reading'), 'B');
    expect(items()).toEqual(['Retry 1 at 1 m 12:01:00 after 1 m']);
    expect(textOf(one('img'))).toContain('6 h');
    expect(one('img').getAttribute('aria-label')).toContain('; reading A: 360 retries from 1 m to 6 h');
  });

  it('labels the spread of a limited rule as an illustration', async () => {
    await chart(advice({ decision: 'limited', maxRetries: 3, windowSeconds: 21_600 }));
    expect(items()[0]).toBe('Up to 3 retries, spacing not stated, within 6 h');
    expect(items()[1]).toContain('Illustration: retry 1 at 2 h');
    expect(textOf(document.body)).toContain('The circles are an illustration');
  });

  it('tells of a window that begins after a wait', async () => {
    const retryAfter = {
      kind: 'seconds',
      seconds: 3600,
      floorSeconds: 3600,
      raw: '3600',
      flags: [],
    } as const;
    await chart(advice({ decision: 'limited', maxRetries: 1, windowSeconds: 21_600, retryAfter }), '1h');
    expect(one('img').getAttribute('aria-label')).toBe(
      'up to 1 retry, spacing not stated, from 1 h within 6 h; with an outage of 1 h it recovers at 6 h.',
    );
  });

  it('is told in the order of another language', async () => {
    speakWith(readLocale(chinese));
    await chart(overloaded(noon), '10m', [{ seconds: 1.9, bad: true }]);
    expect(items('重试时间表')[2]).toBe('第 3 次重试：10 分 6 秒 12:10:06 等待 8 分 32 秒 恢复');
    expect(one('img').getAttribute('aria-label')).toBe(
      '在响应后 30 秒、1 分 34 秒、10 分 6 秒、1 小时 18 分、10 小时 24 分 重试；若故障持续 10 分钟，将于 10 分 6 秒时恢复；已于 1.9 秒 发送。',
    );
    expect(all('combobox').map(textOf)).toEqual(['无30 秒1 分钟10 分钟1 小时6 小时']);
  });

  it('states plainly that there is nothing to draw', async () => {
    await chart(advice());
    expect(textOf(document.body)).toContain('Do not retry. There is no schedule to draw.');
    expect(all('img')).toHaveLength(0);
    expect(all('list', 'Retry schedule')).toHaveLength(0);
  });
});
