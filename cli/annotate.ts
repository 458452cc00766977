// `retryscope annotate`: sessions in, the same sessions out with what each response means, redacted.
import { exportFormats } from '../lib/transfer/export-format.ts';
import { countsText } from './audit-text.ts';
import type { AnnotatedFile, AnnotateJob } from './jobs.ts';
import { nameOf, readInputs, workOnFiles } from './many-files.ts';
import { endWithSignal } from './output.ts';
import { readOwnRules } from './packs.ts';
import { isUnusable } from './session-file.ts';
import { targetsOf } from './targets.ts';
import { readArgs, readChoice, UsageError } from './usage.ts';
import { count } from './wording.ts';

/** Writes the annotated files and tells on standard error what could not be read; 2 where a file was not usable whole. */
export async function annotateCommand(args: readonly string[], program: URL): Promise<number> {
  const { values, positionals } = readArgs(args, {
    out: { type: 'string', short: 'o' },
    format: { type: 'string', default: 'har' },
    assign: { type: 'string', multiple: true },
    pack: { type: 'string', multiple: true },
    'keep-secrets': { type: 'boolean' },
    'keep-secret': { type: 'string', multiple: true },
  });
  const files = readInputs(positionals, 'retryscope annotate in.har -o out.har');
  const format = readChoice('format', values.format, exportFormats);
  const rules = readOwnRules(values.pack, values.assign);
  const keepSecrets = readKept(values['keep-secrets'], values['keep-secret']);
  const targets = targetsOf(files, values.out, format);
  endWithSignal(targets);
  const jobs = files.map(
    (file, index): AnnotateJob => ({
      kind: 'annotate',
      file,
      rules,
      format,
      target: targets[index] ?? null,
      keepSecrets,
    }),
  );
  const results = await workOnFiles(jobs, program);
  process.stderr.write(results.map(summary).join(''));
  if (keepSecrets.length > 0) {
    const kept = keepSecrets === 'all' ? 'All credentials' : `The values of ${keepSecrets.join(', ')}`;
    process.stderr.write(`${kept} are in the output as they were: mind where it goes\n`);
  }
  return results.some(({ isWritten, problems }) => !isWritten || isUnusable(problems)) ? 2 : 0;
}

function readKept(all = false, names: readonly string[] = []): readonly string[] | 'all' {
  if (all && names.length > 0) throw new UsageError('--keep-secrets keeps all; leave --keep-secret out');
  return all ? 'all' : names.map((name) => name.toLowerCase());
}

function summary({ file, target, responses, counts, problems, isWritten }: AnnotatedFile): string {
  const name = nameOf(file);
  if (!isWritten) return `${name}: not annotated\n`;
  const left = problems.length > 0 ? `, ${count(problems.length, 'problem')} (see above)` : '';
  const to = target === null ? '' : ` → ${target}`;
  return `${name}: ${count(responses, 'response')} annotated, ${countsText(counts)}${left}${to}\n`;
}
