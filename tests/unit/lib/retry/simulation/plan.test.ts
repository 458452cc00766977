import { describe, expect, it } from 'vitest';
import { clientPresets } from '../../../../../lib/retry/presets/presets.ts';
import { additiveJitter } from '../../../../../lib/retry/simulation/jitter.ts';
import {
  createWaits,
  instantsOf,
  planOfPolicy,
  planOfPreset,
} from '../../../../../lib/retry/simulation/plan.ts';
import {
  genericSilent,
  memfaultBackoff,
  memfaultLimit,
  memfaultOverloaded,
  oceInterval,
  oceLimited,
  statedNever,
} from '../../../../fixtures/rules.ts';

const preset = (id: string) => {
  const found = clientPresets.find((one) => one.id === id);
  if (!found) throw new Error(`there is no preset ${id}`);
  return found;
};
const get = (id: string, status: number, retryAfterSeconds?: number) =>
  planOfPreset(preset(id), { status, method: 'GET', retryAfterSeconds });
const post = (id: string, hasKey = false) =>
  planOfPreset(preset(id), { status: 500, method: 'POST', hasKey });

describe('a plan of a policy', () => {
  it.each([
    ['memfault', memfaultBackoff, 503, undefined, [8, 72, 584, 4680, 37448]],
    ['… Retry-After 300', memfaultBackoff, 503, 300, [300, 600, 1112, 5208, 37976]],
    ['… Retry-After 5', memfaultBackoff, 503, 5, [8, 72, 584, 4680, 37448]],
    ['529, Retry-After 30 every time', memfaultOverloaded, 529, 30, [30, 60, 90, 120, 150]],
    ['429, Retry-After 10', memfaultLimit, 429, 10, [10, 20, 30, 40, 50]],
    ['429 without it', memfaultLimit, 429, undefined, []],
    ['huawei-oce, three in 6 h', oceLimited, 401, undefined, [7200, 14_400, 21_600]],
    ['never', statedNever, 500, undefined, []],
    ['not stated', genericSilent, 500, undefined, []],
  ])('%s', (_, policy, status, retryAfterSeconds, instants) => {
    expect(instantsOf(planOfPolicy(policy, { status, retryAfterSeconds }))).toEqual(instants);
  });
  it('huawei-oce, both readings of a minute', () => {
    expect(planOfPolicy(oceInterval, { status: 504 }).waits).toEqual(Array(360).fill(60));
    expect(planOfPolicy(oceInterval, { status: 504 }, 'B').waits).toEqual([60]);
    expect(planOfPolicy(oceInterval, { status: 429, retryAfterSeconds: 90 }).waits.length).toBe(240);
  });
  it('says what it stands on', () => {
    expect(planOfPolicy(oceLimited, { status: 401 })).toMatchObject({
      illustrated: true,
      windowSeconds: 21_600,
    });
    expect(planOfPolicy(statedNever, { status: 500 }).end).toBe('never');
    expect(planOfPolicy(memfaultLimit, { status: 429 })).toMatchObject({ throttled: true, end: 'never' });
  });
  it('never waits less than Retry-After, whatever the jitter', () => {
    const plan = planOfPolicy(memfaultBackoff, { status: 503, retryAfterSeconds: 300 });
    const full = createWaits({ ...plan, jitter: { kind: 'full' } }, () => 0);
    expect([1, 2, 3].map((retry) => full(retry, 0))).toEqual([300, 300, 300]);
    const additive = createWaits({ ...plan, jitter: additiveJitter }, () => 0.5);
    expect(additive(1, 0)).toBeCloseTo(330, 9);
  });
});

describe('a plan of a preset', () => {
  it('ends at a status or a method that the client does not retry', () => {
    expect(get('got', 400)).toMatchObject({ waits: [], end: 'status' });
    expect(post('got')).toMatchObject({ waits: [], end: 'method' });
    expect(post('openai').waits).toEqual([0.5, 1]);
    expect(post('stripe')).toMatchObject({ waits: [], end: 'method' });
    expect(post('stripe', true).waits).toEqual([0.5, 1]);
    expect(post('envoy').waits).toEqual([0.025]);
  });
  it('waits for Retry-After as the client does', () => {
    expect(instantsOf(get('got', 503, 7))).toEqual([7, 14]);
    expect(instantsOf(get('undici', 503, 120))).toEqual([30, 60, 90, 120, 150]);
    expect(instantsOf(get('axios-retry', 503, 7))).toEqual([7, 14, 21]);
    expect(instantsOf(get('gaxios', 503, 7))).toEqual([0.1, 0.6, 2.1]);
    expect(instantsOf(get('ky', 503, 7))).toEqual([7, 14]);
    expect(instantsOf(get('ky', 500, 7))).toEqual([0.3, 0.3 + 0.6]);
    expect(instantsOf(get('azure-core', 503, 7))).toEqual([7, 14, 21]);
    // At most 5 s more than its own back-off.
    expect(instantsOf(get('aws-sdk', 503, 60))).toEqual([5.05, 5.05 + 5.1]);
    expect(instantsOf(get('aws-sdk', 503, 2))).toEqual([2, 4]);
  });
  it('waits longer after throttling where the client does', () => {
    expect(get('aws-sdk', 429).waits).toEqual([1, 2]);
    expect(get('aws-sdk', 503).waits).toEqual([0.05, 0.1]);
  });
  it('keeps the least wait of the client', () => {
    const wait = createWaits(get('stripe', 500), () => 0);
    expect([wait(1, 0), wait(2, 0)]).toEqual([0.5, 0.5]);
  });
});
