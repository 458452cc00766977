// A session as a report in Markdown, ready to paste in an issue: figures, findings, and what each failed call may do next.
import { formatDuration } from '../retry/duration.ts';
import { sayJoined } from '../words/joined.ts';
import { say } from '../words/say.ts';
import { endSentence, joinSentences } from '../words/sentences.ts';
import { codeSpan, prose } from './copy-markdown.ts';
import { isRedacted } from './copy-request.ts';
import type { ExportRedaction } from './export-redaction.ts';
import type { ExportMeta, ExportRow } from './export-row.ts';
import { isoInstant } from './har-values.ts';
import { adviceText, attemptLines, item, sourceText, statusTitle } from './markdown-response.ts';
import { createReportSums, type ReportSums } from './report-sums.ts';

/** An issue takes some 65,000 characters. */
const MOST_LENGTH = 60_000;
const MOST_CALLS = 20;
const MOST_LINES = 30;
const MOST_ATTEMPTS = 12;
const MOST_INSTANTS = 8;

/** The report, which comes whole once all rows have gone by; until then pieces are ''. Instants are in UTC. */
export function* reportPieces(
  rows: Iterable<ExportRow>,
  meta: ExportMeta,
  redaction: ExportRedaction,
): Generator<string> {
  const sums = createReportSums();
  for (const row of rows) {
    sums.add(row);
    yield '';
  }
  yield reportText(sums.result, meta, redaction);
}

function reportText(sums: ReportSums, meta: ExportMeta, redaction: ExportRedaction): string {
  const lines = [...summary(sums, meta, redaction), ...answersTable(sums), ...findingsTable(sums)];
  const calls = callsText(sums.failedCalls, redaction, MOST_LENGTH - lines.join('\n').length);
  const text = [...lines, ...section(say('export.report.calls'), calls)].join('\n');
  const redacted = isRedacted(text) ? prose(say('note.redacted')) : '';
  const written = say('export.report.written', {
    version: prose(meta.version),
    time: isoInstant(meta.exportedAt),
  });
  return `${text}\n\n${joinSentences(redacted, written)}\n`;
}

/** The first calls, as many as have room. */
function callsText(
  calls: ReportSums['failedCalls'],
  redaction: ExportRedaction,
  length: number,
): readonly string[] {
  const texts: string[] = [];
  let left = length;
  for (const attempts of calls.slice(0, MOST_CALLS)) {
    const text = callLines(attempts.map(redaction.redact), texts.length).join('\n');
    left -= text.length;
    if (left < 0) break;
    texts.push(text);
  }
  return [...texts, ...more(calls.length - texts.length)];
}

function summary(
  { statistics, from, to, failedCalls }: ReportSums,
  meta: ExportMeta,
  { said: { kept = [] } }: ExportRedaction,
): string[] {
  const names = kept === 'all' ? say('export.report.all') : sayJoined('join.list', kept);
  const figures = [
    say('export.report.responses', { n: statistics.responses }),
    say('export.report.callCount', { n: statistics.calls }),
    say('export.report.failedCount', { n: failedCalls.length }),
    say('export.report.violations', { n: statistics.violations }),
  ];
  const span =
    from === null || to === null
      ? ''
      : say('export.report.span', { from: isoInstant(from), to: isoInstant(to) });
  const packs = meta.packs.map(({ id, version }) => (version === '' ? id : `${id} ${version}`));
  const lines = [
    `## ${say('export.report.title')}`,
    '',
    item(say('export.report.figures'), sayJoined('join.comma', figures)),
    item(say('export.report.sent'), span),
    item(say('export.report.packs'), prose(sayJoined('join.comma', packs))),
    item(say('export.report.kept'), prose(names)),
    ...meta.gaps.map((gap) => item(say('export.report.gap'), prose(gap))),
  ];
  return lines.filter((line) => line !== null);
}

function answersTable({ answers }: ReportSums): string[] {
  const names = ['provider', 'answer', 'advice', 'count'] as const;
  const lines = answers.slice(0, MOST_LINES).map(({ first, count }) => {
    const { provider, advice } = first.annotation;
    // The advice of one answer holds its own times.
    const decision = prose(advice.decision);
    return [prose(provider.name), statusTitle(first), decision, String(count)];
  });
  const head = names.map((name) => say(`export.report.column.${name}`));
  return section(say('export.report.answers'), table(head, lines, answers.length));
}

function findingsTable({ findings }: ReportSums): string[] {
  const names = ['severity', 'finding', 'count', 'example'] as const;
  const lines = findings
    .slice(0, MOST_LINES)
    .map(({ first, count }) => [
      say(`note.severity.${first.severity}`),
      prose(first.id),
      String(count),
      prose(first.message),
    ]);
  const head = names.map((name) => say(`export.report.column.${name}`));
  return section(say('export.report.findings'), table(head, lines, findings.length));
}

/** A failed call: what was asked, what the last answer means and advises, when to send again, and what was done. */
function callLines(attempts: readonly ExportRow[], index: number): string[] {
  const last = attempts.at(-1);
  if (!last) return [];
  const { exchange, annotation } = last;
  const { status, advice, provider } = annotation;
  const shown = attempts.slice(-MOST_ATTEMPTS);
  const left = attempts.length - shown.length;
  const lines = [
    ...(index > 0 ? [''] : []),
    `#### ${index + 1}. ${codeSpan(`${exchange.method} ${exchange.url}`)}`,
    '',
    item(say('note.answer'), sayJoined('join.comma', [statusTitle(last), prose(provider.name)])),
    item(say('note.meaning'), prose(endSentence(status.meaning))),
    item(say('note.advice'), joinSentences(endSentence(adviceText(last)), prose(advice.explanation))),
    item(say('export.report.schedule'), scheduleText(last)),
    ...advice.cautions.map((caution) => item(say('note.caution'), prose(caution))),
    item(say('note.source'), sourceText(last)),
    '',
    left > 0 ? say('export.report.earlier', { n: left }) : say('note.attempts'),
    '',
    ...attemptLines(shown),
  ];
  return lines.filter((line) => line !== null);
}

/** When the rule lets the request be sent again, counted from the answer; '' where it gives no instants. */
function scheduleText({ annotation: { advice } }: ExportRow): string {
  const { instants, maxRetries, windowSeconds } = advice;
  if (instants.length === 0) return '';
  const shown = instants.slice(0, MOST_INSTANTS).map(formatDuration);
  if (instants.length > shown.length) shown.push('…');
  return sayJoined('join.comma', [
    say('export.report.instants', { times: sayJoined('join.comma', shown) }),
    ...(maxRetries === null ? [] : [say('export.report.most', { n: maxRetries })]),
    ...(windowSeconds === null ? [] : [say('export.report.within', { time: formatDuration(windowSeconds) })]),
  ]);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `### ${title}`, '', ...lines];
}

function table(head: readonly string[], lines: readonly (readonly string[])[], all: number): string[] {
  if (lines.length === 0) return [];
  const row = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |`;
  return [row(head), `|${' --- |'.repeat(head.length)}`, ...lines.map(row), ...more(all - lines.length)];
}

/** A bar ends a cell even in a code span, unless it is escaped; where it is already, `prose` did it. */
const cellText = (text: string): string => text.replace(/(?<!\\)\|/g, '\\|');

const more = (left: number): string[] => (left > 0 ? ['', say('export.report.more', { n: left })] : []);
