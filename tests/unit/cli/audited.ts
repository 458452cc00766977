// Audits of small files for the tests of the reports, made by the audit itself.
import { type AuditedFile, auditedFile } from '../../../cli/audited-file.ts';
import type { Problem } from '../../../lib/http/result.ts';
import { builtInPacks, genericPack } from '../../../lib/providers/built-in.ts';
import { createCatalogue } from '../../../lib/providers/catalogue.ts';
import { auditSession } from '../../../lib/session/session-findings.ts';
import { importHar } from '../../../lib/transfer/har-import.ts';

/** The audit of a HAR's text; `more` problems are as if the reader had told them. */
export function auditOf(file: string, text: string, more: readonly Problem[] = []): AuditedFile {
  const { exchanges, problems, gaps } = importHar(text);
  const { rows } = auditSession(exchanges, [], createCatalogue(builtInPacks, genericPack));
  return auditedFile(file, { exchanges, problems: [...problems, ...more], gaps }, rows);
}
