// An audit in words, for a person and for the log of a CI job: one line says what and where, those below it why.
import { shown } from '../lib/http/quoted.ts';
import { type Severity, severities } from '../lib/retry/finding.ts';
import { type AuditedFile, failingSeverities, noCounts, type PlacedFinding } from './audited-file.ts';
import { isUnusable } from './session-file.ts';
import { count, listed } from './wording.ts';

/** Notes and advice reproach nobody: they are counted, and told in the other formats. */
const toldSeverities = ['violation', 'departure', 'caution'] as const satisfies readonly Severity[];

/** A log with more than that of one file is not read. */
const MOST_TOLD = 50;
const LONGEST_ADDRESS = 160;

/** The whole text; `failOn` is the least severity that fails. */
export function* auditText(files: readonly AuditedFile[], failOn: Severity): Generator<string> {
  for (const file of files) yield `${fileText(file)}\n`;
  yield `${auditVerdict(files, failOn)}\n`;
}

/** One sentence on all files. */
export function auditVerdict(files: readonly AuditedFile[], failOn: Severity): string {
  const counts = noCounts();
  for (const file of files) for (const severity of severities) counts[severity] += file.counts[severity];
  const failing = failingSeverities(failOn);
  const failed = files.filter((file) => failing.some((severity) => file.counts[severity] > 0)).length;
  const unusable = files.filter(({ problems }) => isUnusable(problems)).length;
  const all = count(files.length, 'file');
  const bar = failing.map((severity) => `a ${severity}`).join(' or ');
  const found = `${failed === 0 ? 'none' : failed} of ${all} with ${bar} (${countsText(counts)})`;
  if (unusable > 0) return `Incomplete: ${unusable} of ${all} could not be read whole; ${found}`;
  return `${failed === 0 ? 'Passed' : 'Failed'}: ${found}`;
}

/** `2 violations, 1 departure`; `no findings`. */
export function countsText(
  counts: Readonly<Record<Severity, number>>,
  among: readonly Severity[] = severities,
): string {
  const told = among.filter((severity) => counts[severity] > 0);
  if (told.length === 0) return 'no findings';
  return told.map((one) => (one === 'advice' ? `${counts[one]} advice` : count(counts[one], one))).join(', ');
}

function fileText({ file, responses, calls, retries, counts, findings, problems }: AuditedFile): string {
  const name = shown(file, LONGEST_ADDRESS);
  if (responses === 0 && isUnusable(problems)) return `${name}: not audited\n`;
  const told = findings.filter(({ severity }) => toldSeverities.some((one) => one === severity));
  const lines = [
    `${name}: ${count(responses, 'response')} in ${count(calls, 'call')}, ${count(retries, 'retry', 'retries')}`,
    ...told.slice(0, MOST_TOLD).flatMap(findingLines),
  ];
  if (told.length > MOST_TOLD) lines.push(`  … and ${told.length - MOST_TOLD} more: --json has all`);
  const rest = severities.slice(toldSeverities.length).filter((severity) => counts[severity] > 0);
  const aside = rest.length > 0 ? `; not listed here: ${countsText(counts, rest)}` : '';
  lines.push(`  ${countsText(counts, toldSeverities)}${aside}`);
  return `${lines.join('\n')}\n`;
}

function findingLines({ severity, id, entry, message, method, url, attempt, status, rule }: PlacedFinding) {
  const answer = status === 0 ? 'no response' : `answered ${status}`;
  const lines = [
    `  ${severity.toUpperCase()} ${id}, entry ${entry}: ${message}`,
    `      ${method} ${shown(url, LONGEST_ADDRESS)}, attempt ${attempt}, ${answer}`,
  ];
  if (rule) {
    const source = listed([rule.document, `row ${rule.row}`, rule.url]);
    lines.push(`      ${rule.provider}: ${rule.summary} (${source})`);
  }
  return lines;
}
