// An audit as JUnit XML, which every CI server shows: a suite per file, a case per call that was retried.

import { formatProblems } from '../lib/http/result.ts';
import type { Severity } from '../lib/retry/finding.ts';
import { type AuditedCall, type AuditedFile, failingSeverities, type PlacedFinding } from './audited-file.ts';
import { isUnusable } from './session-file.ts';
import { count, listed } from './wording.ts';
import { type Element, element, formatXml } from './xml.ts';

/** The whole document; findings of `failOn` and graver ones fail their call, the others stand beside it. */
export function toJunit(files: readonly AuditedFile[], failOn: Severity): string {
  const suites = files.map((file) => toSuite(file, failingSeverities(failOn)));
  const sum = (name: 'tests' | 'failures' | 'errors') =>
    suites.reduce((total, { attributes }) => total + Number(attributes[name]), 0);
  const totals = { tests: sum('tests'), failures: sum('failures'), errors: sum('errors') };
  return formatXml(element('testsuites', { name: 'retryscope audit', ...totals }, suites));
}

function toSuite(
  { file, auditedCalls, findings, problems }: AuditedFile,
  failing: readonly Severity[],
): Element {
  const byCall = new Map<string, PlacedFinding[]>();
  for (const finding of findings) {
    const others = byCall.get(finding.call);
    if (others) others.push(finding);
    else byCall.set(finding.call, [finding]);
  }
  // A suite without a case is taken for a run that went wrong: that the file opens is always one.
  const opens = element('testcase', { name: 'the file opens', classname: file }, [
    ...(isUnusable(problems) ? [complaint('error', 'unusable', problemTexts(problems))] : []),
    ...(problems.length > 0 && !isUnusable(problems) ? [output(problemTexts(problems))] : []),
  ]);
  const cases = auditedCalls.map((call) => toCase(file, call, byCall.get(call.id) ?? [], failing));
  const failures = cases.filter(({ children }) => children.some(({ name }) => name === 'failure')).length;
  return element(
    'testsuite',
    {
      name: file,
      tests: cases.length + 1,
      failures,
      errors: isUnusable(problems) ? 1 : 0,
      skipped: 0,
    },
    [opens, ...cases],
  );
}

function toCase(
  file: string,
  { id, request, attempts, seconds }: AuditedCall,
  findings: readonly PlacedFinding[],
  failing: readonly Severity[],
): Element {
  // What a CI server shows first is the gravest.
  const grave = failing.flatMap((one) => findings.filter(({ severity }) => severity === one));
  const light = findings.filter(({ severity }) => !failing.includes(severity));
  const name = `${request} (call ${id}, ${count(attempts, 'attempt')})`;
  return element('testcase', { name, classname: file, time: seconds.toFixed(3) }, [
    ...(grave[0] ? [complaint('failure', grave[0].id, grave.map(findingText))] : []),
    ...(light.length > 0 ? [output(light.map(findingText))] : []),
  ]);
}

function complaint(name: 'failure' | 'error', type: string, texts: readonly string[]): Element {
  return element(name, { message: texts[0] ?? '', type }, texts.join('\n'));
}

const output = (texts: readonly string[]): Element => element('system-out', {}, texts.join('\n'));

const problemTexts = (problems: AuditedFile['problems']): string[] =>
  problems.map((problem) => formatProblems([problem]));

function findingText({ severity, id, entry, attempt, status, message, rule }: PlacedFinding): string {
  const source = rule ? ` (${listed([rule.provider, rule.document, `row ${rule.row}`, rule.url])})` : '';
  return `${severity} ${id}, entry ${entry}, attempt ${attempt}, status ${status}: ${message}${source}`;
}
