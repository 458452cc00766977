// An audit as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which code scanning reads.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { formatProblems } from '../lib/http/result.ts';
import type { Severity } from '../lib/retry/finding.ts';
import type { AuditedFile, PlacedFinding } from './audited-file.ts';
import { auditRules } from './rules.ts';
import { isUnusable } from './session-file.ts';

/** Advice is missing: it reproaches nobody, and code scanning makes an alert of every result. */
const levels: Partial<Readonly<Record<Severity, 'error' | 'warning' | 'note'>>> = {
  violation: 'error',
  departure: 'warning',
  caution: 'warning',
  note: 'note',
};

/** The log of one run over all files; `folder` is what relative paths start from. */
export function toSarif(files: readonly AuditedFile[], version: string, folder: string) {
  const uris = files.map(({ file }) => uriOf(file, folder));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Retryscope',
            version,
            semanticVersion: version,
            rules: auditRules.map(({ id, text, help }) => ({
              id,
              shortDescription: { text },
              fullDescription: { text: `${text} ${help}` },
              help: { text: help },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: !files.some(({ problems }) => isUnusable(problems)),
            toolExecutionNotifications: files.flatMap(({ problems }, index) =>
              problems.map((problem) => ({
                level: problem.path === '' ? 'error' : 'warning',
                message: { text: formatProblems([problem]) },
                locations: [{ physicalLocation: { artifactLocation: artifact(uris, index) } }],
              })),
            ),
          },
        ],
        artifacts: uris.map((uri) => ({ location: { uri } })),
        results: files.flatMap(({ findings }, index) =>
          findings
            .filter(({ severity }) => levels[severity] !== undefined)
            .map((finding) => toResult(finding, artifact(uris, index))),
        ),
      },
    ],
  };
}

const artifact = (uris: readonly string[], index: number) => ({ uri: uris[index] ?? '', index });

function toResult(finding: PlacedFinding, artifactLocation: { uri: string; index: number }) {
  const { id, severity, message, seconds, entry, call, attempt, method, url, status, rule } = finding;
  const source = rule ? ` ${rule.provider}: ${rule.summary} (${rule.document}, row ${rule.row}).` : '';
  return {
    ruleId: id,
    ruleIndex: auditRules.findIndex((one) => one.id === id),
    level: levels[severity],
    message: {
      text: `${message}. ${method} ${url}, attempt ${attempt}, status ${status}.${source}`,
    },
    locations: [
      {
        // Which line an entry is on depends on how the file was written, but code scanning asks for one.
        physicalLocation: { artifactLocation, region: { startLine: 1 } },
        logicalLocations: [
          { name: `entry ${entry}`, fullyQualifiedName: `log.entries[${entry - 1}]`, kind: 'element' },
        ],
      },
    ],
    partialFingerprints: { 'entryAndRule/v1': `${artifactLocation.uri}#${entry}:${id}` },
    properties: {
      severity,
      entry,
      call,
      attempt,
      startedDateTime: finding.startedDateTime,
      ...(seconds === undefined ? {} : { seconds }),
      ...(rule ? { rule } : {}),
    },
  };
}

/** A URI reference: relative where the file is below the folder, so that a repository's own files are recognised. */
function uriOf(file: string, folder: string): string {
  if (file === '-') return 'stdin';
  const relative = path.relative(folder, path.resolve(folder, file));
  if (relative.startsWith('..') || path.isAbsolute(relative))
    return pathToFileURL(path.resolve(folder, file)).href;
  return relative.split(path.sep).map(encodeURIComponent).join('/');
}
