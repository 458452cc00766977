// What annotating and auditing share: the files meant, the work on them, and what is told while it goes on.
import fs from 'node:fs';
import { expandInputs } from './inputs.ts';
import type { Job, ResultOf } from './jobs.ts';
import { runJobs } from './pool.ts';
import { createProgressLine, type ProgressLine, type Terminal } from './progress.ts';
import { problemLines } from './session-file.ts';
import { UsageError } from './usage.ts';
import { count } from './wording.ts';

/** The files named, at least one; `example` shows how. */
export function readInputs(named: readonly string[], example: string): string[] {
  if (named.length === 0) throw new UsageError(`Name a file, or - for standard input: ${example}`);
  return expandInputs(named);
}

/** Does the jobs in the order that suits the machine; tells of progress and problems on standard error. */
export async function workOnFiles<J extends Job>(jobs: readonly J[], program: URL): Promise<ResultOf<J>[]> {
  const line = createProgressLine(terminalFor(jobs), () => performance.now());
  const sizes = jobs.map(({ file }) => sizeOf(file));
  const read = sizes.map(() => 0);
  let done = 0;
  const show = (): void => line.show(progressText(sizes, read, done));
  const results = await runJobs(jobs, program, {
    onProgress(number, bytesRead) {
      read[number] = bytesRead;
      show();
    },
    onDone(number) {
      read[number] = sizes[number] ?? 0;
      done++;
      show();
    },
  });
  tellProblems(results, line);
  return results;
}

/** Where the output comes out on the same terminal, a line among it would be in its way. */
function terminalFor(jobs: readonly Job[]): Terminal {
  const { stdout, stderr } = process;
  const sharesTerminal = stdout.isTTY && jobs.some((job) => job.kind === 'annotate' && job.target === null);
  return {
    isTTY: stderr.isTTY && !sharesTerminal,
    columns: stderr.columns,
    write: (text) => stderr.write(text),
  };
}

function tellProblems(
  results: readonly Pick<ResultOf<Job>, 'file' | 'problems'>[],
  line: ProgressLine,
): void {
  line.log(results.flatMap(({ file, problems }) => problemLines(nameOf(file), problems)));
}

/** What a file is called in messages. */
export const nameOf = (file: string): string => (file === '-' ? 'standard input' : file);

const sizeOf = (file: string): number =>
  file === '-' ? 0 : (fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0);

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0)} MB`;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** `Read 45 of 100 MB (45 %), 2 of 5 files done`; standard input has no size to compare with. */
export function progressText(sizes: readonly number[], read: readonly number[], done: number): string {
  const total = sum(sizes);
  const share =
    total > 0 ? ` of ${megabytes(total)} (${Math.floor((100 * Math.min(sum(read), total)) / total)} %)` : '';
  const files = sizes.length > 1 ? `, ${done} of ${count(sizes.length, 'file')} done` : '';
  return `Read ${megabytes(sum(read))}${share}${files}`;
}
