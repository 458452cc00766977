import { describe, expect, test } from 'vitest';
import { createSentRetries, type SentRetry } from '../../../../lib/retry/audit-in-step.ts';
import { cpuMs } from '../../../fixtures/cpu-time.ts';

interface NamedRetry extends SentRetry {
  readonly exchangeId: string;
}

/** The findings by exchange id. */
function auditInStep(retries: readonly NamedRetry[]) {
  const sent = createSentRetries<NamedRetry>();
  retries.forEach(sent.add);
  return new Map([...sent.audit()].map(([{ exchangeId }, finding]) => [exchangeId, finding]));
}

/** Retry `retry` of a call; calls have a tab each unless told otherwise. */
const sent = (
  call: string,
  retry: number,
  startedAt: number,
  more: Partial<NamedRetry> = {},
): NamedRetry => ({
  exchangeId: `${call}${retry}`,
  callId: call,
  tabId: call.charCodeAt(0),
  target: 'memfault',
  retry,
  startedAt,
  waitMs: 8000,
  ...more,
});

const inStep = (...retries: NamedRetry[]) => [...auditInStep(retries).keys()].sort();

/** Calls `a` and `b` retrying together at these instants (s), retries 1, 2, … */
const pair = (instants: readonly number[], more: Partial<NamedRetry> = {}): NamedRetry[] =>
  instants.flatMap((second, index) => [
    sent('a', index + 1, second * 1000, more),
    sent('b', index + 1, second * 1000 + 250, more),
  ]);

describe('three calls', () => {
  test('once is enough, in one tab too', () => {
    expect(inStep(sent('a', 1, 0), sent('b', 1, 100), sent('c', 1, 250))).toEqual(['a1', 'b1', 'c1']);
    const tab = { tabId: 1 };
    const one = auditInStep([sent('a', 1, 0, tab), sent('b', 1, 0, tab), sent('c', 1, 0, tab)]);
    expect(one.get('a1')).toEqual({
      id: 'in-step',
      severity: 'note',
      message:
        'In step with 2 other calls: retry 1 of each was sent within 250 ms after the same wait of 8 s; jitter would spread them',
    });
  });

  test('not where the instant, the wait, the retry, or the target differs', () => {
    const two = [sent('a', 1, 0), sent('b', 1, 100)];
    expect(inStep(...two, sent('c', 1, 251))).toEqual([]);
    expect(inStep(...two, sent('c', 1, 200, { waitMs: 8251 }))).toEqual([]);
    expect(inStep(...two, sent('c', 2, 200))).toEqual([]);
    expect(inStep(...two, sent('c', 1, 200, { target: 'huawei-oce' }))).toEqual([]);
    expect(inStep(...two, sent('b', 1, 200, { exchangeId: 'twin' }))).toEqual([]);
  });

  test('others at the same instant after other waits do not hide them', () => {
    const stranger = sent('x', 1, 50, { waitMs: 1 });
    expect(inStep(sent('a', 1, 0), stranger, sent('b', 1, 100), sent('c', 1, 200))).toEqual([
      'a1',
      'b1',
      'c1',
    ]);
  });
});

describe('two calls of two tabs', () => {
  test('three times in a row', () => {
    expect(inStep(...pair([0, 10]))).toEqual([]);
    expect(inStep(...pair([0, 10, 20]))).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3']);
    expect(inStep(...pair([0, 10, 20, 30]))).toHaveLength(8);
    expect(auditInStep(pair([0, 10, 20])).get('a2')?.message).toContain(
      'with 1 other call in 2 tabs: retry 2',
    );
  });

  test('a miss starts the row anew', () => {
    const missed = pair([0, 10, 20, 30, 40]).map((one) =>
      one.exchangeId === 'b3' ? { ...one, startedAt: 21_000 } : one,
    );
    expect(inStep(...missed)).toEqual([]);
  });

  test('of one tab are not worth a word', () => {
    expect(inStep(...pair([0, 10, 20], { tabId: 1 }))).toEqual([]);
  });
});

test('a hundred thousand retries at one instant take no time to speak of', () => {
  const crowd = Array.from({ length: 100_000 }, (_, k) =>
    sent('a', 1, k % 250, { callId: `c${k}`, exchangeId: `e${k}`, waitMs: k / 10 }),
  );
  expect(cpuMs(() => expect(auditInStep(crowd).size).toBe(100_000))).toBeLessThan(3000);
});
