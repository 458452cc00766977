// The command line: picks the command, prints its answer, turns failures into exit codes. In a worker, does jobs.

import '../lib/words/english.ts';
import { isMainThread } from 'node:worker_threads';
import { version } from '../lib/version.ts';
import { annotateCommand } from './annotate.ts';
import { auditCommand } from './audit.ts';
import { commandHelp, generalHelp, helpOn, isCommand } from './help.ts';
import { lookupCommand } from './lookup.ts';
import { endWithReader } from './output.ts';
import { serveJobs } from './pool.ts';
import { simulateCommand } from './simulate.ts';
import { isSystemFault } from './system-fault.ts';
import { UsageError } from './usage.ts';

/** This very file, which workers run as well: the package is one file. */
const program = new URL(import.meta.url);

/** Runs one command line; resolves to the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === '--version') return print(`${version}\n`);
  if (command === undefined) return print(generalHelp(), 2);
  if (['help', '--help', '-h'].includes(command)) {
    const [about] = rest;
    return print(isCommand(about) ? helpOn(about) : generalHelp());
  }
  if (!isCommand(command)) {
    const names = Object.keys(commandHelp).join(', ');
    throw new UsageError(`There is no command "${command}", but ${names} (retryscope --help shows them)`);
  }
  const end = rest.indexOf('--');
  if (rest.slice(0, end < 0 ? rest.length : end).some((one) => one === '--help' || one === '-h')) {
    return print(helpOn(command));
  }
  switch (command) {
    case 'lookup':
      return lookupCommand(rest);
    case 'annotate':
      return annotateCommand(rest, program);
    case 'audit':
      return auditCommand(rest, program);
    case 'simulate':
      return simulateCommand(rest);
  }
}

function print(text: string, code = 0): number {
  process.stdout.write(text);
  return code;
}

if (isMainThread) {
  endWithReader();
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      const isKnown = error instanceof UsageError || isSystemFault(error);
      const text = isKnown ? error.message : String((error as Error)?.stack ?? error);
      process.stderr.write(`retryscope: ${text}\n`);
      process.exitCode = 2;
    },
  );
} else serveJobs();
