// How a page has a file opened beside it: a worker of its own for each file.
import { formatProblems } from '../http/result.ts';
import { problemOfTrouble } from '../transfer/fault.ts';
import type { Opened } from '../transfer/open-file.ts';
import { say } from '../words/say.ts';
import { parseOpeningReport } from './opening-report.ts';

/** What is told of a file that is being opened. */
export interface OpeningListener {
  /** `share`: how much of the file was read, 0 … 1. Only the last batch has gaps, and nothing comes after it. */
  onBatch(batch: Opened, share: number): void;
  /** Once, and nothing after it: a sentence for a person. */
  onError(message: string): void;
}

/** Opens a file in a worker. After `cancel` the listener hears nothing more. */
export function startOpening(file: Blob, { onBatch, onError }: OpeningListener): { cancel(): void } {
  // The bundler makes a file of the worker where it sees exactly this expression.
  const worker = new Worker(new URL('./open-file.worker.ts', import.meta.url), { type: 'module' });
  let isOver = false;
  const end = (): boolean => {
    const wasOver = isOver;
    isOver = true;
    worker.terminate();
    return !wasOver;
  };
  const fail = (message: string): void => {
    if (end()) onError(message);
  };

  worker.addEventListener('message', ({ data }) => {
    if (isOver) return;
    const parsed = parseOpeningReport(data);
    if (!parsed.ok) return fail(formatProblems(parsed.problems));
    const report = parsed.value;
    if (report.type === 'failed') return fail(report.reason);
    const { exchanges, troubles, gaps } = report.batch;
    if (gaps) end();
    onBatch({ exchanges, problems: troubles.map(problemOfTrouble), ...(gaps && { gaps }) }, report.share);
  });
  worker.addEventListener('error', (event) => fail(event.message || say('open.notStarted')));
  worker.addEventListener('messageerror', () => fail(say('open.notStarted')));
  worker.postMessage(file);
  return { cancel: () => void end() };
}
