// The lines of the fields that speak of retries, gathered by name, and what is said of one that can't be read.
import { say } from '../words/say.ts';
import { quoted } from './quoted.ts';

/** Field values of one response, each in the order sent, by the name that this code gives the field. */
export type SentFields = ReadonlyMap<string, readonly string[]>;

/** One field that a server sent in a form that its definition does not allow. */
export interface HeaderProblem {
  /** `RateLimit`, `x-should-retry`. */
  readonly field: string;
  /** As sent, without the white space around it. */
  readonly raw: string;
  /** Completes "RateLimit … is": `empty`, `not true or false`. */
  readonly reason: string;
}

/** `x-should-retry "maybe" is not true or false`: one plain sentence without a final full stop. */
export function explainHeaderProblem({ field, raw, reason }: HeaderProblem): string {
  return say('http.problem', { sent: raw === '' ? field : `${field} ${quoted(raw)}`, reason });
}

/** The first line of a single-valued field, undefined when it was not sent; lines that differ are reported. */
export function firstLine(field: string, sent: SentFields, problems: HeaderProblem[]): string | undefined {
  const lines = sent.get(field);
  const raw = lines?.[0]?.trim();
  if (lines && raw !== undefined && lines.some((value) => value.trim() !== raw))
    problems.push({ field, raw, reason: say('http.not.alone') });
  return raw;
}

/** All lines of a list-valued field as one (RFC 9110 §5.3), undefined when it was not sent. */
export function wholeList(field: string, sent: SentFields): string | undefined {
  return sent.get(field)?.join(', ').trim();
}
