import { describe, expect, it } from 'vitest';
import type { Advice } from '../../../../lib/annotate/annotation.ts';
import { outageOf, outages, planSchedule } from '../../../../lib/timeline/schedule-plan.ts';
import { speakChinese } from '../../../fixtures/speak-chinese.ts';

const advice = (rest: Partial<Advice>): Advice => ({
  decision: 'exponential',
  stage: 'stated',
  summary: '',
  explanation: '',
  waits: [],
  instants: [],
  maxRetries: null,
  windowSeconds: null,
  notBefore: null,
  readings: [],
  escalate: '',
  cautions: [],
  retryAfter: { kind: 'none' },
  ...rest,
});
const exponential = advice({
  waits: [8, 64, 512, 4096, 32_768],
  instants: [8, 72, 584, 4680, 37_448],
  maxRetries: 5,
});
const header = (seconds: number): Advice['retryAfter'] => ({
  kind: 'seconds',
  seconds,
  floorSeconds: seconds,
  raw: String(seconds),
  flags: [],
});

describe('planSchedule', () => {
  it('assumes nothing without an outage', () => {
    const plan = planSchedule(exponential, '', 0);
    expect(plan).toMatchObject({ kind: 'instants', recoversAt: null });
    if (plan.kind !== 'instants') throw new Error('no instants');
    expect(plan.retries.map(({ outcome }) => outcome)).toEqual(Array(5).fill('planned'));
    expect(plan.retries[1]).toEqual({ retry: 2, wait: 64, instant: 72, outcome: 'planned' });
  });

  it('recovers with the first retry after the outage', () => {
    const plan = planSchedule(exponential, '', outageOf('10m').seconds);
    if (plan.kind !== 'instants') throw new Error('no instants');
    expect(plan.recoversAt).toBe(4680);
    expect(plan.retries.map(({ outcome }) => outcome)).toEqual([
      'fails',
      'fails',
      'fails',
      'recovers',
      'spare',
    ]);
  });

  it('recovers at the very end of the outage', () => {
    expect(planSchedule(exponential, '', 584)).toMatchObject({ recoversAt: 584 });
  });

  it('says so when no retry outlives the outage', () => {
    const plan = planSchedule(advice({ waits: [60], instants: [60] }), '', 3600);
    expect(plan).toMatchObject({ recoversAt: null, retries: [{ outcome: 'fails' }] });
  });

  it('cuts the schedule to the chosen reading, the first by default', () => {
    const instants = Array.from({ length: 360 }, (_, k) => 60 * (k + 1));
    const readings = [
      { id: 'A', label: 'one a minute', maxRetries: 360 },
      { id: 'B', label: 'one retry', maxRetries: 1 },
    ];
    const interval = advice({ decision: 'interval', instants, waits: instants.map(() => 60), readings });
    const count = (id: string) => {
      const plan = planSchedule(interval, id, 0);
      return plan.kind === 'instants' ? plan.retries.length : 0;
    };
    expect([count(''), count('A'), count('B')]).toEqual([360, 360, 1]);
    expect(planSchedule(interval, 'A', 0)).toMatchObject({
      others: [{ id: 'B', retries: 1, first: 60, last: 60 }],
    });
    expect(planSchedule(interval, 'B', 0)).toMatchObject({
      others: [{ id: 'A', retries: 360, first: 60, last: 21_600 }],
    });
  });

  it('draws a band where the spacing is not stated, with an even spread as an illustration', () => {
    const limited = advice({ decision: 'limited', maxRetries: 3, windowSeconds: 21_600 });
    const plan = planSchedule(limited, '', 0);
    expect(plan).toMatchObject({ kind: 'band', fromSeconds: 0, windowSeconds: 21_600, maxRetries: 3 });
    if (plan.kind !== 'band') throw new Error('no band');
    expect(plan.illustration.map(({ instant }) => instant)).toEqual([7200, 14_400, 21_600]);
  });

  it('starts the band at Retry-After, and has none when that leads out of the window', () => {
    const limited = { decision: 'limited', maxRetries: 3, windowSeconds: 21_600 } as const;
    expect(planSchedule(advice({ ...limited, retryAfter: header(600) }), '', 0)).toMatchObject({
      fromSeconds: 600,
    });
    expect(planSchedule(advice({ ...limited, retryAfter: header(30_000) }), '', 0)).toEqual({
      kind: 'statement',
    });
  });

  it.each(['never', 'after-change', 'after-auth', 'not-stated', 'not-applicable'] as const)(
    'has nothing to draw for %s',
    (decision) => {
      expect(planSchedule(advice({ decision }), '', 600)).toEqual({ kind: 'statement' });
    },
  );

  it('invents no instant for a request that may be repeated at any time', () => {
    expect(planSchedule(advice({ decision: 'anytime', waits: [0], instants: [0] }), '', 0)).toEqual({
      kind: 'statement',
    });
  });
});

it('names the outages in the language of whoever reads', () => {
  const labels = () => outages.map(({ label }) => label);
  expect(labels()).toEqual(['none', '30 s', '1 min', '10 min', '1 h', '6 h']);
  expect(outageOf('no such').id).toBe('none');
  speakChinese();
  expect(labels()).toEqual(['无', '30 秒', '1 分钟', '10 分钟', '1 小时', '6 小时']);
});
