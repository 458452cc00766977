// What an audit found in one file, as plain data: counted, placed in the file, credentials removed.
import { shown } from '../lib/http/quoted.ts';
import type { Problem } from '../lib/http/result.ts';
import { followedAttempt } from '../lib/retry/audit-attempt.ts';
import { type FindingId, type Severity, severities } from '../lib/retry/finding.ts';
import type { Row } from '../lib/session/row.ts';
import { isoInstant } from '../lib/transfer/har-values.ts';
import { redactExchange } from '../lib/transfer/redact.ts';
import { entryNumbers, type SessionFile } from './session-file.ts';

/** An address can be longer, but nobody reads on. */
const LONGEST_TEXT = 2000;

/** The rule that a finding is about. */
export interface BrokenRule {
  readonly provider: string;
  readonly summary: string;
  readonly document: string;
  readonly row: string;
  /** '' when the document has no public address. */
  readonly url: string;
}

/** One finding and where it is. */
export interface PlacedFinding {
  readonly id: FindingId;
  readonly severity: Severity;
  readonly message: string;
  /** By how much, where that can be said. */
  readonly seconds?: number;
  /** The entry's number in the file, the first being 1. */
  readonly entry: number;
  readonly call: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly method: string;
  /** Redacted. */
  readonly url: string;
  /** 0 when there was no response. */
  readonly status: number;
  /** ISO 8601. */
  readonly startedDateTime: string;
  /** null where the finding is about HTTP's methods or other calls, not about a provider's rule. */
  readonly rule: BrokenRule | null;
}

/** A call that was retried, or of which something is to be said beyond advice. */
export interface AuditedCall {
  readonly id: string;
  /** `GET https://…`, redacted, of the first attempt. */
  readonly request: string;
  readonly attempts: number;
  /** From the start of the first attempt to the end of the last, seconds. */
  readonly seconds: number;
}

/** One file's audit. */
export interface AuditedFile {
  readonly file: string;
  readonly responses: number;
  readonly calls: number;
  /** Attempts but the first of each call. */
  readonly retries: number;
  readonly counts: Readonly<Record<Severity, number>>;
  /** In order of start. */
  readonly findings: readonly PlacedFinding[];
  readonly auditedCalls: readonly AuditedCall[];
  readonly problems: readonly Problem[];
}

/** No finding of any severity. */
export const noCounts = (): Record<Severity, number> => ({
  violation: 0,
  departure: 0,
  caution: 0,
  note: 0,
  advice: 0,
});

/** How many findings there are of each severity. */
export function countFindings(rows: readonly Row[]): Record<Severity, number> {
  const counts = noCounts();
  for (const { findings } of rows) for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** The severities at which an audit fails: `least` and those that are graver. */
export const failingSeverities = (least: Severity): readonly Severity[] =>
  severities.slice(0, severities.indexOf(least) + 1);

/** The rows of a file as what is to be told of them. */
export function auditedFile(file: string, session: SessionFile, rows: readonly Row[]): AuditedFile {
  const { calls, places } = groupByCall(rows);
  const found = rows.filter(({ findings }) => findings.length > 0);
  const numbers = entryNumbers(session, new Set(found.map(({ exchange }) => exchange.id)));
  const findings = found.flatMap((row) => {
    const place = placeOf(row, numbers.get(row.exchange.id) ?? 0);
    const earlier = { chain: calls.get(row.attempt.callId) ?? [], count: places.get(row) ?? 0 };
    return row.findings.map(({ id, severity, message, seconds }) => ({
      id,
      severity,
      message: oneLine(message),
      ...(seconds === undefined ? {} : { seconds }),
      ...place,
      rule: ruleOf(id, row, earlier),
    }));
  });
  const blamed = new Set(findings.filter(({ severity }) => severity !== 'advice').map(({ call }) => call));
  const audited = [...calls].filter(([id, chain]) => chain.length > 1 || blamed.has(id));
  return {
    file,
    responses: rows.length,
    calls: calls.size,
    retries: rows.length - calls.size,
    counts: countFindings(rows),
    findings,
    auditedCalls: audited.map(([id, chain]) => callOf(id, chain)),
    problems: session.problems,
  };
}

/** The attempts of each call, and of each row with findings how many of its call stand before it. */
function groupByCall(rows: readonly Row[]): { calls: Map<string, Row[]>; places: Map<Row, number> } {
  const calls = new Map<string, Row[]>();
  const places = new Map<Row, number>();
  for (const row of rows) {
    const chain = calls.get(row.attempt.callId);
    if (row.findings.length > 0) places.set(row, chain?.length ?? 0);
    if (chain) chain.push(row);
    else calls.set(row.attempt.callId, [row]);
  }
  return { calls, places };
}

function placeOf({ exchange, attempt }: Row, entry: number) {
  const { method, url, status } = redactExchange(exchange);
  return {
    entry,
    call: attempt.callId,
    attempt: attempt.attempt,
    method: oneLine(method),
    url: oneLine(url),
    status,
    startedDateTime: isoInstant(exchange.startedDateTime),
  };
}

/** Reports are read on terminals and by CI servers, which act on lines that begin as a command does. */
const oneLine = (text: string): string => shown(text, LONGEST_TEXT);

/** Most findings are about the response that the attempt followed; a call that was given up, about its own. */
function ruleOf(
  id: FindingId,
  row: Row,
  { chain, count }: { readonly chain: readonly Row[]; readonly count: number },
): BrokenRule | null {
  if (id === 'unsafe-method' || id === 'in-step') return null;
  const spoke = id === 'gave-up' ? row : followedAttempt(chain, row, count);
  if (!spoke) return null;
  const { provider, advice, source } = spoke.annotation;
  const { document, row: place, url } = source;
  return { provider: provider.name, summary: advice.summary, document, row: place, url };
}

function callOf(id: string, chain: readonly Row[]): AuditedCall {
  const exchanges = chain.map(({ exchange }) => exchange);
  const [first] = exchanges;
  if (!first) return { id, request: '', attempts: 0, seconds: 0 };
  const ends = exchanges.map(({ startedDateTime, time }) => startedDateTime + Math.max(0, time));
  const end = ends.reduce((latest, one) => Math.max(latest, one));
  const { method, url } = redactExchange(first);
  return {
    id,
    request: oneLine(`${method} ${url}`),
    attempts: chain.length,
    seconds: (end - first.startedDateTime) / 1000,
  };
}
