// The worker's end of a simulation: slices of work, a report after each, and an ear for cancel in between.
import { formatProblems } from '../http/result.ts';
import type { Simulation } from '../retry/simulation/result.ts';
import { createSimulation } from '../retry/simulation/simulation.ts';
import type { Channel } from './channel.ts';
import { parseSimulationRequest, type SimulationReport } from './simulation-protocol.ts';

/** Long enough to be worth a message, short enough for a cancel to be felt at once. */
const sliceMs = 20;

/** Calls between two looks at the clock. */
const callsPerLook = 500;

/** What the worker has besides its channel. */
export interface SimulationServerParts {
  /** Milliseconds that only grow. */
  now(): number;
  /** Runs a task once the messages that have arrived are handled. */
  soon(task: () => void): void;
}

/**
 * Serves the one simulation that the other end starts and closes the channel after its result, its failure or
 * its cancel; a cancelled one says no more. Throws nothing.
 */
export function serveSimulation(
  channel: Pick<Channel, 'post' | 'listen' | 'close'>,
  { now, soon }: SimulationServerParts,
): void {
  let isOver = false;
  const post = (report: SimulationReport): void => channel.post(report);
  const end = (report?: SimulationReport): void => {
    isOver = true;
    if (report) post(report);
    channel.close();
  };
  const orFail = (task: () => void): void => {
    try {
      task();
    } catch (error) {
      end({ type: 'failed', message: String(error) });
    }
  };

  const work = (simulation: Simulation): void => {
    if (isOver) return;
    orFail(() => {
      const until = now() + sliceMs;
      let isDone = false;
      do {
        isDone = simulation.step(callsPerLook);
      } while (!isDone && now() < until);
      if (isDone) return end({ type: 'result', result: simulation.result() });
      post({ type: 'progress', share: simulation.progress });
      soon(() => work(simulation));
    });
  };

  let isStarted = false;
  channel.listen((value) => {
    if (isOver) return;
    const parsed = parseSimulationRequest(value);
    if (!parsed.ok) return end({ type: 'failed', message: formatProblems(parsed.problems) });
    if (parsed.value.type === 'cancel') return end();
    const { options } = parsed.value;
    if (isStarted) return end({ type: 'failed', message: 'This worker has a simulation already' });
    isStarted = true;
    orFail(() => work(createSimulation(options)));
  });
}
