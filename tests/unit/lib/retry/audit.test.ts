import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Exchange, emptyExchange, responseReceivedAt } from '../../../../lib/http/exchange.ts';
import { readRetryAfter } from '../../../../lib/http/retry-after.ts';
import { type AuditedAttempt, auditAttempt } from '../../../../lib/retry/audit.ts';
import { describeGivenUp, openRetryAfter } from '../../../../lib/retry/audit-gave-up.ts';
import { decisions, type Policy, stages } from '../../../../lib/retry/policy.ts';
import { audit, auditAll, ids } from '../../../fixtures/audit-drawn.ts';
import { drawCall, drawCallOf, drawnAt } from '../../../fixtures/draw-call.ts';
import {
  describedChange,
  genericAnytime,
  genericHeader,
  memfaultBackoff,
  memfaultLimit,
  oceLimited,
  statedNever,
} from '../../../fixtures/rules.ts';

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
