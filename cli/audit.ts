// `retryscope audit`: whether the clients in these sessions kept to the rules, as an exit code and a report.
import type { Severity } from '../lib/retry/finding.ts';
import { version } from '../lib/version.ts';
import { auditText, auditVerdict } from './audit-text.ts';
import { type AuditedFile, failingSeverities } from './audited-file.ts';
import type { AuditJob } from './jobs.ts';
import { toJunit } from './junit.ts';
import { readInputs, workOnFiles } from './many-files.ts';
import { writeStandardOutput } from './output.ts';
import { readOwnRules } from './packs.ts';
import { toSarif } from './sarif.ts';
import { isUnusable } from './session-file.ts';
import { readArgs, readChoice, UsageError } from './usage.ts';

const bars = ['violation', 'departure', 'caution'] as const satisfies readonly Severity[];
const formats = ['text', 'json', 'sarif', 'junit'] as const;
type Format = (typeof formats)[number];

/** Prints the report; 1 where a finding is as grave as `--fail-on` or graver, 2 where a file was not usable whole. */
export async function auditCommand(args: readonly string[], program: URL): Promise<number> {
  const { values, positionals } = readArgs(args, {
    'fail-on': { type: 'string', default: 'violation' },
    format: { type: 'string' },
    json: { type: 'boolean' },
    assign: { type: 'string', multiple: true },
    pack: { type: 'string', multiple: true },
  });
  const files = readInputs(positionals, 'retryscope audit session.har');
  const failOn = readChoice('fail-on', values['fail-on'], bars);
  const format = readFormat(values.format, values.json);
  const rules = readOwnRules(values.pack, values.assign);
  const results = await workOnFiles(
    files.map((file): AuditJob => ({ kind: 'audit', file, rules })),
    program,
  );
  const code = exitCode(results, failOn);
  // Known before the first word is written: a reader that goes away doesn't change the verdict.
  process.exitCode = code;
  await writeStandardOutput(report(results, format, failOn));
  if (format !== 'text') process.stderr.write(`${auditVerdict(results, failOn)}\n`);
  return code;
}

function readFormat(format: string | undefined, json = false): Format {
  if (json && format !== undefined && format !== 'json') {
    throw new UsageError(`--json and --format ${format} are two formats: choose one`);
  }
  return readChoice('format', format ?? (json ? 'json' : 'text'), formats);
}

function exitCode(files: readonly AuditedFile[], failOn: Severity): number {
  if (files.some(({ problems }) => isUnusable(problems))) return 2;
  const failing = failingSeverities(failOn);
  return files.some(({ counts }) => failing.some((severity) => counts[severity] > 0)) ? 1 : 0;
}

function report(files: readonly AuditedFile[], format: Format, failOn: Severity): Iterable<string> {
  switch (format) {
    case 'json':
      return jsonList(files);
    case 'sarif':
      return [`${JSON.stringify(toSarif(files, version, process.cwd()), null, 2)}\n`];
    case 'junit':
      return [toJunit(files, failOn)];
    default:
      return auditText(files, failOn);
  }
}

/** An array, an element at a time: all together could be more than a text can hold. */
function* jsonList(values: readonly unknown[]): Generator<string> {
  for (const [index, value] of values.entries()) {
    yield `${index === 0 ? '[' : ','}\n  ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')}`;
  }
  yield '\n]\n';
}
