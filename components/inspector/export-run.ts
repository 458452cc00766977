// An export under way: how far it is, the way to stop it, and what is said at its end.
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { InParts } from '../../lib/session/in-parts.ts';
import { type ExportJob, type ExportTools, writeExport } from '../../lib/stores/session-export.ts';
import { say } from '../../lib/words/say.ts';
import { runInParts } from '../common/run-in-parts.ts';

/** Progress is told so many times: each time costs a paint. */
const STEPS = 50;

/** How far it is, in rows. */
export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

/** Runs one export at a time. */
export interface ExportRun {
  /** Null while nothing is exported, or what is will be done at once. */
  readonly progress: ReadonlySignal<ExportProgress | null>;
  /** Begins; one that is under way is given up. Never rejects: `said` tells what came of it. */
  start(job: ExportJob, tools: ExportTools, said: Signal<string>): Promise<void>;
  /** Stops what is under way; no file is left. */
  cancel(): void;
}

/** Makes a place to run exports in. */
export function createExportRun(): ExportRun {
  const progress = signal<ExportProgress | null>(null);
  let stop = (): void => {};
  return {
    progress,
    async start(job, tools, said) {
      stop();
      let isWanted = true;
      const end = (sentence: string): void => {
        if (!isWanted) return;
        isWanted = false;
        progress.value = null;
        said.value = sentence;
      };
      stop = () => end(say('export.cancelled'));
      said.value = '';
      try {
        const names = await tools.redactedNames();
        if (!isWanted) return;
        const giveUp = runInParts(
          guarded(job, names, tools, (done) => {
            const total = job.rows.length;
            const told = progress.value?.done;
            if (told === undefined || done - told >= total / STEPS) progress.value = { done, total };
          }),
          end,
        );
        stop = () => {
          giveUp();
          end(say('export.cancelled'));
        };
      } catch (error) {
        end(failure(error));
      }
    },
    cancel: () => stop(),
  };
}

/** The work; returns what is to be said of it. */
function* guarded(
  job: ExportJob,
  names: readonly string[],
  tools: ExportTools,
  tell: (done: number) => void,
): InParts<string> {
  try {
    const work = writeExport(job, names, tools);
    for (;;) {
      const step = work.next();
      if (step.done) return say('export.saved', { n: job.rows.length, name: step.value });
      tell(step.value);
      yield;
    }
  } catch (error) {
    return failure(error);
  }
}

const failure = (error: unknown): string =>
  say('export.failed', { reason: error instanceof Error ? error.message : String(error) });
