// One door to the simulation: options in, slices of work, a result out.
import { createCalls } from './calls.ts';
import { createFleet } from './fleet.ts';
import type { Simulation, SimulationOptions } from './result.ts';

/** A simulation at its beginning. */
export function createSimulation(options: SimulationOptions): Simulation {
  return isTogether(options) ? createFleet(options) : createCalls(options);
}

/** True where calls share an outage, a server or a budget, asked for or implied. */
export function isTogether({ meeting, outage, budget }: SimulationOptions): boolean {
  return meeting === 'together' || outage.kind === 'capacity' || budget.kind !== 'none';
}
