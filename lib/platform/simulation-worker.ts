// How a page has something simulated beside it: a worker of its own for each simulation.
import { formatProblems } from '../http/result.ts';
import { parseSimulationReport, type SimulationRequest } from '../messaging/simulation-protocol.ts';
import type { SimulationOptions, SimulationResult } from '../retry/simulation/result.ts';
import { say } from '../words/say.ts';

/** What is told of a simulation under way. */
export interface SimulationListener {
  /** 0 … 1, some fifty times a second. */
  onProgress(share: number): void;
  /** Once, and nothing after it. */
  onResult(result: SimulationResult): void;
  /** Once, and nothing after it: a sentence for a person. */
  onError(message: string): void;
}

/** Starts a simulation in a worker. After `cancel` the listener hears nothing more. */
export function startSimulation(
  options: SimulationOptions,
  { onProgress, onResult, onError }: SimulationListener,
): { cancel(): void } {
  // The bundler makes a file of the worker where it sees exactly this expression.
  const worker = new Worker(new URL('./simulation.worker.ts', import.meta.url), { type: 'module' });
  const post = (request: SimulationRequest): void => worker.postMessage(request);
  let isOver = false;
  const end = (tell: () => void): void => {
    if (isOver) return;
    isOver = true;
    worker.terminate();
    tell();
  };

  worker.addEventListener('message', ({ data }) => {
    if (isOver) return;
    const parsed = parseSimulationReport(data);
    if (!parsed.ok) return end(() => onError(formatProblems(parsed.problems)));
    const report = parsed.value;
    if (report.type === 'progress') onProgress(report.share);
    else if (report.type === 'result') end(() => onResult(report.result));
    else end(() => onError(report.message));
  });
  worker.addEventListener('error', (event) =>
    end(() => onError(event.message || say('simulation.notStarted'))),
  );
  worker.addEventListener('messageerror', () => end(() => onError(say('simulation.notUnderstood'))));
  post({ type: 'start', options });
  return {
    cancel() {
      if (isOver) return;
      // The worker stops after its slice and closes itself.
      isOver = true;
      post({ type: 'cancel' });
    },
  };
}
