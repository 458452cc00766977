// A response as a note in Markdown, ready to paste in an issue: what was asked, what it means, what to do, what was done.
import type { Source } from '../annotate/annotation.ts';
import { type Exchange, lacksResponse, responseReceivedAt } from '../http/exchange.ts';
import { formatDuration } from '../retry/duration.ts';
import { sayJoined } from '../words/joined.ts';
import { say } from '../words/say.ts';
import { endSentence, joinSentences } from '../words/sentences.ts';
import { codeSpan, link, prose } from './copy-markdown.ts';
import { isRedacted } from './copy-request.ts';
import type { ExportRow } from './har-export.ts';
import { isoInstant } from './har-values.ts';
import { redactExchange } from './redact.ts';

/** The note; `attempts` are those of the row's call, in order, itself included. Instants are in UTC. */
export function markdownNote(row: ExportRow, attempts: readonly ExportRow[]): string {
  const exchange = redactExchange(row.exchange);
  const { annotation, findings, attempt } = row;
  const { advice, status, provider, source } = annotation;
  const title = [statusText(exchange), prose(status.name)].filter(Boolean).join(' ');
  const summary = listed('join.comma', [prose(advice.summary), notBefore(advice.notBefore)]);
  const stage = say(`note.stage.${advice.stage}`);
  const lines = [
    `### ${say('note.title', { status: title, provider: prose(provider.name) })}`,
    '',
    item(say('note.asked'), askedText(exchange, attempt.attempt, attempts.length)),
    item(say('note.answer'), answerText(exchange)),
    item(say('note.meaning'), prose(endSentence(status.meaning))),
    item(say('note.advice'), joinSentences(endSentence(summary), prose(advice.explanation))),
    ...advice.cautions.map((caution) => item(say('note.caution'), prose(caution))),
    ...findings.map(({ severity, message }) =>
      item(say('note.finding', { severity: say(`note.severity.${severity}`) }), prose(endSentence(message))),
    ),
    item(say('note.source'), say('note.from', { source: sourceText(source), stage })),
    ...(attempts.length > 1 ? ['', say('note.attempts'), '', ...attemptLines(attempts)] : []),
  ];
  const text = lines.filter((line) => line !== null).join('\n');
  const redacted = isRedacted(text) ? prose(say('note.redacted')) : '';
  return `${text}\n\n${joinSentences(redacted, say('note.written'))}\n`;
}

/** The space after the stars is needed: a full-width colon before them and a letter after would leave them stars. */
const item = (name: string, text: string): string | null => (text === '' ? null : `- **${name}** ${text}`);

const statusText = ({ status }: Exchange): string => (status === 0 ? say('note.none') : String(status));

const notBefore = (at: number | null): string =>
  at === null ? '' : say('note.notBefore', { time: isoInstant(at) });

function askedText({ method, url, startedDateTime }: Exchange, attempt: number, attempts: number): string {
  const values = { request: codeSpan(`${method} ${url}`), time: isoInstant(startedDateTime) };
  return attempts > 1 ? say('note.attempt', { ...values, attempt, attempts }) : say('note.request', values);
}

/** What came back, and how long it took. */
function answerText(exchange: Exchange): string {
  const { status, statusText: reason, error, time, state } = exchange;
  return listed('join.comma', [
    status === 0 ? say('note.noResponse') : `${status}${reason === '' ? '' : ` ${codeSpan(reason)}`}`,
    time < 0 ? '' : say('note.after', { time: elapsed(time) }),
    status === 0 ? '' : say('note.received', { time: isoInstant(responseReceivedAt(exchange)) }),
    error !== '' && lacksResponse(exchange) ? say('note.error', { error: codeSpan(error) }) : '',
    state === 'pending' ? say('note.open') : '',
  ]);
}

function sourceText({ document, row, url }: Source): string {
  const place = /^\d{3}$/.test(row) ? say('note.row', { row }) : row;
  const named = row.startsWith(document) ? place : sayJoined('join.comma', [document, place]);
  return [prose(named), link(url)].filter(Boolean).join(' ');
}

/** A numbered line for each: when it was sent, how long after the response before, what came, what was wrong with it. */
function attemptLines(attempts: readonly ExportRow[]): string[] {
  return attempts.map(({ exchange, findings }, index) => {
    const before = attempts[index - 1];
    const gap = before ? exchange.startedDateTime - responseReceivedAt(before.exchange) : null;
    const parts = [
      say('note.sent', { time: isoInstant(exchange.startedDateTime) }),
      gap === null ? '' : say('note.gap', { time: elapsed(Math.max(0, gap)) }),
      answerText(redactExchange(exchange)),
      ...findings.map(({ severity, message }) =>
        say('note.found', { severity: say(`note.severity.${severity}`), message: prose(message) }),
      ),
    ];
    return `${index + 1}. ${listed('join.semicolon', parts)}`;
  });
}

const elapsed = (ms: number): string =>
  ms < 10_000 ? `${Math.round(ms)} ms` : formatDuration(Math.round(ms / 1000));

/** What there is to say, '' left out. */
const listed = (word: 'join.comma' | 'join.semicolon', texts: readonly string[]): string =>
  sayJoined(word, texts.filter(Boolean));
