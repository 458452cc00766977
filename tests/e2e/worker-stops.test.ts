// What a response must survive: the browser stopping the background again and again while it works.
import { describe, expect, it } from 'vitest';
import { exchangeOf } from '../fixtures/exchange.ts';
import { soak } from '../soak/soak.ts';
import { judge } from '../soak/verdict.ts';

describe('1,000 responses and 50 forced stops of the worker', () => {
  /** Fewer that ended outside the windows of stops would show nothing. */
  const ENOUGH = 200;

  it('every response is logged, or its absence is', async () => {
    let outside = 0;
    // The windows are as long as the machine is late: on a busy one nearly all ends inside, and it is done more slowly.
    for (const ms of [18_000, 54_000]) {
      const verdict = await soak({ responses: 1_000, stops: 50, ms, burst: 40, seed: 20_261_121 });
      expect(verdict).toMatchObject({ responses: 1_000, stops: 50, broken: [] });
      expect(verdict.gaps).toBeGreaterThan(25);
      outside = verdict.outside;
      if (outside > ENOUGH) break;
    }
    expect(outside).toBeGreaterThan(ENOUGH);
  }, 300_000);
});

describe('the judgement', () => {
  const at = 1_000_000;
  const stops = [{ at: at + 1_000, restartedAt: at + 1_060 }];
  const url = 'http://api.memfault.com/status/503?&n=1';
  const received = (endedAt: number) => [{ url, status: 503, startedAt: at, endedAt: at + endedAt }];
  const row = (more: Parameters<typeof exchangeOf>[2] = {}, status = 503) => ({
    kind: 'exchange' as const,
    seq: 1,
    tabId: 1,
    exchange: exchangeOf(status, url, more),
  });
  const inTime = { writes: [], told: new Map<string, number>() };
  const gap = { kind: 'gap', seq: 2, tabId: -1, from: at + 900, to: at + 1_050, reason: 'stopped' } as const;

  it.each([
    ['a response with its row', 500, [row()], []],
    ['one that a stop took, and a gap that tells of it', 950, [gap], []],
    ['its row without an end, and a gap', 950, [row({ state: 'pending' }), gap], []],
    ['one that a stop took, and no gap', 950, [], ['1 missing responses lie in no recorded gap']],
    [
      'one long before the stop',
      500,
      [{ ...gap, from: at }],
      ['1 responses are missing that ended in no window of a stop'],
    ],
    ['two rows', 500, [row(), { ...row(), seq: 3 }], ['1 responses have two rows']],
    [
      'another status',
      500,
      [row({}, 200), { ...gap, from: at }],
      ['1 responses are missing that ended in no window of a stop'],
    ],
    [
      'a row that waits for its end for ever',
      500,
      [row({ state: 'pending' })],
      [
        '1 responses are missing that ended in no window of a stop',
        '1 missing responses lie in no recorded gap',
      ],
    ],
  ])('%s', (_name, endedAt, records, broken) => {
    const evidence = { received: received(endedAt), stops, records, lateness: inTime };
    expect(judge(evidence).broken).toEqual(broken);
  });

  it('counts what one stop took', () => {
    const many = Array.from({ length: 51 }, () => received(950)).flat();
    const { broken } = judge({ received: many, stops, records: [gap], lateness: inTime });
    expect(broken).toEqual(['51 responses were lost at one stop']);
  });

  it.each([
    [0, 1],
    [100, 0],
  ])('with writes that were %i ms late, %i missing responses are too old for the window', (ms, outside) => {
    const evidence = { received: received(820), stops, records: [{ ...gap, from: at }] };
    const { lost } = judge({ ...evidence, lateness: { ...inTime, writes: [{ at: at + 900, ms }] } });
    expect(lost.filter(({ stop }) => stop < 0)).toHaveLength(outside);
  });

  it.each([
    ['whose log was not open yet', 150, [], []],
    ['whose log had only just been opened', 150, [100], []],
    ['whose log was open', 450, [100], ['1 responses are missing that ended in no window of a stop']],
    ['whose log took too long', 450, [], ['1 responses are missing that ended in no window of a stop']],
  ])('of a response that ended early in a life %s', (_name, lives, opened, broken) => {
    const began = stops[0]?.restartedAt ?? 0;
    const next = { at: began + lives, restartedAt: began + lives + 50 };
    const gaps = opened.map((after) => ({ ...gap, to: began + after }));
    const told = { ...gap, from: began, to: next.restartedAt };
    const evidence = { received: received(1_060 + 40), stops: [...stops, next], lateness: inTime };
    expect(judge({ ...evidence, records: [...gaps, told] }).broken).toEqual(broken);
  });

  it.each([
    [500, ['1 responses are missing that ended in no window of a stop']],
    [860, ['1 responses are missing that ended in no window of a stop']],
    [930, []],
  ])('of a response that the browser tells of only after %i ms', (toldAt, broken) => {
    const lateness = { ...inTime, told: new Map([[url, at + toldAt]]) };
    const records = [{ ...gap, from: at + 840 }];
    const inGap = judge({ received: received(400), stops, records, lateness });
    expect(inGap.broken.filter((sentence) => !sentence.includes('gap'))).toEqual(broken);
    expect(inGap.lost[0]?.isInGap).toBe(toldAt > 800);
  });
});
