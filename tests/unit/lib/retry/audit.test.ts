import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Exchange, emptyExchange, responseReceivedAt } from '../../../../lib/http/exchange.ts';
import { readRetryAfter } from '../../../../lib/http/retry-after.ts';
import { type AuditedAttempt, auditAttempt } from '../../../../lib/retry/audit.ts';
import { describeGivenUp, openRetryAfter } from '../../../../lib/retry/audit-gave-up.ts';
import { groupCalls } from '../../../../lib/retry/calls.ts';
import type { Finding } from '../../../../lib/retry/finding.ts';
import { decisions, type Policy, stages } from '../../../../lib/retry/policy.ts';
import { drawCall, drawCallOf, drawnAt } from '../../../fixtures/draw-call.ts';
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

type Rules = Policy | ((status: number) => Policy);

/** The findings of each attempt of the drawn exchanges, all under one rule or each under its status's. */
function auditAll(exchanges: readonly Exchange[], rules: Rules): Finding[][] {
  const calls = new Map<string, AuditedAttempt[]>();
  return groupCalls(exchanges).map((attempt) => {
    const { exchange } = attempt;
    const policy = typeof rules === 'function' ? rules(exchange.status) : rules;
    const retryAfter = readRetryAfter(exchange.responseHeaders, responseReceivedAt(exchange));
    const current = { exchange, policy, retryAfter, attempt };
    const previous = calls.get(attempt.callId) ?? [];
    calls.set(attempt.callId, [...previous, current]);
    return auditAttempt(previous, current);
  });
}

const audit = (exchanges: readonly Exchange[], rules: Rules) => auditAll(exchanges, rules).at(-1);

const ids = (findings: readonly Finding[] | undefined) =>
  findings?.map(({ id, severity }) => `${id} ${severity}`);

/** An attempt a minute, `count` of them. */
const everyMinute = (count: number) =>
  Array.from(
    { length: count },
    (_, k) => drawCallOf({ startedDateTime: drawnAt + k * 60_100 }, k + 1)`504`,
  ).flat();

describe('too early', () => {
  test('says by how much', () => {
    expect(audit(drawCall`529(30) --1.9s-- 529`, memfaultOverloaded)).toEqual([
      {
        id: 'too-early',
        severity: 'violation',
        message: 'Sent 28.1 s before Retry-After allowed it',
        seconds: 28.1,
      },
    ]);
  });

  test('tolerates 50 ms of seconds, and a second of a date', () => {
    expect(audit(drawCall`529(30) --29.95s-- 529`, memfaultOverloaded)).toEqual([]);
    expect(ids(audit(drawCall`529(30) --29.9s-- 529`, memfaultOverloaded))).toEqual(['too-early violation']);
    const date = new Date(drawnAt + 30_000).toUTCString();
    expect(audit(drawCall`529(${date}) --28.9s-- 529`, memfaultOverloaded)).toEqual([]);
    expect(ids(audit(drawCall`529(${date}) --28.8s-- 529`, memfaultOverloaded))).toEqual([
      'too-early violation',
    ]);
  });

  test('the instead header replaces the schedule; late is never wrong', () => {
    expect(audit(drawCall`529(1) --1s-- 529`, memfaultOverloaded)).toEqual([]);
    expect(audit(drawCall`529(1) --5h-- 529`, memfaultOverloaded)).toEqual([]);
  });

  test('a minimum leaves the schedule in force beside it', () => {
    expect(ids(audit(drawCall`503(300) --100s-- 503`, memfaultBackoff))).toEqual(['too-early violation']);
    expect(ids(audit(drawCall`503(5) --5s-- 503`, memfaultBackoff))).toEqual(['faster-than-schedule note']);
    expect(ids(audit(drawCall`503(5) --1s-- 503`, memfaultBackoff))).toEqual([
      'too-early violation',
      'faster-than-schedule violation',
    ]);
  });

  test('limited is too early only when Retry-After was sent', () => {
    expect(audit(drawCall`401 --10ms-- 401 --10ms-- 401 --10ms-- 401`, oceLimited)).toEqual([]);
    expect(ids(audit(drawCall`401(60) --1s-- 401`, oceLimited))).toEqual(['too-early violation']);
  });

  test('by stage: generic advice gives notes', () => {
    expect(ids(audit(drawCall`429(30) --1s-- 429`, genericHeader))).toEqual(['too-early note']);
    expect(ids(audit(drawCall`500(30) --1s-- 500`, genericSilent))).toEqual(['too-early note']);
    expect(ids(audit(drawCall`408(30) --1s-- 408`, genericAnytime))).toEqual(['too-early note']);
    const described: Policy = { ...memfaultLimit, stage: 'described' };
    expect(ids(audit(drawCall`429(30) --1s-- 429`, described))).toEqual(['too-early departure']);
    const hinted: Policy = { ...genericSilent, retryAfter: 'hint' };
    expect(audit(drawCall`500(30) --1s-- 500`, hinted)).toEqual([]);
    const section: Policy = { ...memfaultLimit, stage: 'section' };
    expect(ids(audit(drawCall`429(30) --1s-- 429`, section))).toEqual(['too-early violation']);
  });

  test('an invalid Retry-After sets no floor', () => {
    expect(audit(drawCall`429(soon) --1s-- 429`, memfaultLimit)).toEqual([]);
    expect(audit(drawCall`529(-5) --8s-- 529`, memfaultOverloaded)).toEqual([]);
  });

  test('the clock starts when the response head was received', () => {
    const slow = drawCall`529(30) --30s-- 529`.map((exchange) => ({ ...exchange, time: 5000 }));
    expect(audit(slow, memfaultOverloaded)).toEqual([]);
  });
});

describe('faster than the schedule', () => {
  test('memfault: 8, 64, 512 s before retry 1, 2, 3', () => {
    const findings = auditAll(drawCall`503 --8s-- 503 --64s-- 503 --200s-- 503`, memfaultBackoff);
    expect(findings.slice(0, 3)).toEqual([[], [], []]);
    expect(findings[3]).toEqual([
      {
        id: 'faster-than-schedule',
        severity: 'violation',
        message: 'Sent 3 m 20 s after the response, 5 m 12 s short of the 8 m 32 s before retry 3',
        seconds: 312,
      },
    ]);
  });

  test('half the wait or more is marginal', () => {
    expect(audit(drawCall`503 --4s-- 503`, memfaultBackoff)).toEqual([
      {
        id: 'faster-than-schedule',
        severity: 'note',
        message:
          "Sent 4 s after the response, 4 s short of the 8 s before retry 1: marginal, as a jittered client's",
        seconds: 4,
      },
    ]);
    expect(ids(audit(drawCall`503 --3.9s-- 503`, memfaultBackoff))).toEqual([
      'faster-than-schedule violation',
    ]);
    expect(audit(drawCall`503 --7.95s-- 503`, memfaultBackoff)).toEqual([]);
  });

  test('huawei-oce: once a minute, and a single retry, are both in order', () => {
    expect(auditAll(everyMinute(360), oceInterval).flat()).toEqual([]);
    expect(audit(drawCall`504 --60s-- 200`, oceInterval)).toEqual([]);
    expect(audit(drawCall`504 --3h-- 504 --60s-- 504`, oceInterval)).toEqual([]);
    expect(ids(audit(drawCall`504 --20s-- 504`, oceInterval))).toEqual(['faster-than-schedule violation']);
  });

  test('the rule is read again at each response', () => {
    const memfault = (status: number) => (status === 429 ? memfaultLimit : memfaultBackoff);
    expect(auditAll(drawCall`503 --8s-- 429(2) --2s-- 503 --512s-- 200`, memfault).flat()).toEqual([]);
    expect(ids(audit(drawCall`503 --8s-- 429(2) --1s-- 503`, memfault))).toEqual(['too-early violation']);
    expect(ids(audit(drawCall`429(1) --1s-- 503 --2s-- 503`, memfault))).toEqual([
      'faster-than-schedule violation',
    ]);
    const oce = (status: number) => (status === 503 ? statedNever : oceInterval);
    expect(ids(audit(drawCall`504 --60s-- 503 --60s-- 200`, oce))).toEqual([
      'retried-do-not-retry violation',
    ]);
    expect(audit(drawCall`504 --60s-- 504 --60s-- 503`, oce)).toEqual([]);
  });
});

describe('too many, and outside the window', () => {
  test('a sixth retry', () => {
    const exchanges = drawCall`529(1) --1s-- 529(1) --1s-- 529(1) --1s-- 529(1) --1s-- 529(1) --1s-- 529(1) --1s-- 529`;
    const findings = auditAll(exchanges, memfaultOverloaded);
    expect(findings.slice(0, 6).flat()).toEqual([]);
    expect(findings[6]).toEqual([
      {
        id: 'too-many',
        severity: 'violation',
        message: 'Retry 6 of the call, where the rule in force allows at most 5',
      },
    ]);
  });

  test('a fourth of at most three', () => {
    const findings = auditAll(drawCall`401 --1s-- 401 --1s-- 401 --1s-- 401 --1s-- 401`, oceLimited);
    expect(findings.map(ids)).toEqual([[], [], [], [], ['too-many violation']]);
  });

  test('a 361st of at most 360, by the widest reading', () => {
    const brisk = Array.from(
      { length: 362 },
      (_, k) => drawCallOf({ startedDateTime: drawnAt + k * 59_950, time: 0, responseStart: 0 }, k + 1)`500`,
    ).flat();
    const findings = auditAll(brisk, { ...oceInterval, windowSeconds: 36_000 });
    expect(findings.slice(0, 361).flat()).toEqual([]);
    expect(ids(findings[361])).toEqual(['too-many violation']);
  });

  test('both readings of the minute rule, and all between, are kept', () => {
    expect(audit(drawCall`500 --60s-- 500`, oceInterval)).toEqual([]);
    expect(audit(drawCall`500 --60s-- 500 --61s-- 500 --90m-- 500`, oceInterval)).toEqual([]);
    const single: Policy = { ...oceInterval, readings: oceInterval.readings?.slice(1) ?? [] };
    expect(ids(audit(drawCall`500 --60s-- 500 --60s-- 500`, single))).toEqual(['too-many violation']);
  });

  test('late within the window is never wrong', () => {
    expect(audit(drawCall`503 --9h-- 503`, memfaultBackoff)).toEqual([]);
    expect(audit(drawCall`500 --5h-- 500 --59m-- 500`, oceInterval)).toEqual([]);
    expect(audit(drawCall`401 --359m-- 401`, oceLimited)).toEqual([]);
  });

  test('rules with one cap share it; a rule with another counts its own', () => {
    const memfault = (status: number) => (status === 529 ? memfaultOverloaded : memfaultLimit);
    const mixed = drawCall`529(1) --1s-- 429(1) --1s-- 529(1) --1s-- 429(1) --1s-- 529(1) --1s-- 429(1) --1s-- 200`;
    expect(ids(audit(mixed, memfault))).toEqual(['too-many violation']);
    const oce = (status: number) => (status === 401 ? oceLimited : oceInterval);
    const late = drawCall`500 --1m-- 500 --1m-- 500 --1m-- 500 --1m-- 500 --1m-- 401 --1m-- 200`;
    expect(auditAll(late, oce).flat()).toEqual([]);
  });

  test('after six hours, counted from the first failed response', () => {
    const exchanges = everyMinute(361);
    const late = drawCallOf({ startedDateTime: drawnAt + 100 + 21_700_000 }, 999)`504`;
    const findings = audit([...exchanges, ...late], { ...oceInterval, readings: [] });
    expect(findings).toEqual([
      {
        id: 'outside-window',
        severity: 'violation',
        message: 'Sent 6 h 1 m after the first failed response, 1 m 40 s outside the window of 6 h',
        seconds: 100,
      },
    ]);
  });

  test('the window opens at the first failure, not at a success before it', () => {
    const same = { requestHeaders: [{ name: 'amz-sdk-invocation-id', value: 'a' }] };
    const oce = (status: number) => (status === 200 ? genericSilent : oceInterval);
    expect(audit(drawCallOf(same)`200 --5h-- 504 --2h-- 504`, oce)).toEqual([]);
  });

  test('a doubtful link earlier in the call is enough to doubt its window', () => {
    expect(ids(audit(drawCall`504 --7h-- 504`, oceInterval))).toEqual(['outside-window departure']);
    expect(ids(audit(drawCall`504 --7h-- 504 --60s-- 504`, oceInterval))).toEqual([
      'outside-window departure',
    ]);
    expect(ids(audit(drawCall`504 --2h-- 504 --1s-- 504`, oceInterval))).toEqual([
      'faster-than-schedule violation',
    ]);
  });
});

describe('retried though not to be retried', () => {
  test('never', () => {
    expect(audit(drawCall`500 --2s-- 500`, statedNever)).toEqual([
      {
        id: 'retried-do-not-retry',
        severity: 'violation',
        message: 'Sent again 2 s after 500, which is not to be retried',
      },
    ]);
  });

  test('never, whatever Retry-After says', () => {
    expect(ids(audit(drawCall`500(30) --31s-- 500`, statedNever))).toEqual([
      'retried-do-not-retry violation',
    ]);
  });

  test('a request that was to be changed', () => {
    expect(audit(drawCall`503 --2s-- 503`, describedChange)).toEqual([
      {
        id: 'retried-do-not-retry',
        severity: 'departure',
        message: 'Sent again unchanged 2 s after 503, which asks for a changed request',
      },
    ]);
  });

  test('after-header without the header, as its rule has it', () => {
    const resolved: Policy = { ...memfaultLimit, decision: 'never' };
    for (const policy of [memfaultLimit, resolved]) {
      expect(audit(drawCall`429 --2s-- 429`, policy)).toEqual([
        {
          id: 'retried-do-not-retry',
          severity: 'violation',
          message: 'Sent again 2 s after 429 without Retry-After, which is not to be retried',
        },
      ]);
      expect(audit(drawCall`429(soon) --2s-- 429`, policy)).toEqual([]);
    }
    expect(audit(drawCall`429 --2s-- 429`, genericHeader)).toEqual([]);
  });

  test('a field that answers the status makes it another request', () => {
    const [first, second] = drawCall`428 --2s-- 200`;
    if (!first || !second) throw new Error('two were drawn');
    const matched = { ...second, requestHeaders: [{ name: 'If-Match', value: '"1"' }] };
    expect(audit([first, matched], { ...describedChange, stage: 'generic' })).toEqual([]);
    const traced = { ...second, requestHeaders: [{ name: 'traceparent', value: '00-1-2-01' }] };
    expect(ids(audit([first, traced], describedChange))).toEqual(['retried-do-not-retry departure']);
  });

  describe('new credentials', () => {
    const bearer = (token: string) => ({
      requestHeaders: [{ name: 'Authorization', value: `Bearer ${token}` }],
    });
    const withTokens = (exchanges: Exchange[], first: string, second: string) =>
      exchanges.map((exchange, index) => ({ ...exchange, ...bearer(index === 0 ? first : second) }));

    test('change a request that was refused for them', () => {
      expect(audit(withTokens(drawCall`401 --1s-- 200`, 'a', 'b'), statedNever)).toEqual([]);
    });

    test('change nothing for a server that is down', () => {
      const findings = audit(withTokens(drawCall`503 --1s-- 200`, 'a', 'b'), statedNever);
      expect(ids(findings)).toEqual(['retried-do-not-retry violation']);
    });

    test('are no excuse when they were the same', () => {
      const findings = audit(withTokens(drawCall`401 --1s-- 401`, 'a', 'a'), statedNever);
      expect(ids(findings)).toEqual(['retried-do-not-retry violation']);
    });

    test('may have been there where none were seen', () => {
      const message =
        'Sent again 1 s after 401, which is not to be retried; new credentials would not have been seen';
      for (const exchanges of [
        drawCall`401 --1s-- 200`,
        withTokens(drawCall`401 --1s-- 200`, '[redacted]', '[redacted]'),
      ]) {
        expect(audit(exchanges, statedNever)).toEqual([
          { id: 'retried-do-not-retry', severity: 'departure', message },
        ]);
      }
    });
  });

  test('after-auth and not-applicable forbid nothing', () => {
    expect(audit(drawCall`407 --1s-- 407`, { decision: 'after-auth', stage: 'described' })).toEqual([]);
    expect(audit(drawCall`503 --1s-- 503`, { decision: 'not-applicable', stage: 'generic' })).toEqual([]);
  });

  test('a failure without a response is named so', () => {
    expect(audit(drawCall`ERR --1s-- 200`, { decision: 'never', stage: 'transport' })).toEqual([
      {
        id: 'retried-do-not-retry',
        severity: 'note',
        message: 'Sent again 1 s after a failure, which is not to be retried',
      },
    ]);
  });
});

describe('unsafe methods', () => {
  const post = { method: 'POST', requestBodyHash: 'h' };

  test('a POST again is a caution, with an idempotency key a note', () => {
    expect(audit(drawCallOf(post)`408 --1s-- 408`, genericAnytime)).toEqual([
      {
        id: 'unsafe-method',
        severity: 'caution',
        message: 'POST sent again without an Idempotency-Key: it may act twice',
      },
    ]);
    const requestHeaders = [{ name: 'Idempotency-Key', value: 'k' }];
    expect(ids(audit(drawCallOf({ ...post, requestHeaders })`408 --1s-- 408`, genericAnytime))).toEqual([
      'unsafe-method note',
    ]);
  });

  test('a PUT again is in order', () => {
    expect(audit(drawCallOf({ ...post, method: 'PUT' })`408 --1s-- 408`, genericAnytime)).toEqual([]);
  });

  test('a grouping in doubt makes no violation', () => {
    const findings = audit(drawCallOf({ method: 'POST' })`500 --1s-- 500`, statedNever);
    expect(ids(findings)).toEqual(['retried-do-not-retry departure', 'unsafe-method caution']);
  });
});

describe('edges', () => {
  test('a first attempt has no findings', () => {
    expect(auditAll(drawCall`500`, statedNever)).toEqual([[]]);
  });

  test('an attempt follows the response it could know, not that of an overlapping one', () => {
    const exchanges = [
      ...drawCall`503 --8s-- 503`,
      ...drawCallOf({ startedDateTime: drawnAt + 8150 }, 3)`200`,
    ];
    expect(auditAll(exchanges, memfaultBackoff).flat()).toEqual([]);
  });

  test('overlapping attempts count once', () => {
    const exchanges = [
      ...drawCall`401 --1s-- 401 --1s-- 401`,
      ...drawCallOf({ startedDateTime: drawnAt + 1150 }, 11)`401`,
      ...drawCallOf({ startedDateTime: drawnAt + 2250 }, 12)`401`,
      ...drawCallOf({ startedDateTime: drawnAt + 3500 }, 13)`401`,
    ];
    expect(auditAll(exchanges, oceLimited).flat()).toEqual([]);
  });

  test('whatever the rule and the exchanges, it answers', () => {
    const number = fc.oneof(fc.double(), fc.nat(1e6));
    const policy = fc.record(
      {
        decision: fc.constantFrom(...decisions),
        stage: fc.constantFrom(...stages),
        maxRetries: number,
        windowSeconds: number,
        intervalSeconds: number,
        readings: fc.array(fc.record({ id: fc.string(), label: fc.string(), maxRetries: number })),
        backoff: fc.record({ initialSeconds: number, factor: number, formula: fc.string() }),
        withoutHeader: fc.constantFrom('never', 'not-stated'),
        retryAfter: fc.constantFrom('minimum', 'instead', 'required', 'hint'),
      },
      { requiredKeys: ['decision', 'stage'] },
    );
    const fields = fc.record({
      startedDateTime: number,
      time: number,
      status: number,
      state: fc.constantFrom('pending', 'complete', 'failed'),
      method: fc.string(),
      url: fc.string(),
      responseHeaders: fc.array(fc.record({ name: fc.constant('Retry-After'), value: fc.string() })),
    });
    fc.assert(
      fc.property(policy, fc.array(fields), (rule, list) => {
        const audited = list.map((drawn, index): AuditedAttempt => {
          const exchange = { ...emptyExchange, ...drawn, id: `${index}.0` };
          const retryAfter = readRetryAfter(exchange.responseHeaders, responseReceivedAt(exchange));
          const attempt = {
            exchange,
            callId: '0.0',
            attempt: index + 1,
            evidence: 'heuristic' as const,
            confidence: 0.9,
          };
          return { exchange, policy: rule as Policy, retryAfter, attempt };
        });
        audited.forEach((current, index) => {
          for (const { message } of auditAttempt(audited.slice(0, index), current))
            expect(message).not.toBe('');
        });
        const open = openRetryAfter(audited);
        if (open) expect(describeGivenUp(open).message).not.toBe('');
      }),
    );
  });
});
