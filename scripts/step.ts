// How the project's scripts run other programs, and how they tell what came of it.
import { spawn } from 'node:child_process';

/** What came of a program. */
export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly output: string;
}

/** Runs a program to its end; its output is kept, and shown at once with `live`. */
export function runStep(
  name: string,
  command: readonly string[],
  { live = false, env = {} }: { live?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<StepResult> {
  const started = performance.now();
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Colours would be noise in a log and in what is shown of a failure.
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
      shell: process.platform === 'win32',
    });
    const take = (chunk: Buffer): void => {
      output += chunk;
      if (live) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const end = (ok: boolean): void =>
      resolve({ name, ok, seconds: (performance.now() - started) / 1000, output });
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

/** One line for a step, with its output when it failed. */
export function report({ name, ok, seconds, output }: StepResult): void {
  console.log(`${ok ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
  if (!ok) console.log(output.replace(/^/gm, '    '));
}
