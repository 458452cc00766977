import { describe, expect, it } from 'vitest';
import { builtInPacks, genericPack } from '../../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../../lib/providers/catalogue.ts';
import { instantsOf } from '../../../../lib/retry/simulation/plan.ts';
import { buildRows } from '../../../../lib/session/rows.ts';
import { candidatesFor, firstPicks } from '../../../../lib/stores/simulation-candidates.ts';
import { exchangeOf } from '../../../fixtures/exchange.ts';

const catalogue = createCatalogue(builtInPacks, genericPack);
const oce = 'https://bss.myhuaweicloud.com/x';
const find = (
  ...[exchange, jitter = 'additive']: [ReturnType<typeof exchangeOf>, Parameters<typeof candidatesFor>[2]?]
) => {
  const [row] = buildRows([exchange], catalogue);
  if (!row) throw new Error('no row');
  return candidatesFor(row, catalogue, jitter);
};
const ids = ({ candidates }: ReturnType<typeof find>): string[] => candidates.map(({ id }) => id);

describe('the ways to retry a failure', () => {
  it('are the documented rule, the same with jitter, and the clients that would', () => {
    const found = find(exchangeOf(503));
    expect(ids(found).slice(0, 3)).toEqual(['rule', 'rule+jitter', 'got']);
    expect(instantsOf(found.candidates[0]?.plan ?? ({} as never))).toEqual([8, 72, 584, 4680, 37_448]);
    expect(found.candidates[1]?.plan.jitter).toEqual({ kind: 'additive' });
    expect(found.without).toEqual([]);
  });

  it('hold both readings where there are two', () => {
    const found = find(exchangeOf(504, oce));
    expect(ids(found).slice(0, 4)).toEqual(['rule', 'rule-2', 'rule+jitter', 'rule-2+jitter']);
    expect(found.candidates.slice(0, 2).map(({ plan }) => plan.waits.length)).toEqual([360, 1]);
    expect(found.candidates[1]?.name).toBe('Huawei OCE’s rule B');
  });

  it('say where an even spread stands in for a spacing that is not stated', () => {
    const [rule] = find(exchangeOf(401, oce)).candidates;
    expect(rule?.notes).toEqual(['The document states no spacing: an even spread stands in for it.']);
  });

  it('leave jitter out where none is wanted, and warn of one that undercuts the rule', () => {
    expect(ids(find(exchangeOf(503), 'none'))).not.toContain('rule+jitter');
    const full = find(exchangeOf(503), 'full').candidates[1];
    expect(full?.notes).toEqual(['With full jitter a wait can be shorter than the documented one.']);
    expect(find(exchangeOf(503), 'decorrelated').candidates[1]?.plan.capSeconds).toBe(32_768);
  });

  it('name those who would not send the request again, and why', () => {
    const { without, candidates } = find(exchangeOf(503, oce, { method: 'POST' }));
    expect(without).toContainEqual({ name: 'Huawei OCE’s rule', reason: 'never' });
    expect(without).toContainEqual({ name: 'got 14.6', reason: 'method' });
    expect(candidates.map(({ id }) => id)).toContain('openai');
    expect(find(exchangeOf(404)).without).toContainEqual({ name: 'ky 1.14', reason: 'status' });
  });

  it('obey Retry-After as far as each of them does', () => {
    const { candidates } = find(exchangeOf(503, undefined, { headers: { 'Retry-After': '30' } }));
    const waits = Object.fromEntries(candidates.map(({ id, plan }) => [id, instantsOf(plan)[0]]));
    expect(waits).toMatchObject({ rule: 30, got: 30, gaxios: 0.1 });
    expect(find(exchangeOf(503)).retryAfterSeconds).toBeNull();
  });

  it('are five at first: the rule, its readings, and clients that would retry', () => {
    const first = (exchange: ReturnType<typeof exchangeOf>) => firstPicks(find(exchange).candidates);
    expect(first(exchangeOf(503))).toEqual(['rule', 'rule+jitter', 'got', 'undici', 'aws-sdk']);
    expect(first(exchangeOf(504, oce))).toEqual(['rule', 'rule+jitter', 'rule-2', 'got', 'undici']);
    expect(first(exchangeOf(529)).slice(0, 3)).toEqual(['rule', 'rule+jitter', 'axios-retry']);
    expect(first(exchangeOf(404))).toEqual(['envoy']);
  });
});
