// `retryscope annotate`: a HAR in, the same HAR out with what each response means and redacted.
import { formatProblems } from '../lib/http/result.ts';
import { packVersions } from '../lib/providers/catalogue.ts';
import { auditSession } from '../lib/session/session-findings.ts';
import { exportParts } from '../lib/transfer/export-format.ts';
import { importHar } from '../lib/transfer/har-import.ts';
import { version } from '../lib/version.ts';
import { readArgs, readCatalogue, readText, UsageError, writeText } from './usage.ts';

/** Writes the annotated HAR and tells on standard error what could not be read; 2 when nothing could. */
export function annotateCommand(args: readonly string[]): number {
  const { values, positionals } = readArgs(args, {
    out: { type: 'string', short: 'o' },
    assign: { type: 'string', multiple: true },
    pack: { type: 'string', multiple: true },
  });
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError('Name a file: retryscope annotate in.har -o out.har');
  if (more.length > 0)
    throw new UsageError(`One file at a time, please: ${more.join(', ')} would be left out`);
  const catalogue = readCatalogue(values.pack, values.assign);
  const { exchanges, problems, gaps } = importHar(readText(file));
  if (problems.length > 0) process.stderr.write(`${file}: ${formatProblems(problems)}\n`);
  if (exchanges.length === 0 && problems.length > 0) return 2;

  const { rows } = auditSession(exchanges, [], catalogue);
  const parts = exportParts('har', rows, {
    version,
    packs: packVersions(catalogue),
    exportedAt: Date.now(),
    // What an earlier capture missed is still missing.
    gaps: [...gaps, ...problems.map((problem) => formatProblems([problem]))],
  });
  writeText(values.out ?? '-', [...parts].join(''));
  const findings = rows.reduce((sum, row) => sum + row.findings.length, 0);
  process.stderr.write(
    `${file}: ${rows.length} responses annotated, ${findings} findings, ${problems.length} entries left out\n`,
  );
  return 0;
}
