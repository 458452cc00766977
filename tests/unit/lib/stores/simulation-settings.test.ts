import { describe, expect, it } from 'vitest';
import { budgetDefaults } from '../../../../lib/retry/simulation/budget.ts';
import { parseSimulationOptions } from '../../../../lib/retry/simulation/parse-options.ts';
import { planOfPolicy } from '../../../../lib/retry/simulation/plan.ts';
import {
  isFleet,
  optionsOf,
  type SimulationSettings,
  usualSettings,
} from '../../../../lib/stores/simulation-settings.ts';
import { memfaultBackoff } from '../../../fixtures/rules.ts';

const plan = planOfPolicy(memfaultBackoff, { status: 503 });
const options = (change: Partial<SimulationSettings>) =>
  optionsOf({ ...usualSettings, outageSeconds: 600, ...change }, plan, 0.9999);

describe('the settings of a simulation', () => {
  it.each<[string, Partial<SimulationSettings>, object]>([
    [
      'a server of some capacity',
      {},
      { kind: 'capacity', perSecond: 100, outageSeconds: 600, refusalCost: 0 },
    ],
    ['a server that answers all', { capacity: null }, { kind: 'fixed', seconds: 600 }],
    ['an outage for each call', { meeting: 'apart' }, { kind: 'exponential', meanSeconds: 600 }],
    ['no outage', { outageSeconds: 0, failure: 0.5 }, { kind: 'independent', failure: 0.5 }],
  ])('%s is an outage model that can be simulated', (_, change, outage) => {
    expect(options(change).outage).toEqual(outage);
    expect(parseSimulationOptions(options(change)).ok).toBe(true);
  });

  it('make a fleet of clients that share what happens, and give a budget to fleets only', () => {
    const apart = { meeting: 'apart', budget: 'grpc' } as const;
    expect(options({ budget: 'grpc' })).toMatchObject({ meeting: 'together', budget: budgetDefaults.grpc });
    expect(options(apart)).toMatchObject({ meeting: 'apart', budget: budgetDefaults.none });
    expect(isFleet({ ...usualSettings, ...apart, outageSeconds: 0 })).toBe(true);
  });

  it('pass on clients and seed', () => {
    expect(options({ clients: 7, seed: 8 })).toMatchObject({ calls: 7, seed: 8, target: 0.9999, plan });
  });
});
