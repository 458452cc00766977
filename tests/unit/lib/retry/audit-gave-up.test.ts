import { describe, expect, test } from 'vitest';
import { type Exchange, responseReceivedAt } from '../../../../lib/http/exchange.ts';
import { readRetryAfter } from '../../../../lib/http/retry-after.ts';
import { describeGivenUp, openRetryAfter } from '../../../../lib/retry/audit-gave-up.ts';
import { groupCalls } from '../../../../lib/retry/calls.ts';
import type { Policy } from '../../../../lib/retry/policy.ts';
import { drawCall, drawCallOf } from '../../../fixtures/draw-call.ts';
import {
  describedChange,
  genericAnytime,
  genericHeader,
  genericSilent,
  memfaultBackoff,
  memfaultLimit,
  memfaultOverloaded,
  oceInterval,
  oceLimited,
  statedNever,
} from '../../../fixtures/rules.ts';

/** What is open after the drawn call: the wait before it, and when it is overdue, seconds after the response. */
function openAfter(exchanges: readonly Exchange[], policy: Policy) {
  const open = openRetryAfter(
    groupCalls(exchanges).map((attempt) => {
      const { exchange } = attempt;
      const retryAfter = readRetryAfter(exchange.responseHeaders, responseReceivedAt(exchange));
      return { exchange, policy, retryAfter, attempt };
    }),
  );
  return open && [open.waitSeconds, (open.overdueAt - open.since) / 1000];
}

describe('the retry that is still open', () => {
  test('is due after the wait before the nth retry, with a fifth more for jitter, at least a second', () => {
    expect(openAfter(drawCall`503`, memfaultBackoff)).toEqual([8, 9.6]);
    expect(openAfter(drawCall`503 --8s-- 503`, memfaultBackoff)).toEqual([64, 76.8]);
    expect(openAfter(drawCall`529(2)`, memfaultOverloaded)).toEqual([2, 3]);
    expect(openAfter(drawCall`500`, oceInterval)).toEqual([60, 72]);
  });

  test('joins Retry-After as the rule says', () => {
    expect(openAfter(drawCall`503(300)`, memfaultBackoff)?.[0]).toBe(300);
    expect(openAfter(drawCall`503(3)`, memfaultBackoff)?.[0]).toBe(8);
    expect(openAfter(drawCall`529 --8s-- 529(30)`, memfaultOverloaded)?.[0]).toBe(30);
    expect(openAfter(drawCall`429(30)`, memfaultLimit)?.[0]).toBe(30);
    expect(openAfter(drawCall`429`, memfaultLimit)).toBeUndefined();
    expect(openAfter(drawCall`429(soon)`, memfaultLimit)).toBeUndefined();
    expect(openAfter(drawCall`503(soon)`, memfaultBackoff)?.[0]).toBe(8);
  });

  test('at most so many: five, three, and of the minute rule one', () => {
    const five = drawCall`503 --1s-- 503 --1s-- 503 --1s-- 503 --1s-- 503 --1s-- 503`;
    expect(openAfter(five.slice(0, 5), memfaultBackoff)?.[0]).toBe(32_768);
    expect(openAfter(five, memfaultBackoff)).toBeUndefined();
    expect(openAfter(drawCall`401 --1s-- 401 --1s-- 401`, oceLimited)).toBeDefined();
    expect(openAfter(drawCall`401 --1s-- 401 --1s-- 401 --1s-- 401`, oceLimited)).toBeUndefined();
    expect(openAfter(drawCall`500 --60s-- 500`, oceInterval)).toBeUndefined();
  });

  test('a rule without a count asks for one retry', () => {
    expect(openAfter(drawCall`429(5)`, genericHeader)?.[0]).toBe(5);
    expect(openAfter(drawCall`429(5) --5s-- 429(5)`, genericHeader)).toBeUndefined();
  });

  test('a rule without instants is due at the end of its window, or never', () => {
    expect(openAfter(drawCall`401 --1h-- 401`, oceLimited)).toEqual([null, 21_600 - 3600 - 0.1 + 1]);
    expect(openAfter(drawCall`408`, genericAnytime)).toBeUndefined();
    expect(openAfter(drawCall`408(9)`, genericAnytime)?.[0]).toBe(9);
    const { windowSeconds: _, ...unbounded } = oceLimited;
    expect(openAfter(drawCall`401`, unbounded)).toBeUndefined();
  });

  test('nothing is open outside the window', () => {
    expect(openAfter(drawCall`500(22000)`, oceInterval)).toBeUndefined();
    expect(openAfter(drawCall`401(22000)`, oceLimited)).toBeUndefined();
    const late: Policy = { ...oceInterval, readings: [], maxRetries: 360 };
    expect(openAfter(drawCall`500 --5h-- 500`, late)?.[0]).toBe(60);
    expect(openAfter(drawCall`500 --5h-- 500 --3599s-- 500`, late)).toBeUndefined();
  });

  test('nothing is open where no retry is allowed, or where sending twice may act twice', () => {
    for (const policy of [statedNever, describedChange, genericSilent])
      expect(openAfter(drawCall`503`, policy)).toBeUndefined();
    const post = { method: 'POST', requestBodyHash: 'h' };
    expect(openAfter(drawCallOf(post)`503`, memfaultBackoff)).toBeUndefined();
    const requestHeaders = [{ name: 'Idempotency-Key', value: 'k' }];
    expect(openAfter(drawCallOf({ ...post, requestHeaders })`503`, memfaultBackoff)).toBeDefined();
  });

  test('nothing is open after a success, which 100 and 206 are, nor while an answer is awaited', () => {
    expect(openAfter(drawCall`206`, oceLimited)).toBeUndefined();
    expect(openAfter(drawCall`100`, oceLimited)).toBeUndefined();
    expect(openAfter(drawCall`503 --8s-- 200`, memfaultBackoff)).toBeUndefined();
    expect(openAfter(drawCall`503 --8s-- pending`, memfaultBackoff)).toBeUndefined();
    expect(openAfter([], memfaultBackoff)).toBeUndefined();
  });

  test('one of two overlapping attempts that succeeds is enough', () => {
    const [first, success, failure] = drawCall`503 --8s-- 200 --1s-- 503`;
    if (!first || !success || !failure) throw new Error('three were drawn');
    const place = { callId: '1.0', evidence: 'heuristic', confidence: 0.9 } as const;
    const chain = [first, success, failure].map((exchange, index) => ({
      exchange,
      policy: memfaultBackoff,
      retryAfter: { kind: 'none' } as const,
      attempt: { ...place, exchange, attempt: Math.min(2, index + 1) },
    }));
    expect(openRetryAfter(chain)).toBeUndefined();
    expect(openRetryAfter(chain.toReversed())).toBeUndefined();
  });
});

test('the finding names the attempt and what the rule still allowed', () => {
  const given = (exchanges: readonly Exchange[], policy: Policy) => {
    const open = openRetryAfter(
      groupCalls(exchanges).map((attempt) => {
        return { exchange: attempt.exchange, policy, retryAfter: { kind: 'none' }, attempt };
      }),
    );
    return open && describeGivenUp(open);
  };
  expect(given(drawCall`503`, memfaultBackoff)).toEqual({
    id: 'gave-up',
    severity: 'advice',
    message:
      'Not sent again after 503: the rule allows another retry 8 s after it, and the page lived past that',
  });
  expect(given(drawCall`401 --1s-- 401`, oceLimited)?.message).toBe(
    'Not sent again after 401, attempt 2 of the call: the rule allows another retry within 6 h of the first failure, and the page lived past that',
  );
});
