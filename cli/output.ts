// Writing: as it comes, no faster than it is taken, and a file stands there whole or not at all.
import fs from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes text in parts to standard output, each when the one before it has been taken. */
export async function writeStandardOutput(parts: Iterable<string>): Promise<void> {
  for (const part of parts) {
    if (part !== '') await writePart(part);
  }
}

const writePart = (part: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(part, (error) => {
      if (!error) resolve();
      // Where the reader has gone, `endWithReader` ends the program: there is nothing to go on with.
      else if ((error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
    });
  });

/** Where the parts of a file stand until it is whole. */
const unfinishedName = (target: string): string => `${target}.${process.pid}.part`;

/** Writes text in parts to a file, which is replaced when the last one is written; a pipe or device is written as is. */
export async function writeFile(target: string, parts: Iterable<string>): Promise<void> {
  const there = fs.statSync(target, { throwIfNoEntry: false });
  if (there && !there.isFile()) {
    await pipeline(Readable.from(parts), fs.createWriteStream(target));
    return;
  }
  const final = there ? fs.realpathSync(target) : target;
  const unfinished = unfinishedName(final);
  try {
    await pipeline(Readable.from(parts), fs.createWriteStream(unfinished));
    fs.renameSync(unfinished, final);
  } catch (error) {
    fs.rmSync(unfinished, { force: true });
    throw error;
  }
}

/** Whoever reads the output may stop: then this program stops too, and says nothing. */
export function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(process.exitCode ?? 0);
    });
  }
}

/** An interrupted run leaves no unfinished file beside these targets. */
export function endWithSignal(targets: readonly (string | null)[]): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => {
      for (const target of targets) if (target !== null) fs.rmSync(unfinishedName(target), { force: true });
      process.exit(code);
    });
  }
}
