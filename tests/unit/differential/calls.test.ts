// Where one call ends and the next begins: the same request sent again by a person, by a client, and by both at once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendWithAxiosRetry } from './clients/axios-retry.ts';
import { sendWithGot } from './clients/got.ts';
import { sendWithKy } from './clients/ky.ts';
import { sendWithOpenai } from './clients/openai.ts';
import { sendWithUndici } from './clients/undici.ts';
import {
  type Bench,
  type ClientLog,
  emptyLog,
  expectAsLogged,
  type SeenCall,
  startBench,
} from './compare.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());

const callsTo = (path: string): SeenCall[] =>
  bench.calls().filter(({ rows }) => rows.some(({ exchange }) => exchange.url.endsWith(path)));

/** Each log has its own call, in order of their first attempts. */
function expectOneCallEach(calls: readonly SeenCall[], logs: readonly ClientLog[]): void {
  expect(calls).toHaveLength(logs.length);
  for (const [index, log] of logs.entries()) expectAsLogged(calls[index]?.rows ?? [], log);
}

describe('the same request twice', () => {
  it('is two calls when the first came through', async () => {
    const path = bench.path('503,200,503,503,200');
    const logs: ClientLog[] = [];
    for (let call = 0; call < 2; call++) logs.push(await sendWithGot(bench, path, { atMost: 50 }));
    expect(logs.map(({ retried }) => retried.length)).toEqual([1, 2]);
    expectOneCallEach(callsTo(path), logs);
  });

  it('is two calls when the client counts, though the first failed for good', async () => {
    const path = bench.path('503', { h: 'retry-after-ms:50' });
    const logs: ClientLog[] = [];
    for (let call = 0; call < 2; call++) logs.push(await sendWithOpenai(bench, path));
    expect(logs.map(({ retried }) => retried.length)).toEqual([2, 2]);
    expectOneCallEach(callsTo(path), logs);
  });

  it('is two calls at the same time when each has an Idempotency-Key', async () => {
    const path = bench.path('503,503,200', { h: 'retry-after-ms:50' });
    const send = (key: string) =>
      sendWithOpenai(bench, path, { method: 'post', headers: { 'Idempotency-Key': key } });
    const logs = await Promise.all([send('order-1'), send('order-2')]);
    expect(logs.flatMap(({ retried }) => retried)).toEqual([503, 503]);
    const calls = callsTo(path);
    expectOneCallEach(calls, logs);
    for (const { rows } of calls) {
      const keys = rows.map(({ exchange }) =>
        exchange.requestHeaders.find(({ name }) => /^idempotency-key$/i.test(name)),
      );
      expect(new Set(keys.map((key) => key?.value)).size).toBe(1);
      expect(rows[1]?.attempt.evidence).toBe('certain');
    }
  });

  it('is two calls when each has an Idempotency-Key, though the first failed for good', async () => {
    const path = bench.path('503');
    const logs: ClientLog[] = [];
    for (const key of ['order-1', 'order-2']) {
      const headers = { 'Idempotency-Key': key };
      const retry = { methods: ['POST' as const] };
      logs.push(await sendWithGot(bench, path, { method: 'POST', body: '{}', headers, retry, atMost: 50 }));
    }
    expect(logs.map(({ retried }) => retried.length)).toEqual([2, 2]);
    expectOneCallEach(callsTo(path), logs);
  });

  it('looks like one call when nothing tells a person’s second try from a client’s third retry', async () => {
    const path = bench.path('503');
    const logs: ClientLog[] = [];
    for (let call = 0; call < 2; call++) logs.push(await sendWithGot(bench, path, { atMost: 50 }));
    const [call, ...more] = callsTo(path);
    expect(more).toEqual([]);
    // The logs say two calls; likeness alone has no way to know, and never claims more than likeness.
    const sent = logs.flatMap((log) => log.sent);
    expect(call?.rows.map(({ attempt }) => attempt.attempt)).toEqual(sent.map((_, index) => index + 1));
    expect(call?.rows.slice(1).every(({ attempt }) => attempt.evidence === 'heuristic')).toBe(true);
  });
});

describe('different requests at the same time', () => {
  it('are two calls where only the body differs', async () => {
    const path = bench.path('503,503,503,503,200');
    const put = (body: string) => sendWithGot(bench, path, { method: 'PUT', body, atMost: 50 });
    const logs = await Promise.all(['{"page":1}', '{"page":20}'].map(put));
    expect(logs.map(({ retried }) => retried)).toEqual([
      [503, 503],
      [503, 503],
    ]);
    const calls = callsTo(path);
    expect(calls).toHaveLength(2);
    const byLength = (call: SeenCall) => call.rows[0]?.exchange.requestBodySize ?? 0;
    expectOneCallEach(
      calls.toSorted((a, b) => byLength(a) - byLength(b)),
      logs,
    );
  });

  it('stay apart, whichever client sends them', async () => {
    const codes = '503,503,200';
    const soon = { h: 'retry-after-ms:50' };
    const retry = { minTimeout: 20, maxTimeout: 100 };
    const runs = [
      [bench.path(codes), (path: string) => sendWithGot(bench, path, { atMost: 50 })],
      [bench.path(codes), (path: string) => sendWithUndici(bench, path, { retry })],
      [bench.path(codes), (path: string) => sendWithAxiosRetry(bench, path)],
      [bench.path(codes), (path: string) => sendWithKy(bench, path, { retry: { backoffLimit: 50 } })],
      [bench.path(codes, soon), (path: string) => sendWithOpenai(bench, path)],
    ] as const;
    const logs = await Promise.all(runs.map(([path, send]) => send(path)));
    for (const [index, [path]] of runs.entries()) {
      const log = logs[index] ?? emptyLog();
      expect(log.retried).toEqual([503, 503]);
      bench.match(path, log);
    }
  });
});
