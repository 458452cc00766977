// Waits of minutes and hours, on a fake clock: clients that keep to a schedule, and defaults too long to sit out.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type GotCase, sendWithGot } from './clients/got.ts';
import { sendWithKy } from './clients/ky.ts';
import { sendWithOpenai } from './clients/openai.ts';
import { sendWithUndici } from './clients/undici.ts';
import { type Bench, type ClientLog, emptyLog, type Send, startBench, waitsOf } from './compare.ts';

const bss = 'bss.myhuaweicloud.com';
const minute = 60_000;
let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
});
beforeEach(() => {
  // Node's own sockets keep the real clock; what the clients wait by is the global `setTimeout`.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  return () => vi.useRealTimers();
});
afterAll(() => bench.stop());

/** Sends one call; whenever the client has its answer and waits, the clock goes on to its next timer. */
async function sendFast<Options>(send: Send<Options>, path: string, options?: Options): Promise<ClientLog> {
  const log = emptyLog();
  let over = false;
  const work = send(bench, path, options, log).finally(() => {
    over = true;
  });
  for (let calm = 0; !over; calm++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (log.answers.length < log.sent.length) calm = 0;
    if (calm < 20 || vi.getTimerCount() === 0) continue;
    vi.advanceTimersToNextTimer();
    calm = 0;
  }
  return work;
}

/** got with a delay of one's own in place of its two retries a second apart. */
function delayed(limit: number, delay: (retry: number) => number, host = 'api.memfault.com'): GotCase {
  const calculateDelay = ({ attemptCount = 0, computedValue = 0 }) =>
    computedValue === 0 ? 0 : delay(attemptCount);
  return { host, retry: { limit, calculateDelay } };
}

describe('a client that keeps to its provider’s schedule', () => {
  it('has nothing held against it: Memfault’s five waits', async () => {
    const path = bench.path('503');
    const log = await sendFast(
      sendWithGot,
      path,
      delayed(5, (retry) => 1000 * 8 ** retry),
    );
    const { rows, findings } = bench.match(path, log);
    expect(log.retried).toHaveLength(5);
    expect(waitsOf(rows).map((wait) => Math.round(wait / 1000))).toEqual([8, 64, 512, 4096, 32768]);
    expect(findings).toEqual([]);
  });

  it('has nothing held against it: Huawei OCE’s minute, and more where Retry-After says so', async () => {
    const paths = [bench.path('500'), bench.path('429,200', { 'retry-after': '90' })] as const;
    const every = await sendFast(
      sendWithGot,
      paths[0],
      delayed(10, () => minute, bss),
    );
    const once = await sendFast(sendWithGot, paths[1], { host: bss });
    expect(every.retried).toHaveLength(10);
    expect(bench.match(paths[0], every).findings).toEqual([]);
    const { rows, findings } = bench.match(paths[1], once);
    expect(waitsOf(rows).map((wait) => Math.round(wait / 1000))).toEqual([90]);
    expect(findings).toEqual([]);
  });

  it('has nothing held against it: got as it comes, when Retry-After is longer than the backoff', async () => {
    const path = bench.path('503', { 'retry-after': '300' });
    const log = await sendFast(sendWithGot, path);
    expect(log.retried).toEqual([503, 503]);
    expect(bench.match(path, log).findings).toEqual([]);
  });

  it('is marginal where jitter takes up to half of the wait', async () => {
    const path = bench.path('503,503,200');
    const log = await sendFast(
      sendWithGot,
      path,
      delayed(5, (retry) => 600 * 8 ** retry),
    );
    const { findings, messages } = bench.match(path, log);
    expect(log.retried).toEqual([503, 503]);
    expect(findings).toEqual(log.retried.map(() => 'note faster-than-schedule'));
    expect(messages[1]).toMatch(/^Sent 38\.\d+ s after the response, .* before retry 2: marginal/);
  });
});

describe('a client that goes beyond a limit', () => {
  it('retries a sixth time where Memfault allows five', async () => {
    const path = bench.path('503');
    const log = await sendFast(sendWithOpenai, path, { maxRetries: 6 });
    const { findings, messages } = bench.match(path, log);
    expect(log.retried).toHaveLength(6);
    const allowed = log.retried.map(() => 'violation faster-than-schedule').slice(0, 5);
    expect(findings).toEqual([...allowed, 'violation too-many']);
    expect(messages.at(-1)).toMatch(/^Retry 6 .* at most 5$/);
  });

  it('retries after Huawei OCE’s six hours are over', async () => {
    const path = bench.path('500');
    const log = await sendFast(
      sendWithGot,
      path,
      delayed(8, () => 50 * minute, bss),
    );
    const { findings, rows } = bench.match(path, log);
    expect(log.retried).toHaveLength(8);
    expect(findings).toEqual(['violation outside-window']);
    expect(rows.at(-1)?.findings).toHaveLength(1);
  });
});

describe('a default too long to sit out', () => {
  it('undici caps Retry-After at 30 s', async () => {
    const path = bench.path('429,429,200', { 'retry-after': '120' });
    const log = await sendFast(sendWithUndici, path);
    const { findings, messages, rows } = bench.match(path, log);
    expect(log.retried).toEqual([429, 429]);
    expect(waitsOf(rows).map((wait) => Math.round(wait / 1000))).toEqual([30, 30]);
    expect(findings).toEqual(log.retried.map(() => 'violation too-early'));
    expect(messages[0]).toMatch(/^Sent 1 m 30 s before Retry-After allowed it$/);
  });

  it('ky waits 24.8 days for a word: by then it is another call to anyone who watches', async () => {
    const path = bench.path('429,200', { 'retry-after': 'soon' });
    const log = await sendFast(sendWithKy, path);
    expect(log.retried).toEqual([429]);
    expect((log.sent[1] ?? 0) - (log.sent[0] ?? 0)).toBeGreaterThanOrEqual(2 ** 31 - 1);
    const calls = bench
      .calls()
      .filter(({ rows }) => rows.some(({ exchange }) => exchange.url.endsWith(path)));
    expect(calls.map(({ rows }) => rows.map(({ exchange }) => exchange.status))).toEqual([[429], [200]]);
    expect(calls.flatMap(({ findings }) => findings)).toEqual([]);
  });
});
