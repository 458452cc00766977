// The work on one file, as plain data that can travel to a worker, and doing it.

import { formatProblems, type Problem } from '../lib/http/result.ts';
import type { Catalogue } from '../lib/providers/catalogue.ts';
import type { Severity } from '../lib/retry/finding.ts';
import type { Row } from '../lib/session/row.ts';
import { auditSession } from '../lib/session/session-findings.ts';
import { type ExportFormat, exportParts } from '../lib/transfer/export-format.ts';
import { version } from '../lib/version.ts';
import { type AuditedFile, auditedFile, countFindings } from './audited-file.ts';
import { writeFile, writeStandardOutput } from './output.ts';
import { catalogueOf, type OwnRules } from './packs.ts';
import { readSessionFile, type SessionFile } from './session-file.ts';
import { isSystemFault, systemFault } from './system-fault.ts';

/** A file to annotate. */
export interface AnnotateJob {
  readonly kind: 'annotate';
  /** A path, `-` for standard input. */
  readonly file: string;
  readonly rules: OwnRules;
  readonly format: ExportFormat;
  /** null for standard output. */
  readonly target: string | null;
  readonly keepSecrets: readonly string[] | 'all';
}

/** A file to audit. */
export interface AuditJob {
  readonly kind: 'audit';
  readonly file: string;
  readonly rules: OwnRules;
}

export type Job = AnnotateJob | AuditJob;

/** What came of annotating a file. */
export interface AnnotatedFile {
  readonly file: string;
  readonly target: string | null;
  readonly responses: number;
  readonly counts: Readonly<Record<Severity, number>>;
  /** Of the file as a whole, of its entries, or of writing. */
  readonly problems: readonly Problem[];
  /** False where nothing could be written. */
  readonly isWritten: boolean;
}

/** What comes of a job. */
export type ResultOf<J extends Job> = J extends AnnotateJob ? AnnotatedFile : AuditedFile;

/** Does a job; `onProgress` hears how many bytes have been read. Never rejects for what is wrong with a file. */
export async function runJob(
  job: Job,
  onProgress: (bytesRead: number) => void,
): Promise<AnnotatedFile | AuditedFile> {
  const session = await readSessionFile(job.file, onProgress);
  const catalogue = catalogueOf(job.rules);
  const { rows } = auditSession(session.exchanges, [], catalogue);
  if (job.kind === 'audit') return auditedFile(job.file, session, rows);
  const fault = await write(job, session, rows, catalogue);
  return {
    file: job.file,
    target: job.target,
    responses: rows.length,
    counts: countFindings(rows),
    problems: fault ? [...session.problems, fault] : session.problems,
    isWritten: !fault && !holdsNothing(session),
  };
}

/** A result for a job whose worker was lost. */
export function lostJob(job: Job, message: string): AnnotatedFile | AuditedFile {
  const session: SessionFile = { exchanges: [], problems: [{ path: '', message }], gaps: [] };
  const lost = auditedFile(job.file, session, []);
  return job.kind === 'audit' ? lost : { ...lost, target: job.target, isWritten: false };
}

/** Where nothing at all could be read there is nothing to write; a session without entries is one. */
const holdsNothing = ({ exchanges, problems }: SessionFile): boolean =>
  exchanges.length === 0 && problems.length > 0;

/** So many broken entries are told one by one in an export. */
const MOST_GAPS = 100;

/** What an earlier capture missed is still missing, and so is what could not be read. */
function gapsOf({ gaps, problems }: SessionFile): string[] {
  const told = problems.slice(0, MOST_GAPS).map((problem) => formatProblems([problem]));
  const more = problems.length - told.length;
  return [...gaps, ...told, ...(more > 0 ? [`${more} more entries could not be read`] : [])];
}

async function write(
  job: AnnotateJob,
  session: SessionFile,
  rows: readonly Row[],
  { providers, generic }: Catalogue,
): Promise<Problem | undefined> {
  if (holdsNothing(session)) return undefined;
  const { format, target, keepSecrets } = job;
  const meta = {
    version,
    packs: [...providers, generic].map(({ pack: { id, version } }) => ({ id, version })),
    exportedAt: Date.now(),
    gaps: gapsOf(session),
  };
  const parts = exportParts(format, rows, meta, { keepSecrets });
  try {
    await (target === null ? writeStandardOutput(parts) : writeFile(target, parts));
    return undefined;
  } catch (error) {
    // Where the reader of a pipe has gone, the program ends of itself.
    if (!isSystemFault(error)) throw error;
    return { path: '', message: `can't be written to ${target ?? 'standard output'}: ${systemFault(error)}` };
  }
}
