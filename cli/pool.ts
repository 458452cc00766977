// Many files at once: jobs on as many workers as there are processors, results in the order of the jobs.
import os from 'node:os';
import { parentPort, Worker } from 'node:worker_threads';
import { type Job, lostJob, type ResultOf, runJob } from './jobs.ts';

/** To a worker: a job. */
interface Order {
  readonly number: number;
  readonly job: Job;
}

/** From a worker. */
type Report =
  | { readonly type: 'progress'; readonly number: number; readonly bytesRead: number }
  | { readonly type: 'done'; readonly number: number; readonly result: ResultOf<Job> }
  /** A fault of this program, not of the file. */
  | { readonly type: 'fault'; readonly number: number; readonly message: string };

/** Hears of the work. */
export interface PoolListener {
  /** Job `number` has read so many bytes. */
  onProgress(number: number, bytesRead: number): void;
  onDone(number: number): void;
}

/**
 * Does the jobs, one or standard input in this thread, others in workers that run `program`. Never rejects for what
 * is wrong with a file: its result says so.
 */
export async function runJobs<J extends Job>(
  jobs: readonly J[],
  program: URL,
  { onProgress, onDone }: PoolListener,
  workers = os.availableParallelism(),
): Promise<ResultOf<J>[]> {
  const results = new Array<ResultOf<J>>(jobs.length);
  const settle = (number: number, result: ResultOf<Job>): void => {
    results[number] = result as ResultOf<J>;
    onDone(number);
  };
  const isHere = (job: Job): boolean => jobs.length === 1 || workers === 1 || job.file === '-';
  const numbers = jobs.map((_, number) => number);
  const here = numbers.filter((number) => isHere(jobs[number] as J));
  const queue = numbers.filter((number) => !isHere(jobs[number] as J));

  const workHere = async (): Promise<void> => {
    for (const number of here) {
      const job = jobs[number] as J;
      settle(number, await runJob(job, (bytesRead) => onProgress(number, bytesRead)));
    }
  };
  /** A worker that is lost takes its file with it; another one goes on. */
  const workThere = async (): Promise<void> => {
    while (queue.length > 0) await serveQueue();
  };
  const serveQueue = (): Promise<void> =>
    new Promise((resolve) => {
      const worker = new Worker(program, { argv: [], stdin: false });
      let current: number | undefined;
      const next = (): void => {
        current = queue.shift();
        if (current === undefined) void worker.terminate();
        else worker.postMessage({ number: current, job: jobs[current] as J } satisfies Order);
      };
      const lose = (message: string): void => {
        if (current !== undefined) settle(current, lostJob(jobs[current] as J, message));
        current = undefined;
      };
      worker.on('message', (report: Report) => {
        if (report.type === 'progress') return onProgress(report.number, report.bytesRead);
        if (report.type === 'done') settle(report.number, report.result);
        else lose(report.message);
        next();
      });
      worker.on('error', (error) => lose(`could not be worked on: ${error.message}`));
      worker.on('exit', () => {
        lose('could not be worked on: its worker ended');
        resolve();
      });
      next();
    });

  await Promise.all([workHere(), ...Array.from({ length: Math.min(workers, queue.length) }, workThere)]);
  return results;
}

/** Often enough for a line on a terminal. */
const BETWEEN_REPORTS_MS = 50;

/** The worker's side: takes jobs until it is ended. */
export function serveJobs(): void {
  const port = parentPort;
  if (!port) throw new Error('This is no worker');
  port.on('message', async ({ number, job }: Order) => {
    const post = (report: Report): void => port.postMessage(report);
    let reportedAt = 0;
    try {
      const result = await runJob(job, (bytesRead) => {
        const now = performance.now();
        if (now - reportedAt < BETWEEN_REPORTS_MS) return;
        reportedAt = now;
        post({ type: 'progress', number, bytesRead });
      });
      post({ type: 'done', number, result });
    } catch (error) {
      post({
        type: 'fault',
        number,
        message: `could not be worked on: ${String((error as Error)?.stack ?? error)}`,
      });
    }
  });
}
