// The built command line, run as a person or a CI job runs it.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';

/** The one file of the package. */
export const program = path.resolve('.output/cli/retryscope.mjs');

/** What came of a run. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line to its end. */
export function retryscope(args: readonly string[], { input = '', cwd = '.', env = {} } = {}): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    input,
    cwd,
    env: { ...process.env, ...env },
    maxBuffer: 64e6,
  });
  return { status, stdout, stderr };
}

/** Runs a line of a shell in which `retryscope` is the command. */
export function shell(line: string, cwd: string): Run {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-c', `retryscope() { "${process.execPath}" "${program}" "$@"; }\n${line}`],
    { encoding: 'utf8', cwd, maxBuffer: 64e6 },
  );
  return { status, stdout, stderr };
}

/** Runs the command line with a reader that goes away after the first text. */
export async function withoutReader(args: readonly string[]): Promise<Omit<Run, 'stdout'>> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.once('data', () => child.stdout.destroy());
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { stderr: await text(child.stderr), status: await ended };
}

/** Runs the command line and interrupts it as Ctrl-C does, once `isTime`. */
export async function interrupted(args: readonly string[], isTime: () => boolean): Promise<number | null> {
  const child = spawn(process.execPath, [program, ...args], { stdio: 'ignore' });
  let isOver = false;
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve)).finally(() => {
    isOver = true;
  });
  while (!isOver && !isTime()) await setTimeout(2);
  child.kill('SIGINT');
  return ended;
}

/** A folder for the files of a test. */
export interface TestFolder {
  readonly path: string;
  /** The full path of a file in it, written where a text is given. */
  file(name: string, text?: string): string;
  read(name: string): string;
  remove(): void;
}

/** Makes a new folder. */
export function makeFolder(): TestFolder {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'retryscope-cli-'));
  return {
    path: folder,
    file(name, content) {
      const full = path.join(folder, name);
      if (content !== undefined) {
        fs.mkdirSync(path.dirname(full), { recursive: true });
        fs.writeFileSync(full, content);
      }
      return full;
    },
    read: (name) => fs.readFileSync(path.join(folder, name), 'utf8'),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}
