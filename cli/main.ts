// The command line: picks the command, prints its answer, turns failures into exit codes.

import '../lib/words/english.ts';
import { version } from '../lib/version.ts';
import { annotateCommand } from './annotate.ts';
import { lookupCommand } from './lookup.ts';
import { UsageError } from './usage.ts';

const HELP = `retryscope ${version}: what a response means at its provider, and when to send the request again

  retryscope lookup <status|text> [--provider ID] [--method M] [--retry-after V] [--pack FILE] [--json]
      retryscope lookup 503
      retryscope lookup 503 --provider huawei-dis --json
      retryscope lookup 429 --provider memfault --retry-after 30
      retryscope lookup "too many"

  retryscope annotate FILE -o OUT [--assign HOST=PROVIDER] [--pack FILE]
      retryscope annotate session.har -o annotated.har
      retryscope annotate - -o - < session.har > annotated.har

Exit codes: 0 answered, 1 nothing found, 2 unusable input.
`;

/** Runs one command line; resolves to the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case 'lookup':
      return lookupCommand(rest);
    case 'annotate':
      return annotateCommand(rest);
    case '--version':
      process.stdout.write(`${version}\n`);
      return 0;
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(HELP);
      return command === undefined ? 2 : 0;
    default:
      throw new UsageError(
        `There is no command "${command}": lookup or annotate (retryscope --help shows both)`,
      );
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const known = error instanceof UsageError;
    process.stderr.write(`retryscope: ${known ? error.message : String((error as Error)?.stack ?? error)}\n`);
    process.exitCode = 2;
  },
);
