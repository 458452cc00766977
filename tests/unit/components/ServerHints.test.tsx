// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { HeadersTab } from '../../../components/inspector/HeadersTab.tsx';
import { readRetryAfter } from '../../../lib/http/retry-after.ts';
import { readLocale } from '../../../lib/words/locale.ts';
import { speakWith } from '../../../lib/words/say.ts';
import english from '../../../locales/en.json' with { type: 'json' };
import chinese from '../../../locales/zh_CN.json' with { type: 'json' };
import { row } from './sample.ts';
import { all, hide, one, show, textOf } from './screen.ts';

const title = 'What the server says about retrying';
const at = Date.UTC(2026, 10, 21, 12, 0, 0);

/** Each line as `name: text`. */
async function lines(fields: Record<string, string>): Promise<string[]> {
  const responseHeaders = Object.entries(fields).map(([name, value]) => ({ name, value }));
  const { exchange } = row({ exchange: { startedDateTime: at, responseStart: 0, responseHeaders } });
  await show(<HeadersTab exchange={exchange} retryAfter={readRetryAfter(responseHeaders, at)} />);
  const [section] = all('region', title);
  return [...(section?.querySelectorAll('dt') ?? [])].map(
    (name) => `${textOf(name)}: ${textOf(name.nextElementSibling)}`,
  );
}

afterEach(() => {
  hide();
  speakWith(readLocale(english));
});

describe('what the server says', () => {
  it('shows nothing when it says nothing', async () => {
    expect(await lines({ 'Content-Type': 'text/html' })).toEqual([]);
    expect(all('region', title)).toEqual([]);
  });

  it('shows Retry-After as read, and that it precedes the rest', async () => {
    expect(await lines({ 'Retry-After': '30', 'retry-after-ms': '1500', 'x-should-retry': 'false' })).toEqual(
      ['Retry-After: wait 30 s', 'retry-after-ms: wait 1.5 s Retry-After precedes it', 'should-retry: no'],
    );
  });

  it('explains a date, and what can’t be read', async () => {
    expect(await lines({ 'Retry-After': 'Sat, 21 Nov 2026 12:00:05 GMT' })).toEqual([
      'Retry-After: wait 5 s · Retry-After: Sat, 21 Nov 2026 12:00:05 GMT, 5 s after the response',
    ]);
    hide();
    expect(await lines({ 'Retry-After': 'soon', RateLimit: '"a', 'x-should-retry': 'true' })).toEqual([
      'Retry-After: Retry-After "soon" is not a number of seconds or an HTTP date: the server\'s fault; no wait was set',
      'should-retry: yes',
      'RateLimit: RateLimit ""a" is no structured field (RFC 9651) from character 3 on',
    ]);
    expect(one('region', title).querySelectorAll('.rs-unread')).toHaveLength(2);
  });

  it('shows quotas in the order of another language', async () => {
    speakWith(readLocale(chinese));
    const fields = { RateLimit: '"a";r=50;t=30', 'RateLimit-Policy': '"a";q=100;w=60;qu="content-bytes"' };
    const { exchange } = row({
      exchange: { responseHeaders: Object.entries(fields).map(([name, value]) => ({ name, value })) },
    });
    await show(<HeadersTab exchange={exchange} retryAfter={{ kind: 'none' }} />);
    expect(textOf(one('region', '服务器对重试的说明'))).toContain(
      'RateLimit a剩余 50/100 content-bytes · 30 秒后恢复 · 时间窗口 1 分',
    );
  });

  it('shows quotas and how their reset was taken', async () => {
    expect(
      await lines({
        RateLimit: '"default";r=50;t=30',
        'RateLimit-Policy': '"default";q=100;w=60, "daily";q=1000;w=86400, "bytes";q=5;qu="content-bytes"',
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': String(at / 1000 + 90),
        'x-ms-retry-after-ms': '20',
      }),
    ).toEqual([
      'x-ms-retry-after-ms: wait 0.02 s honoured by some clients',
      'RateLimit default: 50 of 100 left · refills in 30 s · window 1 m',
      'RateLimit-Policy daily: limit 1,000 · window 24 h',
      'RateLimit-Policy bytes: limit 5 content-bytes',
      'X-RateLimit-*: 0 left · refills in 1 m 30 s reset taken as epoch seconds',
    ]);
  });
});
