// A response as a note in Markdown, ready to paste in an issue: what was asked, what it means, what to do, what was done.
import type { Exchange } from '../http/exchange.ts';
import { say } from '../words/say.ts';
import { endSentence, joinSentences } from '../words/sentences.ts';
import { codeSpan, prose } from './copy-markdown.ts';
import { isRedacted } from './copy-request.ts';
import type { ExportRow } from './export-row.ts';
import { isoInstant } from './har-values.ts';
import { adviceText, answerText, attemptLines, item, sourceText, statusTitle } from './markdown-response.ts';
import { redactExchange } from './redact.ts';

/** The note; `attempts` are those of the row's call, in order, itself included. Instants are in UTC. */
export function markdownNote(row: ExportRow, attempts: readonly ExportRow[]): string {
  const exchange = redactExchange(row.exchange);
  const { annotation, findings, attempt } = row;
  const { advice, status, provider } = annotation;
  const sent = attempts.map((one) => ({ ...one, exchange: redactExchange(one.exchange) }));
  const lines = [
    `### ${say('note.title', { status: statusTitle(row), provider: prose(provider.name) })}`,
    '',
    item(say('note.asked'), askedText(exchange, attempt.attempt, attempts.length)),
    item(say('note.answer'), answerText(exchange)),
    item(say('note.meaning'), prose(endSentence(status.meaning))),
    item(say('note.advice'), joinSentences(endSentence(adviceText(row)), prose(advice.explanation))),
    ...advice.cautions.map((caution) => item(say('note.caution'), prose(caution))),
    ...findings.map(({ severity, message }) =>
      item(say('note.finding', { severity: say(`note.severity.${severity}`) }), prose(endSentence(message))),
    ),
    item(say('note.source'), sourceText(row)),
    ...(attempts.length > 1 ? ['', say('note.attempts'), '', ...attemptLines(sent)] : []),
  ];
  const text = lines.filter((line) => line !== null).join('\n');
  const redacted = isRedacted(text) ? prose(say('note.redacted')) : '';
  return `${text}\n\n${joinSentences(redacted, say('note.written'))}\n`;
}

function askedText({ method, url, startedDateTime }: Exchange, attempt: number, attempts: number): string {
  const values = { request: codeSpan(`${method} ${url}`), time: isoInstant(startedDateTime) };
  return attempts > 1 ? say('note.attempt', { ...values, attempt, attempts }) : say('note.request', values);
}
