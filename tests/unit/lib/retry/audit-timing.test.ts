import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../../lib/retry/policy.ts';
import { audit, auditAll, everyMinute, ids } from '../../../fixtures/audit-drawn.ts';
import { drawCall, drawCallOf, drawnAt } from '../../../fixtures/draw-call.ts';
import {
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
