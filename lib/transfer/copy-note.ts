// A response as a note in Markdown, ready to paste in an issue: what was asked, what it means, what to do, what was done.
import type { Source } from '../annotate/annotation.ts';
import { type Exchange, lacksResponse, responseReceivedAt } from '../http/exchange.ts';
import { formatDuration } from '../retry/duration.ts';
import { codeSpan, link, prose } from './copy-markdown.ts';
import { isRedacted, REDACTED_NOTE } from './copy-request.ts';
import type { ExportRow } from './har-export.ts';
import { isoInstant } from './har-values.ts';
import { redactExchange } from './redact.ts';

/** The note; `attempts` are those of the row's call, in order, itself included. Instants are in UTC. */
export function markdownNote(row: ExportRow, attempts: readonly ExportRow[]): string {
  const exchange = redactExchange(row.exchange);
  const { annotation, findings, attempt } = row;
  const { advice, status, provider, source } = annotation;
  const title = ['Response:', statusText(exchange), prose(status.name), '·', prose(provider.name)];
  const of = attempts.length > 1 ? `, attempt ${attempt.attempt} of ${attempts.length}` : '';
  const summary = [prose(advice.summary), notBefore(advice.notBefore)].filter(Boolean).join(', ');
  const asked = `${codeSpan(`${exchange.method} ${exchange.url}`)} at ${isoInstant(exchange.startedDateTime)}${of}`;
  const lines = [
    `### ${title.filter(Boolean).join(' ')}`,
    '',
    item('Asked', asked),
    item('Answer', answerText(exchange)),
    item('Meaning', prose(sentence(status.meaning))),
    item('Advice', [sentence(summary), prose(advice.explanation)].filter(Boolean).join(' ')),
    ...advice.cautions.map((caution) => item('Caution', prose(caution))),
    ...findings.map(({ severity, message }) => item(`Finding (${severity})`, prose(sentence(message)))),
    item('Source', `${sourceText(source)} (${advice.stage})`),
    ...(attempts.length > 1 ? ['', 'Attempts of this call:', '', ...attemptLines(attempts)] : []),
  ];
  const text = lines.filter((line) => line !== null).join('\n');
  const about = [isRedacted(text) ? prose(REDACTED_NOTE) : '', 'Written by Retryscope.'];
  return `${text}\n\n${about.filter(Boolean).join(' ')}\n`;
}

const item = (name: string, text: string): string | null => (text === '' ? null : `- **${name}:** ${text}`);

const statusText = ({ status }: Exchange): string => (status === 0 ? 'none' : String(status));

const notBefore = (at: number | null): string => (at === null ? '' : `not before ${isoInstant(at)}`);

/** What came back, and how long it took. */
function answerText(exchange: Exchange): string {
  const { status, statusText: reason, error, time, state } = exchange;
  const parts = [
    status === 0 ? 'no response' : `${status}${reason === '' ? '' : ` ${codeSpan(reason)}`}`,
    time < 0 ? '' : `after ${elapsed(time)}`,
    status === 0 ? '' : `received at ${isoInstant(responseReceivedAt(exchange))}`,
    error !== '' && lacksResponse(exchange) ? `the browser says ${codeSpan(error)}` : '',
    state === 'pending' ? 'no end was seen' : '',
  ];
  return parts.filter(Boolean).join(', ');
}

function sourceText({ document, row, url }: Source): string {
  const place = /^\d{3}$/.test(row) ? `row ${row}` : row;
  const named = row.startsWith(document) ? place : `${document}, ${place}`;
  return [prose(named), link(url)].filter(Boolean).join(' ');
}

/** A numbered line for each: when it was sent, how long after the response before, what came, what was wrong with it. */
function attemptLines(attempts: readonly ExportRow[]): string[] {
  return attempts.map(({ exchange, findings }, index) => {
    const before = attempts[index - 1];
    const gap = before ? exchange.startedDateTime - responseReceivedAt(before.exchange) : null;
    const parts = [
      `sent at ${isoInstant(exchange.startedDateTime)}`,
      gap === null ? '' : `${elapsed(Math.max(0, gap))} after the response before`,
      answerText(redactExchange(exchange)),
      ...findings.map(({ severity, message }) => `${severity}: ${prose(message)}`),
    ];
    return `${index + 1}. ${parts.filter(Boolean).join('; ')}`;
  });
}

const elapsed = (ms: number): string =>
  ms < 10_000 ? `${Math.round(ms)} ms` : formatDuration(Math.round(ms / 1000));

/** With a final full stop. */
const sentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`);
