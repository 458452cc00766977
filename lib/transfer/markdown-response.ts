// What Markdown says of a response whose credentials are removed: its answer, its source, the attempts of its call.
import type { Source } from '../annotate/annotation.ts';
import { type Exchange, lacksResponse, responseReceivedAt } from '../http/exchange.ts';
import { formatDuration } from '../retry/duration.ts';
import { sayJoined } from '../words/joined.ts';
import { say } from '../words/say.ts';
import { codeSpan, link, prose } from './copy-markdown.ts';
import type { ExportRow } from './export-row.ts';
import { isoInstant } from './har-values.ts';

/** A line of a list; null without text. The space after the stars is needed: a full-width colon before them and a letter after would leave them stars. */
export const item = (name: string, text: string): string | null =>
  text === '' ? null : `- **${name}** ${text}`;

/** The status and what the provider calls it. */
export function statusTitle({ exchange, annotation }: ExportRow): string {
  const status = exchange.status === 0 ? say('note.none') : String(exchange.status);
  return [status, prose(annotation.status.name)].filter(Boolean).join(' ');
}

/** What to do, and when at the earliest, without a full stop. */
export function adviceText({ annotation: { advice } }: ExportRow): string {
  const { notBefore } = advice;
  const earliest = notBefore === null ? '' : say('note.notBefore', { time: isoInstant(notBefore) });
  return listed('join.comma', [prose(advice.summary), earliest]);
}

/** What came back, and how long it took. */
export function answerText(exchange: Exchange): string {
  const { status, statusText: reason, error, time, state } = exchange;
  return listed('join.comma', [
    status === 0 ? say('note.noResponse') : `${status}${reason === '' ? '' : ` ${codeSpan(reason)}`}`,
    time < 0 ? '' : say('note.after', { time: elapsed(time) }),
    status === 0 ? '' : say('note.received', { time: isoInstant(responseReceivedAt(exchange)) }),
    error !== '' && lacksResponse(exchange) ? say('note.error', { error: codeSpan(error) }) : '',
    state === 'pending' ? say('note.open') : '',
  ]);
}

/** Where the answer was read, and how directly it is said there. */
export function sourceText({ annotation: { source, advice } }: ExportRow): string {
  return say('note.from', { source: placeText(source), stage: say(`note.stage.${advice.stage}`) });
}

function placeText({ document, row, url }: Source): string {
  const place = /^\d{3}$/.test(row) ? say('note.row', { row }) : row;
  const named = row.startsWith(document) ? place : sayJoined('join.comma', [document, place]);
  return [prose(named), link(url)].filter(Boolean).join(' ');
}

/** A numbered line for each: when it was sent, how long after the response before, what came, what was wrong with it. */
export function attemptLines(attempts: readonly ExportRow[]): string[] {
  return attempts.map(({ exchange, findings }, index) => {
    const before = attempts[index - 1];
    const gap = before ? exchange.startedDateTime - responseReceivedAt(before.exchange) : null;
    const parts = [
      say('note.sent', { time: isoInstant(exchange.startedDateTime) }),
      gap === null ? '' : say('note.gap', { time: elapsed(Math.max(0, gap)) }),
      answerText(exchange),
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
